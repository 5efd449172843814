import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { RunningPost } from "./post-harness.ts";
import { SITE } from "./post-process.ts";
import { boundSocket, closed, freePort, RadarFeed, radarLine } from "./radar-feed.ts";

const EVERY_MS = 100;
const LAG_S = 3;
/** Longer than the lag, and not twice as long by far. */
const BUSY_S = 4.2;

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-slow-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const nowUs = (): number => Date.now() * 1_000;

test("a post that had no time for longer than looks may be late uses all that came meanwhile, in its order", async () => {
  const port = await freePort();
  const post = new RunningPost({
    config: {
      ...SITE,
      mode: "shadow",
      channels: [],
      policy: { ...SITE.policy, late_look_lag_s: LAG_S },
      inputs: [radarLine(port)],
    },
    dataDir,
  });
  await post.ready;
  const socket = await boundSocket(0);
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  const feed = new RadarFeed(socket, port);
  const timer = setInterval(() => socket.send(feed.plot()), EVERY_MS);
  await post.untilEffect("track", ({ track }) => track.change === "confirmed");

  // A post works on looks that wait when immediates have their turn; timers are next, and sockets after them.
  await turn();
  // The thread is the post's too: what is sent in it goes into the system's buffer, and nobody reads it there.
  const fromUs = nowUs();
  const busy = new Int32Array(new SharedArrayBuffer(4));
  while (nowUs() - fromUs < BUSY_S * MICROS_PER_SECOND) {
    socket.send(feed.plot());
    Atomics.wait(busy, 0, 0, EVERY_MS);
  }
  const toUs = nowUs();
  const looks = () => post.steps.flatMap(({ event }) => (event?.type === "look" ? [event] : []));
  await post.until(() => looks().find(({ look }) => look.toUs > toUs));
  clearInterval(timer);
  await post.stop();
  await closed(socket);

  const late = looks().filter(
    ({ look, receivedUs }) => receivedUs - look.toUs > LAG_S * MICROS_PER_SECOND,
  );
  expect(late.length).toBeGreaterThan(5);
  expect(post.faults("LOOK_TOO_LATE")).toEqual([]);
  expect(replayJournal(join(dataDir, "journal"))).toMatchObject({ identical: true });
});
