import type { ConnectionOptions } from "node:tls";
import type { ByteSink, ByteSource, Cancellation, SourcePeer } from "@tocsin/sdk";
import { type IClientOptions, MqttClient } from "mqtt";
import { type ClientTls, readClientTls } from "./client-tls.ts";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import { openBrokerSocket } from "./open-broker-socket.ts";
import { readSecret } from "./read-secret.ts";
import type { SourcePorts } from "./source-ports.ts";

const CONNECT_TIMEOUT_MS = 10_000;
/** A broker from which nothing came for one and a half of these is taken for gone. */
const KEEP_ALIVE_S = 10;
const REFUSED = 0x80;

export interface MqttOptions {
  readonly url: string;
  readonly topics: readonly string[];
  readonly retained: boolean;
  readonly user: string | null;
  readonly passwordFile: string | null;
  /** Where `online` is kept while this subscription stands, and `offline` otherwise; null: nowhere. */
  readonly statusTopic: string | null;
  readonly tls?: ClientTls | undefined;
}

/**
 * What is published to topics of a broker, at QoS 1, each a message of the peer that is its topic. The session is a clean one:
 * after a break what was published meanwhile is lost, and not taken for new.
 */
export const createMqttSource = (options: MqttOptions, ports: SourcePorts): ByteSource => ({
  async run(sink, signal) {
    const password = options.passwordFile === null ? null : await readSecret(options.passwordFile);
    const attempt = async (): Promise<LineEnd> => {
      const context = { sink, nowUs: () => ports.clock.nowUs() };
      try {
        const secure = await readClientTls(options.tls);
        return await new Subscription(options, secure, context).read(password, signal);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        return { connectedUs: null, detail: `${options.url}: ${words}` };
      }
    };
    await keepConnected(attempt, ports, sink, signal);
  },
});

class Subscription {
  readonly #options: MqttOptions;
  readonly #secure: ConnectionOptions;
  readonly #sink: ByteSink;
  readonly #nowUs: () => number;
  #connectedUs: number | null = null;
  #detail: string;

  constructor(
    options: MqttOptions,
    secure: ConnectionOptions,
    context: { readonly sink: ByteSink; readonly nowUs: () => number },
  ) {
    this.#options = options;
    this.#secure = secure;
    this.#sink = context.sink;
    this.#nowUs = context.nowUs;
    this.#detail = `${options.url} closed the line`;
  }

  /** One connection, to its end. */
  read(password: string | null, signal: Cancellation): Promise<LineEnd> {
    const client = new MqttClient(() => this.#open(), this.#clientOptions(password));
    return new Promise((resolve) => {
      const abort = (): void => this.#leave(client);
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      client.on("connect", () => this.#subscribe(client));
      client.on("message", (topic, payload, { retain }) => this.#take(topic, payload, retain));
      client.on("error", (error) => {
        this.#detail = `${this.#options.url}: ${error.message}`;
        client.end(true);
      });
      client.on("close", () => {
        signal.removeEventListener("abort", abort);
        client.end(true);
        resolve({ connectedUs: this.#connectedUs, detail: this.#detail });
      });
    });
  }

  #open() {
    return openBrokerSocket(this.#options.url, this.#secure, (detail) => {
      this.#detail = detail;
    });
  }

  #clientOptions(password: string | null): IClientOptions {
    const { user, statusTopic } = this.#options;
    return {
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepalive: KEEP_ALIVE_S,
      clean: true,
      ...(user === null ? {} : { username: user }),
      ...(password === null ? {} : { password }),
      ...(statusTopic === null
        ? {}
        : { will: { topic: statusTopic, payload: Buffer.from("offline"), qos: 1, retain: true } }),
    };
  }

  #subscribe(client: MqttClient): void {
    const { topics, url, statusTopic } = this.#options;
    client.subscribe([...topics], { qos: 1 }, (error, granted) => {
      const refused = (granted ?? []).filter(({ qos }) => qos >= REFUSED).map(({ topic }) => topic);
      if (error !== null || refused.length > 0) {
        this.#detail = `${url} refused the subscription: ${error?.message ?? refused.join(", ")}`;
        client.end(true);
        return;
      }
      this.#connectedUs = this.#nowUs();
      this.#sink.link("up", `subscribed at ${url}`, this.#connectedUs);
      if (statusTopic !== null) client.publish(statusTopic, "online", { qos: 1, retain: true });
    });
  }

  #take(topic: string, payload: Uint8Array, retain: boolean): void {
    const atUs = this.#nowUs();
    if (retain && !this.#options.retained) this.#sink.rejected("retained", 1, topic, atUs);
    else this.#sink.message(payload, atUs, topicPeer(topic));
  }

  /** A client that leaves in good order gets no last will: it says itself that it is gone. */
  #leave(client: MqttClient): void {
    const { statusTopic } = this.#options;
    if (statusTopic !== null && client.connected)
      client.publish(statusTopic, "offline", { qos: 0, retain: true });
    client.end();
  }
}

const topicPeer = (topic: string): SourcePeer => ({
  id: topic,
  send: () => false,
  close: () => undefined,
});
