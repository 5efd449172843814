import { expect, test } from "vitest";
import { POLICY } from "../engine/engine.test-support.ts";
import type { AreaAssessment } from "./assess.ts";
import { type DecisionContext, decide } from "./decide.ts";
import { assessmentOf, contextOf, trackOf } from "./decision.test-support.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

const NOW_US = contextOf().nowUs;
const { shelterS } = contextOf().area;
/** As probable as a pre-alert asks for and no more, so long after people would have had to go to shelter. */
const comes = (spareS: number, probability = 0.4): AreaAssessment =>
  assessmentOf({
    probability,
    reachProbability: probability,
    arrivalFromUs: NOW_US + (shelterS + spareS) * 1_000_000,
    arrivalToUs: NOW_US + (shelterS + spareS + 10) * 1_000_000,
  });
const light = (changes: Parameters<typeof trackOf>[0] = {}) =>
  trackOf({ classes: { aircraft: 0.4, helicopter: 0.2, "fixed-wing-drone": 0.4 }, ...changes });

const CASES: readonly [string, Partial<DecisionContext>, DecisionStage, readonly ReasonCode[]][] = [
  [
    "rather an aircraft than a drone, and not near",
    { track: light(), assessment: comes(16) },
    "none",
    ["CLASS_OPEN"],
  ],
  [
    "rather an aircraft than a drone, when people need the time",
    { track: light(), assessment: comes(14) },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "probably an aircraft, which sends nobody to cover, and not near",
    { track: light(), assessment: comes(16, 1) },
    "none",
    ["CLASS_OPEN"],
  ],
  [
    "rather an aircraft than a drone, and surely on its way there: nobody waits",
    {
      track: trackOf({ classes: { aircraft: 0.55, "fixed-wing-drone": 0.45 } }),
      assessment: comes(16, 1),
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "rather a drone than an aircraft",
    {
      track: trackOf({ classes: { aircraft: 0.45, "fixed-wing-drone": 0.55 } }),
      assessment: comes(16),
    },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "of a size that nobody reported",
    { track: light({ sizeReports: 1 }), assessment: comes(16) },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "where all harmless things are kept as threats",
    {
      track: light(),
      assessment: comes(16),
      policy: { ...POLICY, harmlessCoverProbability: 1 },
    },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "what people were told of already",
    { track: light(), assessment: comes(16), before: "pre-alert" },
    "pre-alert",
    ["THREAT"],
  ],
];

test.each(CASES)("%s", (_, changes, stage, reasons) => {
  const verdict = decide(contextOf(changes));
  expect([verdict.stage, verdict.reasons]).toEqual([stage, reasons]);
});

test("it counts as above its threshold while it is waited for, so that no order waits for it to be sustained", () => {
  const { stage, above } = decide(contextOf({ track: light(), assessment: comes(16) }));
  expect([stage, above]).toEqual(["none", true]);
});
