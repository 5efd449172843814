import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { connect as connectPlain, type Socket } from "node:net";
import { join } from "node:path";
import { connect, type ConnectionOptions } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { localCertificate } from "../../src/http/local-certificate.ts";
import { certifyHere } from "../../src/device/certify-here.ts";
import type { RunningPost } from "../run/post-harness.ts";
import {
  beginPost,
  makeDataDir,
  plot,
  type ProofWorld,
  rejection,
  removeDataDir,
} from "./proof-world.ts";

let dataDir = "";
let post: RunningPost | null = null;
beforeEach(() => {
  dataDir = makeDataDir();
});
afterEach(async () => {
  await post?.stop();
  post = null;
  removeDataDir(dataDir);
});

async function begin(type: string): Promise<ProofWorld> {
  const transport = { type, tls: {} };
  const world = await beginPost({ dataDir, proof: "certificate", transport });
  post = world.post;
  return world;
}

interface Credentials {
  readonly id: string;
  readonly options: ConnectionOptions;
}

async function certified(
  { desk, address }: ProofWorld,
  subject: string,
  kind: "sensor" | "siren" = "sensor",
): Promise<Credentials> {
  const { code } = await desk.issueCode(kind, subject);
  const folder = join(dataDir, `device-${subject}`);
  const { id } = await certifyHere({ address, code, folder, authority: null });
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const options = {
    key: read("key.pem"),
    cert: read("certificate.pem"),
    ca: read("authority.pem"),
    host: "127.0.0.1",
  };
  return { id, options };
}

interface Line {
  readonly send: (octets: Uint8Array) => void;
  readonly closed: Promise<unknown>;
}
const WAYS: Readonly<Record<string, (port: number, options: ConnectionOptions) => Promise<Line>>> =
  {
    "tcp-listen": async (port, options) => {
      const socket = connect({ ...options, port });
      socket.on("error", () => undefined);
      socket.resume();
      await once(socket, "secureConnect");
      return { send: (octets) => void socket.write(octets), closed: once(socket, "close") };
    },
    "websocket-listen": async (port, options) => {
      const socket = new WebSocket(`wss://127.0.0.1:${port}`, { ...options });
      socket.on("error", () => undefined);
      await once(socket, "open");
      return { send: (octets) => socket.send(octets), closed: once(socket, "close") };
    },
    http: (port, options) => {
      const send = (octets: Uint8Array): void => {
        const sent = request({ ...options, port, method: "POST", agent: false }, (response) =>
          response.resume(),
        );
        sent.on("error", () => undefined);
        sent.end(octets);
      };
      return Promise.resolve({ send, closed: Promise.resolve() });
    },
  };

test.each(Object.entries(WAYS))(
  "a sensor with a certificate of this post's is authenticated over %s, until that is revoked",
  async (type, open) => {
    const world = await begin(type);
    const { site } = await world.post.ready;
    expect(site.sensors.map(({ authenticated }) => authenticated)).toEqual([true, true]);
    const { id, options } = await certified(world, "radar");
    const line = await open(world.port, options);
    const startedMs = Date.now();
    const send = (): void => line.send(plot((Date.now() - startedMs) / 1_000, "radar"));
    const timer = setInterval(send, 200);
    await world.post.untilEffect("track", ({ track }) => track.change === "confirmed");
    clearInterval(timer);
    expect(world.post.faults("INPUT_REJECTED")).toEqual([]);
    // It speaks for itself alone.
    line.send(plot(0, "other"));
    expect(await rejection(world, "wrong-sensor")).toContain("signed by radar");
    await world.desk.revokeKey(id);
    if (type === "http") send();
    await line.closed;
    await rejection(world, "unknown-certificate");
  },
);

/** Resolves when the line is gone, whatever the reason was. */
const broken = (socket: Socket): Promise<void> => {
  socket.on("error", () => undefined);
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve()));
};

test("whoever shows no certificate, or one of somebody else, has no line", async () => {
  const world = await begin("tcp-listen");
  const { port } = world;
  const { options } = await certified(world, "radar");
  await broken(connect({ host: "127.0.0.1", port, ca: options.ca }));
  expect(await rejection(world, "tls-refused")).not.toBe("");
  // Of an authority that anybody can make.
  const stranger = makeDataDir();
  const other = await localCertificate(stranger, ["127.0.0.1"]);
  removeDataDir(stranger);
  await broken(connect({ ...options, port, key: other.key, cert: other.cert }));
  // The certificate of a device that is no sensor, and the post's own, which nobody was given.
  const siren = await certified(world, "mast", "siren");
  await broken(connect({ ...siren.options, port }));
  await rejection(world, "wrong-sensor");
  // What is not encrypted is no greeting.
  const plain = connectPlain(port, "127.0.0.1");
  plain.write(plot(0, "radar"));
  await broken(plain);
  expect(world.post.steps.some(({ event }) => event?.type === "look")).toBe(false);
});

test("a code certifies once, only a key that signs its request, and enrols no second way", async () => {
  const world = await begin("tcp-listen");
  const { code } = await world.desk.issueCode("sensor", "radar");
  const ask = (body: object): Promise<Response> =>
    fetch(`${world.address}/api/devices/certify`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await ask({ code, request: "no request" })).status).toBe(400);
  const folder = join(dataDir, "device");
  await certifyHere({ address: world.address, code, folder, authority: null });
  await expect(
    certifyHere({ address: world.address, code, folder: join(dataDir, "b"), authority: null }),
  ).rejects.toMatchObject({ code: "LINK_INVALID" });
  const keys = await world.desk.keys();
  expect(keys).toMatchObject([{ kind: "sensor", subject: "radar", proof: "certificate" }]);
});
