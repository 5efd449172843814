import type { Cancellation } from "@tocsin/sdk";
import { MqttClient } from "mqtt";
import { type ClientTls, readClientTls } from "./client-tls.ts";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import { openBrokerSocket } from "./open-broker-socket.ts";
import { readSecret } from "./read-secret.ts";
import type { SourcePorts } from "./source-ports.ts";

const CONNECT_TIMEOUT_MS = 10_000;
/** A broker from which nothing came for one and a half of these is taken for gone. */
const KEEP_ALIVE_S = 5;
const REFUSED = 0x80;
/** Messages that wait for the broker's word at most; further ones fail at once. */
const UNDERWAY_MAX = 2_000;

export interface BrokerLineOptions {
  readonly url: string;
  readonly user: string | null;
  readonly passwordFile: string | null;
  readonly tls?: ClientTls | undefined;
  readonly topics: readonly string[];
  /** What the broker publishes when this line breaks. */
  readonly will: { readonly topic: string; readonly payload: string };
  /** Not called for what the broker kept from before: it may be old. */
  readonly message: (topic: string, payload: Uint8Array) => void;
  readonly link: (state: "up" | "down", detail: string) => void;
}

/**
 * A line to a broker for both ways, taken up again when it breaks. Nothing is kept for later: what cannot be published now
 * fails now, so that another way can be taken. The session is a clean one, and nothing is retained.
 */
export class BrokerLine {
  readonly #options: BrokerLineOptions;
  #client: MqttClient | null = null;
  #underway = 0;

  constructor(options: BrokerLineOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#client?.connected ?? false;
  }

  /** Resolves when the broker has taken it (QoS 1); rejects when it is not connected, or does not. */
  publish(topic: string, payload: Uint8Array): Promise<void> {
    const client = this.#client;
    if (client === null || !client.connected)
      return Promise.reject(new Error(`not connected to ${this.#options.url}`));
    if (this.#underway >= UNDERWAY_MAX)
      return Promise.reject(new Error(`${UNDERWAY_MAX} messages wait for ${this.#options.url}`));
    this.#underway++;
    return new Promise((resolve, reject) => {
      let isDone = false;
      const done = (error?: Error | null): void => {
        if (isDone) return;
        isDone = true;
        client.removeListener("close", broken);
        this.#underway--;
        if (error === undefined || error === null) resolve();
        else reject(error);
      };
      // A client whose line breaks calls back for nothing that waits.
      const broken = (): void => done(new Error(`${this.#options.url} closed the line`));
      client.once("close", broken);
      client.publish(topic, Buffer.from(payload), { qos: 1, retain: false }, done);
    });
  }

  /** Holds the line until `signal` aborts. */
  async run(ports: SourcePorts, signal: Cancellation): Promise<void> {
    const attempt = async (): Promise<LineEnd> => {
      try {
        const { passwordFile, tls } = this.#options;
        const password = passwordFile === null ? null : await readSecret(passwordFile);
        return await this.#stand(password, await readClientTls(tls), ports, signal);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        return { connectedUs: null, detail: `${this.#options.url}: ${words}` };
      }
    };
    const sink = { link: this.#options.link };
    await keepConnected(attempt, ports, sink, signal);
  }

  /** One connection, to its end. */
  #stand(
    password: string | null,
    secure: Awaited<ReturnType<typeof readClientTls>>,
    { clock }: SourcePorts,
    signal: Cancellation,
  ): Promise<LineEnd> {
    const { url, user, will, message } = this.#options;
    let connectedUs: number | null = null;
    let detail = `${url} closed the line`;
    const fail = (words: string): void => {
      detail = words;
    };
    const client = new MqttClient(() => openBrokerSocket(url, secure, fail), {
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepalive: KEEP_ALIVE_S,
      clean: true,
      ...(user === null ? {} : { username: user }),
      ...(password === null ? {} : { password }),
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: false },
    });
    client.setMaxListeners(UNDERWAY_MAX + 16);
    this.#client = client;
    return new Promise((resolve) => {
      const abort = (): void => void client.end();
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      client.on("connect", () =>
        this.#subscribe(client, (problem) => {
          if (problem === null) {
            connectedUs = clock.nowUs();
            this.#options.link("up", `connected to ${url}`);
          } else {
            fail(`${url} refused the subscription: ${problem}`);
            client.end(true);
          }
        }),
      );
      client.on("message", (topic, payload, { retain }) => {
        if (!retain) message(topic, payload);
      });
      client.on("error", (error) => {
        fail(`${url}: ${error.message}`);
        client.end(true);
      });
      client.on("close", () => {
        signal.removeEventListener("abort", abort);
        client.end(true);
        if (this.#client === client) this.#client = null;
        resolve({ connectedUs, detail });
      });
    });
  }

  #subscribe(client: MqttClient, done: (problem: string | null) => void): void {
    const { topics } = this.#options;
    client.subscribe([...topics], { qos: 1 }, (error, granted) => {
      const refused = (granted ?? []).filter(({ qos }) => qos >= REFUSED).map(({ topic }) => topic);
      if (error !== null) done(error.message);
      else done(refused.length > 0 ? refused.join(", ") : null);
    });
  }
}
