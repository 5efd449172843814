import { describe, expect, test } from "vitest";
import type { SensorSpec } from "../coverage/sensor.ts";
import { createTracker } from "./create-tracker.ts";
import { sizesOf, sizesOfClasses, SIZES_M2 } from "./echo-sizes.ts";
import { classShares } from "./class-shares.ts";
import { SIZES } from "./track-columns.ts";
import type { Track } from "./track.ts";
import {
  config,
  NO_HEALTH,
  radar,
  see,
  seeded,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

const spec: SensorSpec = radar({
  radar: {
    referenceRangeM: 8_500,
    referenceCrossSectionM2: 1,
    referenceDetectionProbability: 0.9,
    falseAlarmProbability: 1e-6,
    beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
    rangeRateMinMps: 0,
    groundClutter: null,
    crossSectionsM2: {},
  },
});

/** The track of what flies level at a distance, after so many looks of which those told show it. */
function trackOf(
  distanceM: number,
  seconds: number,
  isSeen: (second: number) => boolean,
): Track | undefined {
  const random = seeded(3);
  const mover = straight([distanceM, 0, 300, 0, 45, 0]);
  const tracker = createTracker(config([spec]));
  for (let s = 0; s < seconds; s++) {
    const look = sweepLook(s, [], spec);
    const state = mover(s) ?? [];
    const detections = isSeen(s) ? [see(spec, state, look.toUs, random)] : [];
    tracker.processLook({ ...look, detections }, NO_HEALTH);
    tracker.takeEnded();
  }
  return tracker.confirmed().at(0);
}

describe("how large an object looks", () => {
  test("every class is spread over all sizes about its own", () => {
    const weights = sizesOfClasses(undefined);
    const out = new Float64Array(SIZES);
    const meanOf = (name: "multirotor" | "aircraft"): number => {
      const track = { classProbabilities: classShares({ [name]: 1 }), existence: 1 };
      sizesOf(track, weights, out);
      expect(out.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      return Math.exp(out.reduce((sum, share, k) => sum + share * Math.log(SIZES_M2[k]), 0));
    };
    expect(meanOf("multirotor")).toBeCloseTo(0.03, 2);
    expect(meanOf("aircraft")).toBeGreaterThan(4);
  });

  test("what is seen far away at every look is large, and of a class that is", () => {
    const near = trackOf(4_000, 30, () => true);
    const far = trackOf(16_000, 30, () => true);
    const crewed = (track: Track | undefined): number =>
      (track?.classProbabilities.aircraft ?? 0) + (track?.classProbabilities.helicopter ?? 0);
    expect(crewed(far)).toBeGreaterThan(1.3 * crewed(near));
  });

  test("what is seen every third time keeps its track, and what was seen at every look and is gone does not", () => {
    const seldom = trackOf(6_000, 60, (s) => s < 6 || s % 3 === 0);
    expect(seldom?.existence).toBeGreaterThan(0.9);
    expect(seldom?.missCount).toBeLessThan(3);
    const faint = trackOf(6_000, 60, (s) => s < 4 || (s < 40 ? s % 3 === 0 : s % 7 === 0));
    expect(faint?.existence).toBeGreaterThan(0.5);
    expect(trackOf(2_000, 40, (s) => s < 25)).toBeUndefined();
  });
});
