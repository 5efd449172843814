import { expect, test } from "vitest";
import { POLICY } from "../engine/engine.test-support.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import { type DecisionContext, decide } from "./decide.ts";
import { assessmentOf, contextOf, trackOf } from "./decision.test-support.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** Of a bird by all detections but the latest. */
const LIGHT = { harmless: 0.75, light: 0.75 };
const falling = {
  impactProbability: 1,
  reachProbability: 0,
  model: "ballistic" as const,
  heightM: null,
};
/** Downwards, each axis of its velocity known to 10 m/s. */
function fall(speedMps: number): MotionEstimate {
  const covariance = new Float64Array(49);
  for (let i = 0; i < 7; i++) covariance[i * 8] = 100;
  const mean = Float64Array.of(1000, 0, 300, 0, 0, -speedMps, -8);
  return { model: "ballistic", probability: 1, mean, covariance };
}

const CASES: readonly [string, Partial<DecisionContext>, DecisionStage, readonly ReasonCode[]][] = [
  [
    "a bird probably: nobody is sent to cover for it",
    { track: trackOf({ classes: { bird: 0.75 } }) },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "a bird perhaps",
    { track: trackOf({ classes: { bird: 0.45, multirotor: 0.5 } }) },
    "take-cover",
    ["THREAT"],
  ],
  [
    "a bird probably, were its size told",
    {
      track: trackOf({ classes: { bird: 0.75 }, sizeReports: 1 }),
      inFlock: () => true,
      held: LIGHT,
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "a bird perhaps, among birds",
    { track: trackOf({ classes: { bird: 0.45, multirotor: 0.5 } }), inFlock: () => true },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "a drone among birds",
    { track: trackOf({ classes: { bird: 0.3, multirotor: 0.7 } }), inFlock: () => true },
    "take-cover",
    ["THREAT"],
  ],
  [
    "too fast for a bird, among birds, and just begun",
    { track: trackOf({ detectionCount: 3, speedMps: 90 }), inFlock: () => true },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "too fast for a bird, just begun and alone",
    { track: trackOf({ detectionCount: 3, speedMps: 90 }) },
    "take-cover",
    ["THREAT", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "too fast for a bird, among birds, and seen often enough",
    { track: trackOf({ detectionCount: 8, speedMps: 90 }), inFlock: () => true },
    "take-cover",
    ["THREAT", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "surely falling and fast, among birds and just begun",
    {
      track: trackOf({ classes: { mortar: 0.9 }, detectionCount: 3, estimates: [fall(90)] }),
      assessment: assessmentOf(falling),
      inFlock: () => true,
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "falling and perhaps fast, among birds and just begun",
    {
      track: trackOf({ classes: { mortar: 0.9 }, detectionCount: 3, estimates: [fall(70)] }),
      assessment: assessmentOf(falling),
      inFlock: () => true,
    },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "a bird until a moment ago that may fall",
    {
      track: trackOf({ classes: { mortar: 0.6 } }),
      assessment: assessmentOf(falling),
      held: LIGHT,
    },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "a bird until a moment ago that surely falls fast",
    {
      track: trackOf({ classes: { mortar: 0.6 }, estimates: [fall(90)] }),
      assessment: assessmentOf(falling),
      held: LIGHT,
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "an aircraft by all detections but the latest: nobody is told",
    {
      track: trackOf({ classes: { aircraft: 0.7, unknown: 0.3 } }),
      held: { harmless: 0.85, light: 0 },
    },
    "none",
    ["HARMLESS_CLASS"],
  ],
  [
    "the same once people get ready for it: nobody is let go",
    {
      track: trackOf({ classes: { aircraft: 0.7, unknown: 0.3 } }),
      held: { harmless: 0.85, light: 0 },
      before: "pre-alert",
    },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "an aircraft by all detections but the latest, of which nobody reports a size",
    {
      track: trackOf({ classes: { aircraft: 0.7, unknown: 0.3 }, sizeReports: 1 }),
      held: { harmless: 0.85, light: 0 },
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "whatever its company, where the policy holds nothing back",
    {
      track: trackOf({ classes: { bird: 0.9 }, detectionCount: 3 }),
      assessment: assessmentOf(falling),
      policy: { ...POLICY, harmlessCoverProbability: 1 },
      inFlock: () => true,
      held: LIGHT,
    },
    "take-cover",
    ["THREAT"],
  ],
];

test.each(CASES)("%s", (_, changes, stage, reasons) => {
  const verdict = decide(contextOf(changes));
  expect(verdict.reasons).toEqual(reasons);
  expect(verdict.stage).toBe(stage);
});
