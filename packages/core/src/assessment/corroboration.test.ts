import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atS, POLICY, radar } from "../engine/engine.test-support.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import type { Policy } from "../policy/policy.ts";
import { OBJECT_CLASSES } from "../tracking/track.ts";
import { sensorId } from "../units/ids.ts";
import { corroborationOf } from "./corroboration-of.ts";
import { decide, type Verdict } from "./decide.ts";
import type { DecisionStage } from "./decision.ts";
import { assessmentOf, contextOf, trackOf } from "./decision.test-support.ts";

const TWO: Policy = { ...POLICY, corroboration: { preAlert: 2, takeCover: 2 } };
const TWO_FOR_COVER: Policy = { ...POLICY, corroboration: { preAlert: 1, takeCover: 2 } };
const RANK: Readonly<Record<DecisionStage, number>> = { none: 0, "pre-alert": 1, "take-cover": 2 };

const seenBy = (...ids: readonly string[]): readonly EvidenceRef[] =>
  ids.map((id, index) => ({
    sensorId: sensorId(id),
    lookSequence: 1,
    lookToUs: atS(9),
    index,
    sensedUs: atS(9),
  }));
/** Five stations, three of them on one line. */
const STATIONS: readonly SensorSpec[] = ["a", "b", "c", "d", "e"].map((id, i) =>
  radar(id, i < 3 ? { sharedCauses: [{ kind: "link", name: "north-line" }] } : {}),
);

function verdictOn(policy: Policy, before: DecisionStage, ...ids: readonly string[]): Verdict {
  const track = trackOf({ evidence: seenBy(...ids) });
  const sources = corroborationOf(track, STATIONS, [policy]);
  return decide(contextOf({ track, policy, sources, before }));
}

describe("sources that fail together", () => {
  test("three of five stations behind one broken link count once: no alert", () => {
    const { stage, reasons } = verdictOn(TWO, "none", "a", "b", "c");
    expect([stage, reasons]).toEqual(["none", ["COMMON_CAUSE"]]);
  });

  test("one more that fails apart is enough", () => {
    const { stage, reasons } = verdictOn(TWO, "none", "a", "b", "c", "d");
    expect([stage, reasons]).toEqual(["take-cover", ["THREAT", "UNCLASSIFIED_INBOUND"]]);
  });

  test("a lone sensor is uncorroborated", () => {
    expect(verdictOn(TWO, "none", "d").reasons).toEqual(["UNCORROBORATED"]);
  });

  test("where two are asked for take-cover alone, fewer give a pre-alert that says so", () => {
    const { stage, reasons } = verdictOn(TWO_FOR_COVER, "none", "a", "b");
    expect([stage, reasons]).toEqual([
      "pre-alert",
      ["THREAT", "COMMON_CAUSE", "UNCLASSIFIED_INBOUND"],
    ]);
  });

  test.each(["pre-alert", "take-cover"] as const)("a %s that stands is not lowered", (before) => {
    expect(RANK[verdictOn(TWO, before, "a").stage]).toBeGreaterThanOrEqual(RANK[before]);
  });

  test("two that are asked for any word are asked, also where one is enough to take cover", () => {
    const policy = { ...POLICY, corroboration: { preAlert: 2, takeCover: 1 } };
    expect(verdictOn(policy, "none", "d").reasons).toEqual(["UNCORROBORATED"]);
    expect(verdictOn(policy, "none", "a", "d").stage).toBe("take-cover");
  });

  test("by default a lone sensor warns", () => {
    expect(verdictOn(POLICY, "none", "d").stage).toBe("take-cover");
    const one = { ...POLICY, corroboration: { preAlert: 1, takeCover: 1 } };
    expect(verdictOn(one, "none", "a", "b", "c").stage).toBe("take-cover");
  });
});

describe("what comes in unclassified", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const classes = fc
    .array(share, { minLength: OBJECT_CLASSES.length, maxLength: OBJECT_CLASSES.length })
    .map((weights) => {
      const sum = weights.reduce((a, b) => a + b, 1e-9);
      return Object.fromEntries(OBJECT_CLASSES.map((name, i) => [name, weights[i] / sum]));
    });

  test("is warned of, and the decision says so", () => {
    const { stage, reasons } = decide(contextOf({ track: trackOf() }));
    expect([stage, reasons]).toEqual(["take-cover", ["THREAT", "UNCLASSIFIED_INBOUND"]]);
    const drone = trackOf({ classes: { "fixed-wing-drone": 0.9 } });
    expect(decide(contextOf({ track: drone })).reasons).toEqual(["THREAT"]);
  });

  test("taking away what is known of the class never lowers a stage", () => {
    let lowered = 0;
    fc.assert(
      fc.property(
        classes,
        fc.record({
          impact: share,
          reach: share,
          existence: share,
          heightM: fc.integer({ min: 0, max: 4000 }),
        }),
        fc.constantFrom("none", "pre-alert", "take-cover"),
        (known, { impact, reach, existence, heightM }, before) => {
          const assessment = assessmentOf({
            impactProbability: impact * (1 - reach),
            reachProbability: reach,
            heightM,
          });
          const [given, unknown] = [known, {}].map((one) =>
            decide(contextOf({ track: trackOf({ classes: one, existence }), assessment, before })),
          );
          expect(RANK[unknown.stage]).toBeGreaterThanOrEqual(RANK[given.stage]);
          if (RANK[unknown.stage] > RANK[given.stage]) lowered++;
        },
      ),
      { seed: 5, numRuns: 2000 },
    );
    // Otherwise the classes drawn would have made no difference at all.
    expect(lowered).toBeGreaterThan(0);
  });
});
