import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  compileSite,
  decodeEnvelope,
  EVERY_AREA,
  type Heartbeat,
  NO_AREA,
  parseSiteConfig,
  readBroadcast,
} from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import { type PostBroadcast, postBroadcast, RecordHead } from "./post-broadcast.ts";

let folder = "";
let broadcast: PostBroadcast | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-post-broadcast-"));
});
afterEach(() => {
  broadcast?.close();
  rmSync(folder, { recursive: true });
});

const PLACE = { latitude_deg: 48, longitude_deg: 31 };
const page = (id: string, more: object = {}) => ({
  type: "people",
  id,
  modes: ["shadow"],
  ...more,
});
const TERMINAL = {
  type: "log",
  id: "terminal",
  modes: ["shadow"],
};

/** The heartbeats of a post with these channels, from its first on. */
function heartbeatsOf(channels: readonly object[]): Heartbeat["unwatched"][] {
  const parsed = parseSiteConfig({
    site: { id: "weir", name: "Weir", ...PLACE, ground_height_m: 150 },
    mode: "shadow",
    sensors: [
      {
        id: "radar",
        name: "Radar",
        kind: "radar",
        ...PLACE,
        height_m: 170,
        coverage: { range_max_m: 8_000, elevation_max_deg: 80 },
        detection_probability: 0.95,
        period_s: 1,
      },
    ],
    areas: [
      {
        id: "lock",
        name: "Lock",
        owner: "Canal company",
        protection: "protected",
        circle: { ...PLACE, radius_m: 300 },
      },
    ],
    channels,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  broadcast = postBroadcast({
    site: compileSite(parsed.config),
    config: parsed.config,
    engine: { orders: () => null },
    dataDir: folder,
    clock: { nowUs: () => 0, waitUntil: () => Promise.resolve() },
    head: new RecordHead(),
  });
  const heard: Heartbeat["unwatched"][] = [];
  broadcast.open().watch(({ octets }) => {
    const decoding = decodeEnvelope(octets);
    if (!decoding.ok) throw new Error(decoding.reason);
    const reading = readBroadcast("heartbeat", decoding.envelope.content);
    if (!reading.ok || reading.document.purpose !== "heartbeat") throw new Error("no heartbeat");
    heard.push(reading.document.heartbeat.unwatched);
  });
  return heard;
}

const ordered = (automation: boolean): PipelineStep => ({
  event: null,
  effects: [{ type: "orders", timeUs: 0, orders: { automation, posture: null, areas: [] } }],
});

test("that nobody is warned by itself any more is said in the same turn, and once", async () => {
  const heard = heartbeatsOf([page("phones")]);
  broadcast?.opened()?.beat();
  broadcast?.observe(ordered(true));
  await nextTurn();
  expect(heard).toEqual([NO_AREA]);
  for (let i = 0; i < 3; i++) broadcast?.observe(ordered(false));
  await nextTurn();
  expect(heard).toEqual([NO_AREA, EVERY_AREA]);
  // What is better is not said at once.
  broadcast?.observe(ordered(true));
  await nextTurn();
  expect(heard).toHaveLength(2);
});

test("where one page may not tell it none does, and no heartbeat comes that would", async () => {
  const heard = heartbeatsOf([page("phones"), page("mute", { port: 0, tells_unwatched: false })]);
  broadcast?.opened()?.beat();
  broadcast?.observe(ordered(false));
  await nextTurn();
  expect(heard).toEqual(["untold"]);
  broadcast?.opened()?.beat();
  expect(heard).toEqual(["untold", "untold"]);
});

test("a post without a page says nothing of it: sirens hear what they heard before", async () => {
  const heard = heartbeatsOf([TERMINAL, { ...page("phones"), modes: ["live"] }]);
  broadcast?.observe(ordered(false));
  await nextTurn();
  broadcast?.opened()?.beat();
  expect(heard).toEqual([undefined]);
});
