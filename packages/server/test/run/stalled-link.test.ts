import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";
import { boundSocket, closed, freePort, RadarFeed, radarLine } from "./radar-feed.ts";

const EVERY_MS = 100;
/** Longer than looks may be late here, by far. */
const STALL_MS = 3_000;
/** What the object flies in half a second. */
const ERROR_MAX_M = 40;

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-stall-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("looks that a line held back are used at their own times or dropped, and put no object where it no longer is", async () => {
  const port = await freePort();
  const post = new RunningPost({
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      inputs: [radarLine(port)],
    },
    dataDir,
  });
  await post.ready;
  const socket = await boundSocket(0);
  const feed = new RadarFeed(socket, port);
  const isConfirmed = ({ steps }: RunningPost, fromUs: number) =>
    steps
      .flatMap(({ effects }) => effects)
      .find(
        (effect) =>
          effect.type === "track" &&
          effect.track.change === "confirmed" &&
          effect.track.firstSensedUs > fromUs,
      );
  let held: Uint8Array[] | null = null;
  const timer = setInterval(() => {
    if (held === null) void feed.send(feed.plot());
    else held.push(feed.plot());
  }, EVERY_MS);
  await post.until(() => isConfirmed(post, 0));

  held = [];
  await pause(STALL_MS);
  const burst: readonly Uint8Array[] = held;
  const healedUs = Date.now() * 1_000;
  for (const plot of burst) await feed.send(plot);
  held = null;
  await post.until(() => isConfirmed(post, healedUs - MICROS_PER_SECOND));
  clearInterval(timer);
  await post.stop();
  await closed(socket);

  expect(post.faults("CLOCK_OFFSET")).toEqual([]);
  expect(post.faults("LOOK_TOO_LATE").length).toBeGreaterThan(burst.length / 2);
  for (const effect of post.effects) {
    if (effect.type !== "track" || effect.track.change !== "confirmed") continue;
    const [east, north] = effect.track.state;
    const errorM = Math.abs(Math.hypot(east, north) - feed.rangeMAt(effect.track.stateUs));
    expect(errorM).toBeLessThan(ERROR_MAX_M);
  }
  expect(replayJournal(join(dataDir, "journal"))).toMatchObject({ identical: true });
});
