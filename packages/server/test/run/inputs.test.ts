import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stream } from "@tocsin/sim";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { SOURCE } from "../asterix/block-builder.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";
import { boundSocket, closed, freePort, RadarFeed } from "./radar-feed.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-inputs-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const withRadar = (port: number) => ({
  ...SITE,
  mode: "shadow",
  channels: [],
  inputs: [
    {
      type: "asterix-udp",
      id: "network",
      groups: [{ address: "127.0.0.1", port }],
      sensors: [{ sac: SOURCE.SAC, sic: SOURCE.SIC, sensor: "radar", range_sigma_m: 20 }],
    },
  ],
});

const every = (ms: number, act: () => void): (() => void) => {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
};

describe("a radar network", () => {
  test("of which half is garbage is tracked all the same, and every piece of garbage counted", async () => {
    const port = await freePort();
    const post = new RunningPost({ config: withRadar(port), dataDir });
    await post.ready;
    const socket = await boundSocket(0);
    const feed = new RadarFeed(socket, port);
    const random = stream(7, "garbage");
    let garbage = 0;
    const end = every(100, () => {
      void feed.send(feed.plot());
      for (let i = 0; i < 5; i++, garbage++) {
        const noise = Array.from(
          { length: 1 + (random.uint32() % 80) },
          () => random.uint32() & 255,
        );
        const cut = feed.plot().subarray(0, 4 + (random.uint32() % 8));
        void feed.send(random.chance(0.5) ? Uint8Array.from(noise) : cut);
      }
    });
    await post.untilEffect("track", ({ track }) => track.change === "confirmed");
    // Counts are gathered for five seconds.
    await post.untilFault("INPUT_REJECTED", /^\d{2,} times/);
    end();
    await post.stop();
    await closed(socket);
    const last = new Map<string, number>();
    for (const { subject, detail } of post.faults("INPUT_REJECTED"))
      last.set(subject, Number(detail.split(" ", 1)[0]));
    const counted = [...last.values()].reduce((sum, count) => sum + count, 0);
    expect(counted).toBeGreaterThanOrEqual(garbage - 5);
    expect(verifyJournal(join(dataDir, "journal"))).toMatchObject({ ok: true, tornTail: null });
    expect(replayJournal(join(dataDir, "journal"))).toMatchObject({
      identical: true,
      unfinished: 0,
    });
  });

  test("whose port is taken is a fault, is tried again, and is heard once the port is free", async () => {
    const holder = await boundSocket(0);
    const { port } = holder.address();
    const post = new RunningPost({ config: withRadar(port), dataDir });
    await post.ready;
    const failed = await post.untilFault("INPUT_FAILED");
    expect(failed).toMatchObject({ subject: "network" });
    expect(failed.detail).toMatch(/EADDRINUSE.*starting it again in 1 s/);
    await post.until(() => post.faults("INPUT_FAILED")[1]);
    await closed(holder);
    const socket = await boundSocket(0);
    const feed = new RadarFeed(socket, port);
    const end = every(100, () => void feed.send(feed.plot()));
    await post.untilEffect("sensor", ({ health }) => health.status === "up");
    end();
    await post.stop();
    await closed(socket);
  });
});

test("a post that is told to stop while it starts stops", async () => {
  const port = await freePort();
  const post = new RunningPost({ config: withRadar(port), dataDir });
  await post.stop();
  expect(verifyJournal(join(dataDir, "journal"))).toMatchObject({ ok: true, tornTail: null });
});
