import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { beginEpoch, type DeviceKeyFile } from "../../src/device/device-key-file.ts";
import { enrolDevice } from "../../src/device/enrol-device.ts";
import { EnvelopeSealer } from "../../src/device/envelope-sealer.ts";
import type { AccountDesk } from "../../src/identity/account-desk.ts";
import { openAccountDesk } from "../../src/run/open-account-desk.ts";
import { CliFolder } from "../cli/cli-folder.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
let dataDir = "";
let post: RunningPost | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-proof-"));
});
afterEach(async () => {
  await post?.stop();
  post = null;
  rmSync(dataDir, { recursive: true, force: true });
});

interface World {
  readonly post: RunningPost;
  readonly address: string;
  readonly desk: AccountDesk;
  readonly port: number;
}

/** A post that takes the sensor `radar` over a transport, in envelopes only. */
async function begin(type: string, given: { readonly port?: number } = {}): Promise<World> {
  const port = given.port ?? (await freePort());
  const [first] = SITE.sensors;
  const sensors = [first, { ...first, id: "other" }].map((sensor) => ({
    ...sensor,
    authenticated: false,
  }));
  const sigmas = { range_sigma_m: 20, azimuth_sigma_deg: 0.3, elevation_sigma_deg: 0.3 };
  const inputs = [
    {
      type: "generic",
      id: "json",
      proof: "envelope",
      transport: { type, port },
      sensors: sensors.map(({ id }) => ({ sensor: id, ...sigmas })),
    },
  ];
  const config = { ...SITE, mode: "shadow", channels: [], sensors, inputs };
  let listening: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (listening = resolve));
  const running = new RunningPost({
    config,
    dataDir,
    web: { host: "127.0.0.1", port: 0, announce: (at) => listening(at) },
  });
  post = running;
  await running.ready;
  const at = await address;
  return { post: running, address: at, port, desk: await openAccountDesk(dataDir, parsed(config)) };
}

function parsed(config: unknown): SiteConfig {
  const result = parseSiteConfig(config);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

async function enrol(
  { desk, address }: World,
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

/** Something that comes straight in from the north-east at 80 m/s, as a radar would report it. */
const plot = (seconds: number, sensor: string): Uint8Array =>
  Buffer.from(
    `${JSON.stringify({
      type: "polar",
      sensor,
      time_unix_s: Date.now() / 1_000,
      range_m: 2_500 - 80 * seconds,
      azimuth_deg: 45,
      elevation_deg: 2.7,
    })}\n`,
  );

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

const rejection = (world: World, reason: string): Promise<string> =>
  world.post.until(
    () =>
      world.post.faults("INPUT_REJECTED").find(({ subject }) => subject.includes(reason))?.detail,
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
  expect(await folder.ok(...enrolment)).toContain("sensor radar of site, in radar.key");
  const again = await folder.run(...enrolment);
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
