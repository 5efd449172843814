import { describe, expect, test } from "vitest";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { Look } from "../measurement/look.ts";
import { createTracker } from "./create-tracker.ts";
import {
  config,
  type Mover,
  NO_HEALTH,
  normal,
  radar,
  see,
  seeded,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

const FLOOR_MPS = 2;
const CRUISE_MPS = 9;
const ARRIVES_S = 25;

/** A multirotor that flies in at 9 m/s, brakes at 3 m/s², stands until `goesS`, and flies on. */
const visitor =
  (goesS: number): Mover =>
  (timeS) => {
    const braking = Math.min(Math.max(timeS - ARRIVES_S, 0), 3);
    const going = Math.min(Math.max(timeS - goesS, 0), 3);
    const speed = timeS < goesS ? CRUISE_MPS - 3 * braking : 3 * going;
    const inward = CRUISE_MPS * Math.min(timeS, ARRIVES_S) + 9 * braking - 1.5 * braking * braking;
    const onward = 1.5 * going * going + CRUISE_MPS * Math.max(0, timeS - goesS - 3);
    const along = -(inward + onward) / Math.SQRT2;
    const rate = -speed / Math.SQRT2;
    return [1500 + along, 1500 + along, 120, rate, rate, 0];
  };

const radarWithFloor = (rangeRateMinMps: number): SensorSpec =>
  radar({
    radar: {
      referenceRangeM: 5000,
      referenceCrossSectionM2: 0.03,
      referenceDetectionProbability: 0.9,
      falseAlarmProbability: 1e-6,
      beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
      rangeRateMinMps,
      groundClutter: null,
      crossSectionsM2: {},
    },
  });
const spec = radarWithFloor(FLOOR_MPS);

/** The looks of a radar that takes for clutter whatever approaches more slowly than it can tell. */
function looksOf(
  mover: Mover,
  seconds: number,
  seed: number,
  floorMps = FLOOR_MPS,
): readonly Look[] {
  const random = seeded(seed);
  return Array.from({ length: seconds }, (_, second) => {
    const state = mover(second) as readonly number[];
    const range = Math.hypot(state[0], state[1], state[2]);
    const rate = (state[0] * state[3] + state[1] * state[4] + state[2] * state[5]) / range;
    const isSeen = Math.abs(rate) >= floorMps && random() < 0.9;
    const look = sweepLook(second, [], spec);
    if (!isSeen) return look;
    const seen = see(spec, state, look.toUs, random, { rangeRateMps: rate + normal(random) });
    return { ...look, detections: [seen] };
  });
}

/** Ids of the confirmed tracks over a run, and whether there was one at every second from the first on. */
function follow(looks: readonly Look[]) {
  const tracker = createTracker(config([spec], { endAfterUs: 30_000_000 }));
  const ids = new Set<string>();
  let gaps = 0;
  for (const look of looks) {
    tracker.processLook(look, NO_HEALTH);
    const shown = tracker.confirmed();
    if (ids.size > 0 && shown.length === 0) gaps++;
    for (const { id } of shown) ids.add(id);
  }
  return { ids, gaps };
}

describe("a multirotor that stands still before a radar that sees only what moves", () => {
  test("stays one track for two minutes without a detection, and is found again when it flies on", () => {
    const runs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) =>
      follow(looksOf(visitor(150), 190, seed)),
    );
    expect(runs.filter(({ ids, gaps }) => ids.size === 1 && gaps === 0).length).toBeGreaterThan(8);
  });

  test("one that vanishes in fast flight, in which it could not have stopped, is given up as soon as ever", () => {
    const gone = [1, 2, 3, 4, 5].map((seed) => {
      const looks = looksOf(straight([3000, 3000, 120, -17, -17, 0]), 20, seed).concat(
        Array.from({ length: 20 }, (_, i) => sweepLook(20 + i, [], spec)),
      );
      const tracker = createTracker(config([spec], { endAfterUs: 30_000_000 }));
      for (const look of looks) tracker.processLook(look, NO_HEALTH);
      return tracker.confirmed().length;
    });
    expect(gone.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1);
  });
});

describe("a drone that crosses the beam at 28 m/s", () => {
  const FLOOR = 6;
  /** At its nearest a kilometre off: it comes nearer or goes away at less than 6 m/s for 16 s. */
  const mover = straight([1000, -1100, 200, 0, 28, 0]);

  test("mostly stays one track while its radar does not show it", () => {
    let kept = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const tracker = createTracker(config([radarWithFloor(FLOOR)]));
      const ids = new Set<string>();
      for (const look of looksOf(mover, 75, seed, FLOOR)) {
        tracker.processLook(look, NO_HEALTH);
        for (const { id } of tracker.confirmed()) ids.add(id);
      }
      if (ids.size === 1) kept++;
    }
    // Misses charged as if its speed were known to 3 m/s lose five of the first six.
    expect(kept).toBeGreaterThanOrEqual(7);
  });
});
