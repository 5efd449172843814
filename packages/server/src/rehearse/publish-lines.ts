import { connect } from "mqtt";
import type { TransportConfig } from "@tocsin/sdk";
import { readSecret } from "../sources/read-secret.ts";
import type { Line } from "./open-line.ts";

/** Requests and publications on their way at once; what is beyond them is refused. */
const WAITING_MAX = 256;

type Of<Type extends TransportConfig["type"]> = Extract<TransportConfig, { type: Type }>;

/** Each message the body of a request of its own. */
export function createHttpLine({ address, port, token_file: tokenFile }: Of<"http">): Line {
  const host = address.includes(":") ? `[${address}]` : address;
  const token = tokenFile === undefined ? Promise.resolve(null) : readSecret(tokenFile);
  return counted(async (bytes) => {
    const secret = await token;
    await fetch(`http://${host}:${port}/`, {
      method: "POST",
      body: Uint8Array.from(bytes),
      headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
    });
  });
}

/** Each message published to the first topic of the input, at QoS 1. */
export function createMqttLine({
  url,
  topics,
  user,
  password_file: file,
}: Of<"mqtt">): Line | string {
  const [topic] = topics;
  if (/[+#]/.test(topic)) return `its topic ${topic} is a filter, and names none to publish to`;
  const client = (async () => {
    const password = file === undefined ? undefined : await readSecret(file);
    return connect(url, {
      ...(user === undefined ? {} : { username: user }),
      ...(password === undefined ? {} : { password }),
    });
  })();
  const line = counted(async (bytes) => {
    await (await client).publishAsync(topic, Buffer.from(bytes), { qos: 1 });
  });
  const ready = (async () => {
    const opened = await client;
    if (!opened.connected)
      await new Promise<void>((resolve) => opened.once("connect", () => resolve()));
  })();
  return {
    ...line,
    ready,
    async close() {
      await line.close();
      await (await client).endAsync();
    },
  };
}

function counted(deliver: (bytes: Uint8Array) => Promise<void>): Line {
  const waiting = new Set<Promise<void>>();
  return {
    ready: Promise.resolve(),
    send(bytes) {
      if (waiting.size >= WAITING_MAX) return false;
      const sent = deliver(bytes)
        // Nobody may listen yet, and the next message may arrive.
        .catch(() => undefined)
        .finally(() => waiting.delete(sent));
      waiting.add(sent);
      return true;
    },
    async close() {
      await Promise.all(waiting);
    },
  };
}
