import { expect, test } from "vitest";
import { createTracker } from "./create-tracker.ts";
import type { Track } from "./track.ts";
import {
  config,
  falling,
  NO_HEALTH,
  runOfLooks,
  START_US,
  straight,
} from "./tracker-world.test-support.ts";

const BODY = falling([6000, -4000, 200, -160, 120, 230]);
const DRONE = straight([3000, 4000, 300, -30, -20, 1]);
const keeping = { ...config(), keepsHistory: true };

function follow(mover: typeof BODY, settings: typeof keeping, looks = 15) {
  const tracker = createTracker(settings);
  for (const look of runOfLooks([mover], looks, 1)) tracker.processLook(look, NO_HEALTH);
  return tracker;
}
const only = (tracks: readonly Track[]): Track => {
  expect(tracks).toHaveLength(1);
  return tracks[0];
};

test("what was measured goes with a body that falls, from its first detection on", () => {
  const track = only(follow(BODY, keeping).confirmed());
  expect(track.history?.count).toBe(track.detectionCount);
  expect(track.history?.startUs).toBe(track.firstSensedUs);
});

test("and with no drone, nor with anything where it is not asked for", () => {
  expect(only(follow(DRONE, keeping).confirmed()).history).toBeNull();
  const silent = { ...keeping, keepsHistory: false };
  expect(only(follow(BODY, silent).confirmed()).history).toBeNull();
});

test("it comes back from a snapshot, and goes on as if there had been none", () => {
  const tracker = follow(BODY, keeping, 8);
  const reborn = createTracker(keeping);
  reborn.restore(JSON.parse(JSON.stringify(tracker.snapshot())));
  for (const look of runOfLooks([BODY], 12, 1).slice(8)) {
    for (const one of [tracker, reborn]) one.processLook(look, NO_HEALTH);
  }
  const track = only(tracker.confirmed());
  expect(only(reborn.confirmed()).history).toEqual(track.history);
  expect(track.history?.startUs).toBeGreaterThanOrEqual(START_US);
});
