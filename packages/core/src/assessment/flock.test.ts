import { describe, expect, test } from "vitest";
import { trackId } from "../units/ids.ts";
import type { Track } from "../tracking/track.ts";
import { type Classes, trackOf } from "./decision.test-support.ts";
import { birdsAbout, harmlessAmong } from "./flock.ts";

let named = 0;
function at(eastM: number, classes: Classes, changes: Partial<Track> = {}): Track {
  const track = trackOf({ classes, ...changes, id: trackId(`t${named++}`) });
  track.estimates[0].mean[0] = eastM;
  return track;
}
const birdsAt = (...eastM: readonly number[]): readonly Track[] =>
  eastM.map((east) => at(east, { bird: 0.7 }));

describe("birds about an object", () => {
  const open = at(0, { bird: 0.4, multirotor: 0.6 });

  test.each<[string, readonly Track[], number]>([
    ["are those within 300 m", birdsAt(-100, 50, 290, 310), 3],
    ["are counted one by one", birdsAt(-100, 50), 2],
    ["are counted to three", birdsAt(-100, 50, 60, 70, 80), 3],
    ["are no drones", [...birdsAt(-100, 50), at(10, { bird: 0.4, multirotor: 0.6 })], 2],
    ["are no aircraft", [20, 40, 60].map((east) => at(east, { aircraft: 0.9 })), 0],
  ])("%s", (_, others, expected) => {
    expect(birdsAbout(open, [open, ...others])).toBe(expected);
  });

  test("are none about what is surely no bird, once it was seen often enough to know", () => {
    const rocket = at(0, { rocket: 0.99 });
    const young = at(0, { rocket: 0.99 }, { detectionCount: 3 });
    const birds = birdsAt(-100, 50, 290);
    expect(birdsAbout(rocket, [rocket, ...birds])).toBe(0);
    expect(birdsAbout(young, [young, ...birds])).toBe(3);
  });
});

test("a flock raises the odds of a bird threefold, and fewer birds nothing", () => {
  expect(harmlessAmong(0, 0.4)).toBe(0.4);
  expect(harmlessAmong(2, 0.5)).toBe(0.5);
  expect(harmlessAmong(3, 0.5)).toBeCloseTo(0.75, 12);
  expect(harmlessAmong(3, 0)).toBe(0);
  expect(harmlessAmong(3, 1)).toBe(1);
});
