import { expect, test } from "vitest";
import { circle, POLICY } from "../engine/engine.test-support.ts";
import { ENV } from "../tracking/tracker-world.test-support.ts";
import { type AreaAssessment, assessArea } from "./assess.ts";
import { type DecisionContext, decide } from "./decide.ts";
import { assessmentOf, contextOf, trackOf } from "./decision.test-support.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** Of a height that nobody measured, over which estimates are weighed. */
const FLAT = { heightReports: 0, isOverHeights: true };
const NOW_US = contextOf().nowUs;
const arrivesIn = (seconds: number, low: number): AreaAssessment =>
  assessmentOf({
    lowReachProbability: low,
    arrivalFromUs: NOW_US + seconds * 1_000_000,
    arrivalToUs: NOW_US + (seconds + 10) * 1_000_000,
  });
const THREAT: readonly ReasonCode[] = ["THREAT", "UNCLASSIFIED_INBOUND"];

const CASES: readonly [string, Partial<DecisionContext>, DecisionStage, readonly ReasonCode[]][] = [
  [
    "surely over by all heights that are possible",
    { track: trackOf(FLAT), assessment: arrivesIn(20, 0.02) },
    "none",
    ["OVERFLIGHT"],
  ],
  [
    "perhaps low, when people need the time",
    { track: trackOf(FLAT), assessment: arrivesIn(29, 0.05) },
    "take-cover",
    THREAT,
  ],
  [
    "perhaps low, and people have time until that is known",
    { track: trackOf(FLAT), assessment: arrivesIn(31, 0.5) },
    "none",
    ["HEIGHT_OPEN"],
  ],
  [
    "surely low: nobody waits",
    { track: trackOf(FLAT), assessment: arrivesIn(50, 0.95) },
    "take-cover",
    THREAT,
  ],
  [
    "of no bands of height, as what does not fly straight: nothing is known of how high it passes",
    { track: trackOf({ heightReports: 0 }), assessment: arrivesIn(50, 0.01) },
    "take-cover",
    THREAT,
  ],
  [
    "what is warned of already is not held back by doubt",
    { track: trackOf(FLAT), assessment: arrivesIn(31, 0.5), before: "take-cover" },
    "take-cover",
    THREAT,
  ],
];

test.each(CASES)("%s", (_, changes, stage, reasons) => {
  const verdict = decide(contextOf(changes));
  expect([verdict.stage, verdict.reasons]).toEqual([stage, reasons]);
});

test("what reaches an area below the limit is weighed over all courses", () => {
  const covariance = Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 100 : 0));
  const at = (heightM: number, weight: number) => ({
    kind: "course" as const,
    model: "powered" as const,
    weight,
    mean: [1_000, 0, heightM, -100, 0, 0],
    covariance,
  });
  const area = circle("camp", 0, 0, 300);
  const { trackId, fromUs } = { trackId: trackOf().id, fromUs: NOW_US };
  const projection = { trackId, fromUs, components: [at(4_000, 0.7), at(200, 0.3)] };
  const options = { nowUs: NOW_US, horizonS: 60, passesAboveM: POLICY.overflightHeightM };
  // Without an environment no height is told, and all counts as low.
  const whole = assessArea(projection, area, options);
  expect(whole.lowReachProbability).toBe(whole.reachProbability);
  const told = assessArea(projection, area, { ...options, environment: ENV });
  expect(told.lowReachProbability / told.reachProbability).toBeCloseTo(0.3, 6);
});
