import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeEnvelope, type Heartbeat, NO_AREA, readBroadcast } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { RunningPost } from "../run/post-harness.ts";
import { SITE, writeSite } from "../run/post-process.ts";

/** A heartbeat that waits for its turn comes every ten seconds; one that is said at once does not wait, on the busiest machine. */
const AT_ONCE_MS = 8_000;
const HELD_MS = 10_000;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-unwatched-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A real post with a page for people and a made-up radar. */
function start(): RunningPost {
  const page = { type: "people", id: "phones", modes: ["simulation"], port: 0 };
  // However long a busy machine keeps the post from its radar, it is not down.
  const sensors = SITE.sensors.map((radar) => ({ ...radar, period_s: 0.5, stale_after_s: 600 }));
  const { channels: _, ...siteFile } = SITE;
  const scenario = { site_file: { ...siteFile, sensors } };
  const inputs = [{ type: "simulation", id: "play", scenario: join(folder, "play.yaml") }];
  const site = { sensors, inputs, channels: [page] };
  const path = writeSite(folder, { site, scenario });
  return new RunningPost({ config: JSON.parse(readFileSync(path, "utf8")), dataDir: folder });
}

/** Hears what a page hears, from the start of the post. */
async function listen(post: RunningPost): Promise<{
  readonly until: (wanted: (heartbeat: Heartbeat) => boolean) => Promise<Heartbeat>;
  readonly heard: readonly Heartbeat[];
  readonly close: () => void;
}> {
  let printed = "";
  post.output.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await post.ready;
  const page = /people's page is at http(\S+)\/people/;
  while (!page.test(printed)) await once(post.output, "data");
  const socket = new WebSocket(`ws${page.exec(printed)?.[1] ?? ""}/people/live`);
  const heard: Heartbeat[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (octets: Buffer) => {
    const decoding = decodeEnvelope(octets);
    const reading = decoding.ok
      ? readBroadcast(decoding.envelope.head.purpose, decoding.envelope.content)
      : null;
    if (reading?.ok !== true || reading.document.purpose !== "heartbeat") return;
    heard.push(reading.document.heartbeat);
    for (const look of waiting) look();
  });
  await once(socket, "open");
  return {
    heard,
    close: () => socket.terminate(),
    until: (wanted) => {
      const seen = heard.length;
      return new Promise((resolve) => {
        const look = (): void => {
          const found = heard.slice(seen).find(wanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
      });
    },
  };
}

const isWatched = ({ unwatched }: Heartbeat): boolean =>
  JSON.stringify(unwatched) === JSON.stringify(NO_AREA);
const isUnwatched = ({ unwatched }: Heartbeat): boolean =>
  JSON.stringify(unwatched) === JSON.stringify({ extent: "all-but", areas: [] });

test("a real post says at once that automatic warning is off, and that it is on once that has held for ten seconds", async () => {
  const post = start();
  const page = await listen(post);
  const { command, nowUs } = await post.ready;
  const nowMs = (): number => Math.floor(nowUs() / 1_000);
  await post.untilEffect("protection", ({ areas }) => areas[0].status !== "not-protecting");
  expect(page.heard.filter((each) => !isWatched(each))).toEqual([]);

  const offMs = nowMs();
  const off = page.until(isUnwatched);
  command({ kind: "automation", on: false }, "a test");
  expect((await off).timeMs - offMs).toBeLessThan(AT_ONCE_MS);

  const onMs = nowMs();
  const on = page.until(isWatched);
  command({ kind: "automation", on: true }, "a test");
  const heldMs = (await on).timeMs - onMs;
  expect(heldMs).toBeGreaterThanOrEqual(HELD_MS);
  expect(heldMs).toBeLessThan(HELD_MS + AT_ONCE_MS);
  page.close();
  await post.stop();
});
