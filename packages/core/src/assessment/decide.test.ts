import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atS, circle, POLICY } from "../engine/engine.test-support.ts";
import { type DecisionContext, decide } from "./decide.ts";
import { assessmentOf, contextOf, trackOf } from "./decision.test-support.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

const falling = {
  impactProbability: 1,
  reachProbability: 0,
  model: "ballistic" as const,
  heightM: null,
};
const CASES: readonly [string, Partial<DecisionContext>, DecisionStage, readonly ReasonCode[]][] = [
  ["what flies straight in", {}, "take-cover", ["THREAT"]],
  ["what falls in", { assessment: assessmentOf(falling) }, "take-cover", ["THREAT"]],
  [
    "reached with less than take-cover asks",
    { assessment: assessmentOf({ reachProbability: 0.4 }) },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "hit with less than take-cover asks",
    { assessment: assessmentOf({ ...falling, impactProbability: 0.1 }) },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "what may fall in is not held back by what is asked of flying",
    {
      aboveSinceUs: null,
      assessment: assessmentOf({ impactProbability: 0.1, reachProbability: 0.8 }),
    },
    "pre-alert",
    ["THREAT"],
  ],
  ["not confirmed", { track: trackOf({ confirmedUs: null }) }, "none", ["NOT_CONFIRMED"]],
  [
    "not confirmed and hardly there: the first says it",
    { track: trackOf({ confirmedUs: null, existence: 0.45 }) },
    "none",
    ["NOT_CONFIRMED"],
  ],
  ["fading", { track: trackOf({ existence: 0.45 }) }, "none", ["TRACK_BROKEN"]],
  ["an announced flight", { masked: true }, "none", ["MASKED"]],
  ["a bird", { track: trackOf({ classes: { bird: 0.9 } }) }, "none", ["HARMLESS_CLASS"]],
  [
    "a bird or an aircraft or nothing, each alone too few",
    { track: trackOf({ classes: { bird: 0.3, aircraft: 0.3, clutter: 0.3 } }) },
    "none",
    ["HARMLESS_CLASS"],
  ],
  [
    "a bird probably, once people are under cover",
    { track: trackOf({ classes: { bird: 0.75 } }), before: "take-cover" },
    "take-cover",
    ["THREAT"],
  ],
  [
    "a bird probably that may fall",
    { track: trackOf({ classes: { bird: 0.75 } }), assessment: assessmentOf(falling) },
    "pre-alert",
    ["THREAT", "PROBABLY_HARMLESS"],
  ],
  [
    "an aircraft probably that falls, and may fly there",
    {
      track: trackOf({ classes: { aircraft: 0.7 } }),
      assessment: assessmentOf({ impactProbability: 0.3, reachProbability: 1 }),
    },
    "take-cover",
    ["THREAT"],
  ],
  [
    "a fading drone is no clutter",
    { track: trackOf({ existence: 0.55, classes: { multirotor: 0.9 } }) },
    "take-cover",
    ["THREAT"],
  ],
  [
    "an aircraft that falls",
    { track: trackOf({ classes: { aircraft: 0.9 } }), assessment: assessmentOf(falling) },
    "take-cover",
    ["THREAT"],
  ],
  [
    "an aircraft that may fall, and surely flies there",
    {
      track: trackOf({ classes: { aircraft: 0.9 } }),
      assessment: assessmentOf({ impactProbability: 0.1, heightM: 1600 }),
    },
    "pre-alert",
    ["THREAT"],
  ],
  ["high above", { assessment: assessmentOf({ heightM: 1600 }) }, "none", ["OVERFLIGHT"]],
  [
    "high above as far as can be told by radars that measure no elevation",
    { track: trackOf({ heightReports: 0 }), assessment: assessmentOf({ heightM: 6000 }) },
    "take-cover",
    ["THREAT", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "perhaps high above: the height is not known well",
    { assessment: assessmentOf({ heightM: 1600 }), track: trackOf({ heightSigmaM: 60 }) },
    "take-cover",
    ["THREAT", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "high above the sea and not above a mountain",
    {
      assessment: assessmentOf({ heightM: 1600 }),
      area: { ...circle("camp", 0, 0, 300), groundHeightM: 400 },
    },
    "take-cover",
    ["THREAT"],
  ],
  ["height unknown", { assessment: assessmentOf({ heightM: null }) }, "take-cover", ["THREAT"]],
  [
    "passing outside",
    { assessment: assessmentOf({ reachProbability: 0.2, missDistanceM: 40 }) },
    "none",
    ["PREDICTED_MISS"],
  ],
  [
    "passing inside, and too doubtful",
    { assessment: assessmentOf({ reachProbability: 0.2 }) },
    "none",
    ["BELOW_THRESHOLD"],
  ],
  [
    "coming straight, and later than the horizon",
    { assessment: assessmentOf({ reachProbability: 0, missDistanceM: 900, comesLater: true }) },
    "none",
    ["TOO_FAR_OFF"],
  ],
  [
    "coming straight and later, and near enough already by all that is uncertain of it",
    { assessment: assessmentOf({ missDistanceM: 900, comesLater: true }) },
    "take-cover",
    ["THREAT"],
  ],
  [
    "later than the horizon for cover",
    { assessment: assessmentOf({ arrivalFromUs: atS(10 + POLICY.takeCoverHorizonS + 1) }) },
    "pre-alert",
    ["THREAT"],
  ],
  [
    "what falls has no horizon",
    { assessment: assessmentOf({ ...falling, arrivalFromUs: atS(1000) }) },
    "take-cover",
    ["THREAT"],
  ],
  ["above for a moment", { aboveSinceUs: atS(7.5) }, "none", ["NOT_SUSTAINED"]],
  ["above for the first time", { aboveSinceUs: null }, "none", ["NOT_SUSTAINED"]],
  ["above for just long enough", { aboveSinceUs: atS(7) }, "take-cover", ["THREAT"]],
  [
    "above for a moment and surely fast, by 2 σ of 10 m/s",
    { aboveSinceUs: null, track: trackOf({ speedMps: 81 }) },
    "take-cover",
    ["THREAT", "UNCLASSIFIED_INBOUND"],
  ],
  [
    "above for a moment and perhaps fast",
    { aboveSinceUs: null, track: trackOf({ speedMps: 79 }) },
    "none",
    ["NOT_SUSTAINED"],
  ],
  [
    "above for a moment, and fast by two detections alone",
    { aboveSinceUs: null, track: trackOf({ speedMps: 300, detectionCount: 2 }) },
    "none",
    ["NOT_SUSTAINED"],
  ],
  [
    "above for a moment and falling",
    { aboveSinceUs: null, assessment: assessmentOf(falling) },
    "take-cover",
    ["THREAT"],
  ],
  ["warned of already", { aboveSinceUs: null, before: "pre-alert" }, "take-cover", ["THREAT"]],
  [
    "nobody's area",
    { area: { ...circle("camp", 0, 0, 300), protection: "none" } },
    "none",
    ["NOT_A_PROTECTED_AREA"],
  ],
  [
    "a neighbour that asked",
    { area: { ...circle("camp", 0, 0, 300), protection: "subscribed" } },
    "take-cover",
    ["THREAT"],
  ],
  ["switched off", { automation: false }, "none", ["AUTOMATION_OFF"]],
  ["taken back", { retracted: true }, "none", ["RETRACTED"]],
  [
    "everything at once, in the order of the chain",
    {
      track: trackOf({ existence: 0.45, classes: { bird: 0.9 } }),
      masked: true,
      assessment: assessmentOf({ heightM: 1600 }),
      area: { ...circle("camp", 0, 0, 300), protection: "none" },
      automation: false,
      retracted: true,
    },
    "none",
    [
      "TRACK_BROKEN",
      "MASKED",
      "HARMLESS_CLASS",
      "OVERFLIGHT",
      "NOT_A_PROTECTED_AREA",
      "AUTOMATION_OFF",
      "RETRACTED",
    ],
  ],
  [
    "let pass for its height: time above the threshold is not counted, so its lack is no reason",
    { assessment: assessmentOf({ heightM: 1600 }), aboveSinceUs: null },
    "none",
    ["OVERFLIGHT"],
  ],
  [
    "a miss is not blamed on class or height",
    {
      track: trackOf({ classes: { bird: 0.9 } }),
      assessment: assessmentOf({ heightM: 1600, reachProbability: 0.01, missDistanceM: 900 }),
    },
    "none",
    ["PREDICTED_MISS"],
  ],
];

const BESIDE: readonly ReasonCode[] = ["UNCLASSIFIED_INBOUND", "PROBABLY_HARMLESS"];

describe("decide", () => {
  test.each(CASES)("%s", (_, changes, stage, reasons) => {
    const verdict = decide(contextOf(changes));
    expect(verdict.reasons).toEqual(reasons);
    expect(verdict.stage).toBe(stage);
  });

  test("the rule nearer to its threshold decides, and brings its own numbers", () => {
    const both = { impactProbability: 0.1, reachProbability: 0.4 };
    expect(decide(contextOf({ assessment: assessmentOf(both) }))).toMatchObject({
      rule: "impact-probability",
      threshold: POLICY.preAlertProbability,
    });
    const flown = { impactProbability: 0.01, reachProbability: 0.4 };
    const verdict = decide(contextOf({ assessment: assessmentOf(flown) }));
    expect(verdict).toMatchObject({
      rule: "reach-probability",
      threshold: POLICY.preAlertReachProbability,
    });
    expect(verdict.probability).toBeCloseTo(0.4 * 0.99, 12);
  });

  test("of what can do neither, the law of motion says which rule it is", () => {
    const neither = { impactProbability: 0, reachProbability: 0, missDistanceM: 5000 };
    expect(decide(contextOf({ assessment: assessmentOf(neither) })).rule).toBe("reach-probability");
    const ballistic = assessmentOf({ ...neither, model: "ballistic" });
    expect(decide(contextOf({ assessment: ballistic })).rule).toBe("impact-probability");
  });

  test("a stage that started is held down to its share of the threshold, and no other stage is", () => {
    const held = (before: DecisionStage, reachProbability: number): DecisionStage =>
      decide(
        contextOf({
          before,
          assessment: assessmentOf({ reachProbability }),
          track: trackOf({ existence: 1 }),
        }),
      ).stage;
    expect(held("pre-alert", 0.16)).toBe("pre-alert");
    expect(held("pre-alert", 0.14)).toBe("none");
    expect(held("none", 0.16)).toBe("none");
    expect(held("take-cover", 0.26)).toBe("take-cover");
    expect(held("take-cover", 0.24)).toBe("pre-alert");
    expect(held("pre-alert", 0.26)).toBe("pre-alert");
  });

  test("says that it was above though something else stood against it, unless that speaks of its flight", () => {
    expect(decide(contextOf({ automation: false })).above).toBe(true);
    expect(decide(contextOf({ aboveSinceUs: null })).above).toBe(true);
    expect(decide(contextOf({ assessment: assessmentOf({ heightM: 1600 }) })).above).toBe(false);
    expect(decide(contextOf({ assessment: assessmentOf({ reachProbability: 0.1 }) })).above).toBe(
      false,
    );
  });

  const unit = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
  const often = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);
  const context = fc
    .record({
      existence: unit,
      confirmed: often,
      bird: unit,
      speedMps: fc.constantFrom(10, 200),
      heightM: fc.constantFrom(null, 100, 3000),
      missDistanceM: fc.constantFrom(-10, 0, 500),
      impact: unit,
      reach: unit,
      leadS: fc.constantFrom(null, -5, 50, 200, 500),
      masked: often.map((on) => !on),
      automation: often,
      before: fc.constantFrom<DecisionStage>("none", "pre-alert", "take-cover"),
      aboveSinceUs: fc.constantFrom(null, atS(0), atS(9)),
      protection: fc.constantFrom("protected" as const, "subscribed" as const, "none" as const),
    })
    .map((c) =>
      contextOf({
        track: trackOf({
          existence: c.existence,
          confirmedUs: c.confirmed ? atS(3) : null,
          classes: { bird: c.bird },
          speedMps: c.speedMps,
        }),
        area: { ...circle("camp", 0, 0, 300), protection: c.protection },
        assessment: assessmentOf({
          impactProbability: c.impact,
          reachProbability: c.reach,
          heightM: c.heightM,
          missDistanceM: c.missDistanceM,
          arrivalFromUs: c.leadS === null ? null : atS(10 + c.leadS),
        }),
        masked: c.masked,
        automation: c.automation,
        before: c.before,
        aboveSinceUs: c.aboveSinceUs,
      }),
    );

  test("decides for nothing exactly when something other than a threat is named", () => {
    fc.assert(
      fc.property(context, (c) => {
        const { stage, reasons, probability, threshold } = decide(c);
        expect(stage === "none").toBe(!reasons.includes("THREAT"));
        expect(reasons.length).toBeGreaterThan(0);
        expect(new Set(reasons).size).toBe(reasons.length);
        const beside = reasons.filter((reason) => !BESIDE.includes(reason));
        expect(!reasons.includes("THREAT") || beside.length === 1).toBe(true);
        expect(stage === "none" || probability >= threshold).toBe(true);
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  const RANK: Record<DecisionStage, number> = { none: 0, "pre-alert": 1, "take-cover": 2 };
  const more = fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100);
  test.each(["impactProbability", "reachProbability"] as const)(
    "more %s, all else equal, never lowers the stage of what threatens by falling or by flying alone",
    (which) => {
      const other = which === "impactProbability" ? "reachProbability" : "impactProbability";
      fc.assert(
        fc.property(context, more, (c, extra) => {
          const alone = { ...c.assessment, [other]: 0 };
          const probability = Math.min(1, alone[which] + extra);
          const before = decide({ ...c, assessment: alone });
          const after = decide({ ...c, assessment: { ...alone, [which]: probability } });
          expect(RANK[after.stage]).toBeGreaterThanOrEqual(RANK[before.stage]);
        }),
        { seed: 6, numRuns: 3000 },
      );
    },
  );

  test("more of either, whatever its class and height, never lowers the stage", () => {
    fc.assert(
      fc.property(context, more, more, (c, impact, reach) => {
        const { impactProbability, reachProbability } = c.assessment;
        const assessment = {
          ...c.assessment,
          impactProbability: Math.min(1, impactProbability + impact),
          reachProbability: Math.min(1, reachProbability + reach),
        };
        const before = decide(c);
        const after = decide({ ...c, assessment });
        expect(RANK[after.stage]).toBeGreaterThanOrEqual(RANK[before.stage]);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});

describe("what only people report", () => {
  const people = { onlyPeople: true };

  test.each([
    ["flying straight in", {}],
    ["falling in", { assessment: assessmentOf(falling) }],
  ])("%s is a pre-alert, and says why it is no more", (_, changes) => {
    const verdict = decide(contextOf({ ...people, ...changes }));
    expect(verdict.stage).toBe("pre-alert");
    expect(verdict.reasons).toEqual(["THREAT", "OBSERVERS_ONLY"]);
  });

  test("that is no more than a pre-alert anyway says nothing of it", () => {
    const assessment = assessmentOf({ reachProbability: 0.4 });
    const verdict = decide(contextOf({ ...people, assessment }));
    expect([verdict.stage, verdict.reasons]).toEqual(["pre-alert", ["THREAT"]]);
  });

  test("never lowers a take-cover that sensors gave", () => {
    const verdict = decide(contextOf({ ...people, before: "take-cover" }));
    expect([verdict.stage, verdict.reasons]).toEqual(["take-cover", ["THREAT"]]);
  });

  test("stays without a warning where something stands against it", () => {
    const verdict = decide(contextOf({ ...people, masked: true }));
    expect([verdict.stage, verdict.reasons]).toEqual(["none", ["MASKED"]]);
  });
});
