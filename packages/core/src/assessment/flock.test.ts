import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trackId } from "../units/ids.ts";
import type { Track } from "../tracking/track.ts";
import { type Classes, trackOf } from "./decision.test-support.ts";
import { harmlessInFlock, isInFlock, neighbourhoodOf } from "./flock.ts";

let named = 0;
function at(eastM: number, classes: Classes, changes: Partial<Track> = {}, northM = 0): Track {
  const track = trackOf({ classes, ...changes, id: trackId(`t${named++}`) });
  track.estimates[0].mean[0] = eastM;
  track.estimates[0].mean[1] = northM;
  return track;
}
const birdsAt = (...eastM: readonly number[]): readonly Track[] =>
  eastM.map((east) => at(east, { bird: 0.85 }));
const isAmong = (track: Track, others: readonly Track[]): boolean =>
  isInFlock(
    track,
    neighbourhoodOf(() => [track, ...others]),
  );

describe("in a flock", () => {
  const open = at(0, { bird: 0.4, multirotor: 0.6 });

  test.each<[string, readonly Track[], boolean]>([
    ["are those with three birds about them, within 300 m", birdsAt(-100, 50, 290), true],
    ["is none with fewer", birdsAt(-100, 50), false],
    ["is none with one of the three farther off", birdsAt(-100, 50, 310), false],
    [
      "nothing counts that is but probably a bird",
      [...birdsAt(-100, 50), at(10, { bird: 0.75, multirotor: 0.25 })],
      false,
    ],
    ["no aircraft counts", [20, 40, 60].map((east) => at(east, { aircraft: 0.9 })), false],
  ])("%s", (_, others, expected) => {
    expect(isAmong(open, others)).toBe(expected);
  });

  test("is not what is surely no bird, once it was seen often enough to know", () => {
    const birds = birdsAt(-100, 50, 290);
    expect(isAmong(at(0, { rocket: 0.99 }), birds)).toBe(false);
    expect(isAmong(at(0, { rocket: 0.99 }, { detectionCount: 3 }), birds)).toBe(true);
  });

  test("is found for each as if it were compared with all", () => {
    const random = fc.double({ min: -2_000, max: 2_000, noNaN: true });
    const sky = fc.array(fc.tuple(random, random, fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(sky, (places) => {
        const tracks = places.map(([east, north, isBird]) =>
          at(east, isBird ? { bird: 0.85 } : { bird: 0.7, multirotor: 0.3 }, {}, north),
        );
        const neighbourhood = neighbourhoodOf(() => tracks);
        const byAll = (track: Track): boolean =>
          tracks.filter((other) => other !== track && isNear(track, other) && isBirdLike(other))
            .length >= 3;
        expect(tracks.map((track) => isInFlock(track, neighbourhood))).toEqual(tracks.map(byAll));
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

function isNear(one: Track, other: Track): boolean {
  const [a, b] = [one.estimates[0].mean, other.estimates[0].mean];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 <= 300 * 300;
}
const isBirdLike = (track: Track): boolean => track.classProbabilities.bird > 0.8;

test("a flock raises the odds of a bird threefold", () => {
  expect(harmlessInFlock(0.5)).toBeCloseTo(0.75, 12);
  expect(harmlessInFlock(0)).toBe(0);
  expect(harmlessInFlock(1)).toBe(1);
});
