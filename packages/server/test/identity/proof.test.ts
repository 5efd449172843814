import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { beginEpoch, type DeviceKeyFile } from "../../src/device/device-key-file.ts";
import { enrolDevice } from "../../src/device/enrol-device.ts";
import { EnvelopeSealer } from "../../src/device/envelope-sealer.ts";
import { CliFolder } from "../cli/cli-folder.ts";
import type { RunningPost } from "../run/post-harness.ts";
import {
  beginPost,
  makeDataDir,
  plot,
  type ProofWorld,
  rejection,
  removeDataDir,
} from "./proof-world.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
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

const begin = async (type: string, given: { readonly port?: number } = {}): Promise<ProofWorld> => {
  const world = await beginPost({ dataDir, proof: "envelope", transport: { type, ...given } });
  post = world.post;
  return world;
};

async function enrol(
  { desk, address }: ProofWorld,
  subject: string,
  kind: "sensor" | "siren" = "sensor",
): Promise<string> {
  const { code } = await desk.issueCode(kind, subject);
  const path = join(dataDir, `${subject}.key`);
  await enrolDevice({ address, code, path, authority: null });
  return path;
}

const sealerOf = (file: DeviceKeyFile, changes: { readonly purpose?: string } = {}) =>
  new EnvelopeSealer(file, {
    purpose: "report",
    lifetimeMs: 5_000,
    nowMs: () => performance.now() + 120_000,
    ...changes,
  });

interface Line {
  readonly send: (octets: Uint8Array) => void;
  readonly close: () => void;
}
const WAYS: Readonly<Record<string, (port: number) => Promise<Line> | Line>> = {
  "tcp-listen": (port) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    return {
      send: (octets) => void socket.write(octets),
      close: () => void socket.destroy(),
    };
  },
  udp: (port) => {
    const socket = createSocket("udp4");
    return {
      send: (octets) => socket.send(octets, port, "127.0.0.1"),
      close: () => void socket.close(),
    };
  },
  http: (port) => ({
    send: (octets) =>
      void fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: Buffer.from(octets) }),
    close: () => undefined,
  }),
  "websocket-listen": async (port) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(socket, "open");
    return { send: (octets) => socket.send(octets), close: () => socket.close() };
  },
};

test.each(Object.entries(WAYS))(
  "reports in envelopes over %s come from an authenticated sensor, and end with its key",
  async (type, open) => {
    const world = await begin(type);
    const { site } = await world.post.ready;
    expect(site.sensors.map(({ authenticated }) => authenticated)).toEqual([true, true]);
    const sealer = sealerOf(beginEpoch(await enrol(world, "radar")));
    const line = await open(world.port);
    const startedMs = Date.now();
    const send = (): void =>
      line.send(sealer.seal(plot((Date.now() - startedMs) / 1_000, "radar")));
    const timer = setInterval(send, 200);
    await world.post.untilEffect("track", ({ track }) => track.change === "confirmed");
    clearInterval(timer);
    expect(world.post.faults("INPUT_REJECTED")).toEqual([]);
    const [key] = await world.desk.keys();
    await world.desk.revokeKey(key.id);
    send();
    await rejection(world, "unknown-key");
    line.close();
  },
);

test("what is replayed, out of order, late, forged or another's is refused, each with its reason", async () => {
  const world = await begin("tcp-listen");
  const path = await enrol(world, "radar");
  const file = beginEpoch(path);
  const siren = beginEpoch(await enrol(world, "mast", "siren"));
  const stranger = beginEpoch(await enrol(world, "elsewhere"));
  const sealer = sealerOf(file);
  const line = await WAYS["tcp-listen"](world.port);
  const [first, second, third] = [1, 2, 3].map((i) => sealer.seal(plot(i, "radar")));
  line.send(first);
  line.send(third);
  // A copy, and one that was overtaken.
  line.send(third);
  line.send(second);
  expect(await rejection(world, "replayed")).toContain("its counter was used before");
  const old = new EnvelopeSealer(file, {
    purpose: "report",
    lifetimeMs: 5_000,
    nowMs: () => performance.now() + 60_000,
  });
  for (let i = 0; i < 4; i++) old.seal(plot(0, "radar"));
  line.send(old.seal(plot(0, "radar")));
  await rejection(world, "expired");
  const forged = generateKeyPairSync("ed25519").privateKey;
  const wrong: readonly (readonly [string, Uint8Array])[] = [
    ["bad-signature", ahead(sealerOf({ ...file, key: forged }))],
    ["wrong-audience", ahead(sealerOf({ ...file, audience: "another-site" }))],
    ["wrong-issuer", ahead(sealerOf({ ...file, subject: "other" }))],
    ["unknown-key", ahead(sealerOf({ ...file, keyId: "k-nobody" }))],
    ["wrong-purpose", ahead(sealerOf(beginEpoch(path), { purpose: "heartbeat" }))],
    ["not-an-envelope", plot(0, "radar")],
  ];
  for (const [reason, octets] of wrong) {
    const other = await WAYS["tcp-listen"](world.port);
    other.send(octets);
    await rejection(world, reason);
    other.close();
  }
  // A siren's key speaks for no sensor, another sensor's for none of this input, and this one's for itself alone.
  const others = await WAYS["tcp-listen"](world.port);
  others.send(sealerOf(siren).seal(plot(0, "radar")));
  others.send(sealerOf(stranger).seal(plot(0, "radar")));
  others.send(sealerOf(beginEpoch(path)).seal(plot(0, "other")));
  const words = await world.post.until(() =>
    world.post
      .faults("INPUT_REJECTED")
      .find(
        ({ subject, detail }) => subject.includes("wrong-sensor") && detail.startsWith("3 times"),
      ),
  );
  expect(words.detail).toContain("it speaks for other, and is signed by radar");
  others.close();
  line.close();
});

/** One that would be taken, were it not for what is wrong with it. */
function ahead(sealer: EnvelopeSealer): Uint8Array {
  for (let i = 0; i < 9; i++) sealer.seal(plot(0, "radar"));
  return sealer.seal(plot(0, "radar"));
}

test("a restart forgets neither keys nor counters", async () => {
  const world = await begin("tcp-listen");
  const sealer = sealerOf(beginEpoch(await enrol(world, "radar")));
  const line = await WAYS["tcp-listen"](world.port);
  const copy = sealer.seal(plot(1, "radar"));
  line.send(copy);
  await world.post.until(() => world.post.steps.find(({ event }) => event?.type === "look"));
  line.close();
  await world.post.stop();
  const again = await begin("tcp-listen", { port: world.port });
  const next = await WAYS["tcp-listen"](again.port);
  // Until the keys are read none is known; a copy is refused then and later.
  const timer = setInterval(() => next.send(copy), 100);
  await rejection(again, "replayed");
  clearInterval(timer);
  expect(again.post.steps.some(({ event }) => event?.type === "look")).toBe(false);
  next.send(sealer.seal(plot(2, "radar")));
  await again.post.until(() => again.post.steps.find(({ event }) => event?.type === "look"));
  next.close();
});

test("a sensor that only writes lines proves itself through `tocsin device`", async () => {
  const world = await begin("tcp-listen");
  const { code } = await world.desk.issueCode("sensor", "radar");
  const folder = new CliFolder();
  const enrolment = ["device", "enrol", code, "--post", world.address, "--key", "radar.key"];
  expect(await folder.okAlone(...enrolment)).toContain("sensor radar of site, in radar.key");
  const again = await folder.runAlone(...enrolment);
  expect([again.code, again.stderr]).toMatchObject([4, expect.stringContaining("a file already")]);
  const sealing = spawn(process.execPath, [LAUNCHER, "device", "seal", "--key", "radar.key"], {
    cwd: folder.path,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = connect(world.port, "127.0.0.1");
  sealing.stdout.pipe(line);
  const startedMs = Date.now();
  const timer = setInterval(
    () => sealing.stdin.write(plot((Date.now() - startedMs) / 1_000, "radar")),
    200,
  );
  await world.post.untilEffect("track", ({ track }) => track.change === "confirmed");
  clearInterval(timer);
  sealing.stdin.end();
  await once(sealing, "exit");
  line.destroy();
  folder.remove();
});
