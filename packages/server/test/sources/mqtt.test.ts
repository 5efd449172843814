import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPacketGuard } from "../../src/sources/mqtt-packet-guard.ts";
import { createMqttSource, type MqttOptions } from "../../src/sources/mqtt-source.ts";
import { freePort } from "../run/radar-feed.ts";
import { PORTS, SourceRun } from "./source-run.ts";

const PROGRAM = ["mosquitto", "/usr/sbin/mosquitto"].find(
  (program) => spawnSync(program, ["-h"]).error === undefined,
);
const USER = "post";
const PASSWORD = "a long secret";

describe.skipIf(PROGRAM === undefined)(
  "a subscription at Mosquitto (skips where it is not installed)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-mqtt-"));
    const passwordFile = join(folder, "password");
    let port = 0;
    let broker: ChildProcess;
    const begin = async (): Promise<void> => {
      broker = spawn(PROGRAM ?? "", ["-v", "-c", join(folder, "mosquitto.conf")], {
        stdio: "pipe",
      });
      await new Promise<void>((resolve) => {
        broker.stderr?.on("data", (piece) => void (String(piece).includes("running") && resolve()));
      });
    };
    const end = async (): Promise<void> => {
      broker.kill();
      await once(broker, "exit");
    };
    beforeAll(async () => {
      port = await freePort();
      writeFileSync(passwordFile, `${PASSWORD}\n`);
      const passwords = join(folder, "passwords");
      execFileSync("mosquitto_passwd", ["-b", "-c", passwords, USER, PASSWORD]);
      writeFileSync(
        join(folder, "mosquitto.conf"),
        `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${passwords}\nuser root\n`,
      );
      await begin();
    });
    afterAll(async () => {
      await end();
      rmSync(folder, { recursive: true });
    });
    const options = (): MqttOptions => ({
      url: `mqtt://127.0.0.1:${port}`,
      topics: ["sensors/+/looks"],
      retained: false,
      user: USER,
      passwordFile,
      statusTopic: "tocsin/status",
    });
    const connect = () =>
      connectAsync(`mqtt://127.0.0.1:${port}`, { username: USER, password: PASSWORD });
    const untilUp = (run: SourceRun, times = 1) =>
      run.until(() => run.of("link").filter(({ state }) => state === "up").length === times);

    test("hands over what is published, of its topics, and nothing that was kept from before", async () => {
      const sender = await connect();
      await sender.publishAsync("sensors/old/looks", "stale", { qos: 1, retain: true });
      const run = new SourceRun(createMqttSource(options(), PORTS));
      await untilUp(run);
      await sender.publishAsync("sensors/ear/looks", "one", { qos: 1 });
      await sender.publishAsync("sensors/ear/other", "not this", { qos: 1 });
      await sender.publishAsync("sensors/eye/looks", "two", { qos: 1 });
      await run.until(() => run.text === "onetwo");
      expect(run.of("message").map(({ peer }) => peer.id)).toEqual([
        "sensors/ear/looks",
        "sensors/eye/looks",
      ]);
      expect(run.of("rejected")).toMatchObject([{ reason: "retained" }]);
      await run.stop();
      await sender.publishAsync("sensors/old/looks", "", { retain: true });
      await sender.endAsync();
    });

    test("says that it stands, and that it is gone, whether it left or was cut off", async () => {
      const watcher = await connect();
      const heard: string[] = [];
      let look: () => void = () => undefined;
      watcher.on("message", (_topic, payload, { retain }) => {
        if (!retain) heard.push(String(payload));
        look();
      });
      const untilHeard = (length: number): Promise<void> =>
        new Promise((resolve) => {
          look = () => void (heard.length >= length && resolve());
          look();
        });
      await watcher.subscribeAsync("tocsin/status", { qos: 1 });
      const leaving = new SourceRun(createMqttSource(options(), PORTS));
      await untilUp(leaving);
      await untilHeard(1);
      await leaving.stop();
      await untilHeard(2);
      const lines: Socket[] = [];
      const relay = createServer((line) => {
        const onward = connectTcp(port, "127.0.0.1");
        lines.push(
          line.on("error", () => undefined),
          onward,
        );
        line.pipe(onward).pipe(line);
      });
      relay.listen(0, "127.0.0.1");
      await once(relay, "listening");
      const url = `mqtt://127.0.0.1:${(relay.address() as AddressInfo).port}`;
      const cut = new SourceRun(createMqttSource({ ...options(), url }, PORTS));
      await untilUp(cut);
      await untilHeard(3);
      relay.close();
      for (const line of lines) line.destroy();
      await untilHeard(4);
      expect(heard).toEqual(["online", "offline", "online", "offline"]);
      await cut.stop();
      await watcher.endAsync();
    });

    test("is taken up again when the broker comes back", async () => {
      const run = new SourceRun(createMqttSource(options(), PORTS));
      await untilUp(run);
      await end();
      await run.until(() => run.of("link").some(({ state }) => state === "down"));
      await begin();
      await untilUp(run, 2);
      const sender = await connect();
      await sender.publishAsync("sensors/ear/looks", "again", { qos: 1 });
      await run.until(() => run.text === "again");
      expect(run.of("message")).toHaveLength(1);
      await sender.endAsync();
      await run.stop();
    });

    test("that may not sign in says so", async () => {
      writeFileSync(join(folder, "wrong"), "wrong\n");
      const wrong = { ...options(), passwordFile: join(folder, "wrong") };
      const run = new SourceRun(createMqttSource(wrong, PORTS));
      const { detail } = await run.until(() => run.of("link")[0]);
      expect(detail).toMatch(/not authori[sz]ed/i);
      await run.stop();
    });
  },
);

test("a broker that announces a packet of 256 MiB has its line broken before it sends it", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write(Uint8Array.of(0x20, 2, 0, 0, 0x30, 0xff, 0xff, 0xff, 0x7f));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const run = new SourceRun(
    createMqttSource(
      {
        url: `mqtt://127.0.0.1:${port}`,
        topics: ["a"],
        retained: false,
        user: null,
        passwordFile: null,
        statusTopic: null,
      },
      PORTS,
    ),
  );
  const { detail } = await run.until(() => run.of("link").find(({ state }) => state === "down"));
  expect(detail).toContain("a packet of more than");
  await run.stop();
  server.close();
});

test("the guard of packets sees the same lengths however the stream is cut", () => {
  const packet = fc.integer({ min: 0, max: 40_000 }).map((length) => {
    const octets = [0x30];
    for (let left = length; ; left >>= 7) {
      octets.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
      if (left <= 0x7f) break;
    }
    return { length, bytes: Buffer.concat([Buffer.from(octets), Buffer.alloc(length, 0xff)]) };
  });
  fc.assert(
    fc.property(
      fc.array(packet, { maxLength: 4 }),
      fc.array(fc.nat(100_000), { maxLength: 6 }),
      fc.constantFrom(100, 20_000, 40_000),
      (packets, cuts, limit) => {
        const stream = Buffer.concat(packets.map(({ bytes }) => bytes));
        const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b)];
        const isTooLong = createPacketGuard(limit);
        const found = places.some((from, i) => isTooLong(stream.subarray(from, places[i + 1])));
        expect(found).toBe(packets.some(({ length }) => length > limit));
      },
    ),
    { seed: 20211107, numRuns: 500 },
  );
});
