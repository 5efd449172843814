import { warningTimes } from "@tocsin/core";
import { expect, test } from "vitest";
import {
  approachScenario,
  BEARINGS,
  drawApproach,
  flyApproach,
} from "../../bench/drawn-approach.ts";
import { quantile } from "../../bench/statistics.ts";

const FLIGHTS = 41;
/** Kinds that fly and kinds that fall, radars with and without a model, turning in 1 to 4 s. */
const SEEDS = [12, 16, 28, 38, 42, 47];

test.each(SEEDS)(
  "the median of flights of approach %i is tracked within one look of what a planner is told",
  (seed) => {
    const drawn = drawApproach(seed);
    const { site, threat, bearing, periodS } = drawn;
    const told = warningTimes({ site, threats: [threat], bearings: BEARINGS })[bearing];
    const scenario = approachScenario(drawn, told, "middle");
    const trackedS = Array.from(
      { length: FLIGHTS },
      (_, k) => flyApproach(scenario, 1000 * seed + k, "tracked").trackedS ?? 0,
    );
    expect(Math.abs(quantile(trackedS, 0.5) - told.likelyS)).toBeLessThanOrEqual(periodS);
    const kept = trackedS.filter((s) => s >= told.trackedS - 1e-6).length;
    expect(kept / FLIGHTS).toBeGreaterThanOrEqual(0.85);
  },
  120_000,
);
