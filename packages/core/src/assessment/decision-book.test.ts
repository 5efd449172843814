import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atS } from "../engine/engine.test-support.ts";
import type { Projection } from "../projection/projection.ts";
import { assert } from "../units/assert.ts";
import { areaId, trackId } from "../units/ids.ts";
import type { AreaAssessment } from "./assess.ts";
import type { Verdict } from "./decide.ts";
import { DecisionBook, type Finding } from "./decision-book.ts";
import { assessmentOf, CAMP, trackOf } from "./decision.test-support.ts";
import type { Decision, DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** Nothing is passed by at a glance here. */
const unasked = (): never => {
  throw new Error("nothing has to be found again");
};

const TRACK = trackOf();
const PROJECTION: Projection = { trackId: TRACK.id, fromUs: atS(10), components: [] };
const bookOf = (areaCount = 1): DecisionBook =>
  new DecisionBook({ mode: "shadow", policyVersion: "p1", areaCount });

function finding(
  stage: DecisionStage,
  reasons: readonly ReasonCode[],
  changes: Partial<Verdict> & {
    readonly area?: string;
    readonly assessment?: Partial<AreaAssessment>;
  } = {},
): Finding {
  const { area = "camp", assessment = {}, ...verdict } = changes;
  return {
    areaId: areaId(area),
    verdict: {
      stage,
      reasons,
      rule: "reach-probability",
      probability: 0.5,
      threshold: 0.3,
      above: stage !== "none",
      ...verdict,
    },
    assessment: assessmentOf(assessment),
    projection: PROJECTION,
  };
}
const cover = (changes = {}): Finding => finding("take-cover", ["THREAT"], changes);
const miss = (changes = {}): Finding =>
  finding("none", ["PREDICTED_MISS"], { probability: 0.1, ...changes });
const brief = (decisions: readonly Decision[]): unknown[] =>
  decisions.map((d) => [d.number, d.stage, d.reasons[0], d.final]);

describe("the book of decisions", () => {
  test("records the first, each change of stage, and the last; counts them up", () => {
    const book = bookOf();
    expect(brief(book.enter(TRACK, [miss()], atS(1)))).toEqual([
      [1, "none", "PREDICTED_MISS", false],
    ]);
    expect(book.enter(TRACK, [miss()], atS(2))).toEqual([]);
    expect(brief(book.enter(TRACK, [cover()], atS(3)))).toEqual([
      [2, "take-cover", "THREAT", false],
    ]);
    expect(book.stageOf(TRACK.id, CAMP)).toBe("take-cover");
    expect(book.lastNumberOf(TRACK.id, CAMP)).toBe(2);
    expect(book.enter(TRACK, [cover()], atS(4))).toEqual([]);
    expect(brief(book.enter(TRACK, [miss()], atS(4.1)))).toEqual([
      [3, "none", "PREDICTED_MISS", false],
    ]);
    expect(brief(book.close(TRACK, false, atS(5), unasked))).toEqual([
      [4, "take-cover", "THREAT", true],
    ]);
    expect(book.close(TRACK, false, atS(6), unasked)).toEqual([]);
    expect(book.stageOf(TRACK.id, CAMP)).toBe("none");
    expect(book.lastNumberOf(TRACK.id, CAMP)).toBe(0);
  });

  test("what is passed by at a glance is not when its area is yet to be told that a threat has passed", () => {
    const book = bookOf();
    const far = { hitMost: 0, reachMost: 0, missLeastM: 5000 };
    const none = { probability: 0, assessment: { missDistanceM: 5000 } };
    const isPassed = () => book.passesBy(TRACK, CAMP, far, atS(9));
    book.enter(TRACK, [cover()], atS(1));
    expect(isPassed()).toBe(false);
    book.enter(TRACK, [finding("none", ["TRACK_BROKEN", "PREDICTED_MISS"], none)], atS(2));
    expect(isPassed()).toBe(false);
    book.enter(TRACK, [miss(none)], atS(5));
    expect(isPassed()).toBe(true);
    // Not recorded, and what governs stays the miss: that it was lost is seen from the latest entry alone.
    const lost = finding("none", ["TRACK_BROKEN", "PREDICTED_MISS"], none);
    expect(book.enter(TRACK, [lost], atS(7))).toEqual([]);
    expect(isPassed()).toBe(false);
  });

  test("is quiet about a track as long as nothing was found near to a warning last, whatever was before", () => {
    const book = bookOf();
    const isFar = ({ probability }: Verdict): boolean => probability < 0.01;
    const isQuiet = () => book.isQuiet(TRACK.id, isFar);
    const far = { probability: 0, assessment: { missDistanceM: 5000 } };
    const steps: [() => unknown, boolean][] = [
      [() => null, true],
      [() => book.enter(TRACK, [miss(far), miss({ ...far, area: "town" })], atS(1)), true],
      [() => book.enter(TRACK, [miss({ ...far, area: "town", probability: 0.1 })], atS(2)), false],
      [() => book.enter(TRACK, [miss(far)], atS(3)), false],
      [
        () => {
          const glance = { hitMost: 0, reachMost: 0, missLeastM: 5000 };
          return book.passesBy(TRACK, areaId("town"), glance, atS(4));
        },
        true,
      ],
      [() => book.enter(TRACK, [cover({ probability: 0 })], atS(5)), false],
      [() => book.enter(TRACK, [miss(far)], atS(6)), true],
    ];
    for (const [act, quiet] of steps) {
      act();
      expect(isQuiet()).toBe(quiet);
      expect(isQuiet()).toBe(quiet);
    }
  });

  test("a record carries what was found, of what and when", () => {
    const assessment = { missDistanceM: 40, missSigmas: 0.8 };
    const [decision] = bookOf().enter(TRACK, [miss({ assessment })], atS(11));
    expect(decision).toMatchObject({
      number: 1,
      decidedUs: atS(11),
      mode: "shadow",
      trackId: "t1",
      areaId: "camp",
      rule: "reach-probability",
      policyVersion: "p1",
      class: "unknown",
      stateUs: TRACK.timeUs,
      state: [1000, 0, 100, -30, 0, 0],
      impact: null,
      numbers: {
        probability: 0.1,
        threshold: 0.3,
        existence: 0.99,
        missDistanceM: 40,
        missSigmas: 0.8,
        arrivalFromUs: atS(30),
        greatestProbability: 0.1,
        leastMissDistanceM: 40,
      },
    });
  });

  test("the likeliest impact stands in the record", () => {
    const impact = (weight: number) =>
      ({
        kind: "impact",
        model: "ballistic",
        weight,
        eastM: weight,
        northM: 0,
        covarianceEeM2: 1,
        covarianceEnM2: 0,
        covarianceNnM2: 1,
        impactUs: atS(30),
        impactSigmaS: 1,
        speedMps: 200,
      }) as const;
    const projection = { ...PROJECTION, components: [impact(0.2), impact(0.7), impact(0.1)] };
    const [decision] = bookOf().enter(TRACK, [{ ...miss(), projection }], atS(1));
    expect(decision.impact?.weight).toBe(0.7);
  });

  test("a reason that only changes into another is recorded at most every two seconds", () => {
    const book = bookOf();
    const masked = finding("none", ["MASKED"]);
    book.enter(TRACK, [miss()], atS(0));
    expect(book.enter(TRACK, [masked], atS(1.9))).toEqual([]);
    expect(brief(book.enter(TRACK, [masked], atS(2)))).toEqual([[2, "none", "MASKED", false]]);
    expect(book.enter(TRACK, [miss()], atS(3))).toEqual([]);
    expect(book.enter(TRACK, [masked], atS(5))).toEqual([]);
  });

  test("just inside or just outside, and gone for a moment, are no new reasons", () => {
    const book = bookOf();
    book.enter(TRACK, [miss()], atS(0));
    expect(book.enter(TRACK, [finding("none", ["BELOW_THRESHOLD"])], atS(10))).toEqual([]);
    expect(book.enter(TRACK, [finding("none", ["TRACK_BROKEN"])], atS(20))).toEqual([]);
  });

  test("the last decision speaks of the moment when the area was nearest to being hit or reached", () => {
    const book = bookOf();
    book.enter(TRACK, [miss({ probability: 0.1, assessment: { missDistanceM: 30 } })], atS(1));
    const peak = { probability: 0.25, assessment: { missDistanceM: 60, missSigmas: 0.5 } };
    book.enter({ ...TRACK, timeUs: atS(12), existence: 0.9 }, [miss(peak)], atS(2));
    book.enter(TRACK, [miss({ probability: 0.02, assessment: { missDistanceM: 900 } })], atS(3));
    const [last] = book.close(TRACK, false, atS(4), unasked);
    expect(last.decidedUs).toBe(atS(4));
    expect(last.stateUs).toBe(atS(12));
    expect(last.numbers).toMatchObject({
      probability: 0.25,
      missDistanceM: 60,
      existence: 0.9,
      greatestProbability: 0.25,
      leastMissDistanceM: 30,
    });
  });

  test("knows since when the track has been above its threshold without a break", () => {
    const book = bookOf();
    expect(book.aboveSinceUs(TRACK.id, CAMP)).toBeNull();
    book.enter(TRACK, [miss({ above: true })], atS(1));
    book.enter(TRACK, [miss({ above: true })], atS(2));
    expect(book.aboveSinceUs(TRACK.id, CAMP)).toBe(atS(1));
    book.enter(TRACK, [miss()], atS(3));
    expect(book.aboveSinceUs(TRACK.id, CAMP)).toBeNull();
    book.enter(TRACK, [miss({ above: true })], atS(4));
    expect(book.aboveSinceUs(TRACK.id, CAMP)).toBe(atS(4));
  });
});

describe("a track that was lost", () => {
  /** Last sensed at 10 s. */
  const closed = (found: Finding, lost = true, earlier: readonly Finding[] = []) => {
    const book = bookOf();
    for (const one of [...earlier, found]) book.enter(TRACK, [one], atS(10));
    return book.close(TRACK, lost, atS(40), unasked)[0].reasons;
  };
  const coming = { assessment: { arrivalFromUs: atS(20.1), missSigmas: 2.9 } };

  test("while it was still coming is a broken track", () => {
    expect(closed(miss(coming))).toEqual(["TRACK_BROKEN", "PREDICTED_MISS"]);
  });
  test.each([
    ["that was seen to end", miss(coming), false, []],
    [
      "that had as good as arrived",
      miss({ assessment: { ...coming.assessment, arrivalFromUs: atS(20) } }),
      true,
      [],
    ],
    [
      "that came nowhere near",
      miss({ assessment: { arrivalFromUs: null, missSigmas: 2 } }),
      true,
      [],
    ],
    [
      "that would have passed far off",
      miss({ assessment: { ...coming.assessment, missSigmas: 3 } }),
      true,
      [],
    ],
    ["that could hardly have come", miss({ ...coming, probability: 1e-5 }), true, []],
    ["that had been warned of", miss(coming), true, [cover()]],
  ])("%s is not", (_, found, lost, earlier) => {
    expect(closed(found, lost, earlier)).not.toContain("TRACK_BROKEN");
  });
});

describe("at a site of many areas", () => {
  const far = (area: string, probability = 0): Finding =>
    miss({ area, probability, assessment: { missDistanceM: 9000 } });

  test("those that a track never came near are decided as one, by the likeliest", () => {
    const book = bookOf(9);
    const first = book.enter(TRACK, [far("a", 1e-7), far("b", 5e-5), far("c", 1e-6)], atS(1));
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ areaId: null, numbers: { probability: 5e-5 } });
    expect(book.enter(TRACK, [far("a"), far("b"), far("c")], atS(9))).toEqual([]);
    expect(book.close(TRACK, true, atS(20), unasked)).toMatchObject([
      { areaId: null, final: true, numbers: { greatestProbability: 5e-5 } },
    ]);
  });

  test("one that it came near, by place or by probability, is decided by itself from then on", () => {
    const book = bookOf(9);
    const near = miss({ area: "b", probability: 0, assessment: { missDistanceM: 500 } });
    expect(book.enter(TRACK, [far("a"), near], atS(1)).map((d) => d.areaId)).toEqual(["b", null]);
    expect(book.enter(TRACK, [far("a", 1e-4), far("b")], atS(2)).map((d) => d.areaId)).toEqual([
      "a",
    ]);
    expect(book.close(TRACK, false, atS(3), unasked).map((d) => d.areaId)).toEqual([
      "b",
      "a",
      null,
    ]);
  });

  test("and stay decided as one after a restart", () => {
    const book = bookOf(9);
    book.enter(TRACK, [far("a", 5e-5)], atS(1));
    const restored = bookOf(9);
    restored.restore(JSON.parse(JSON.stringify(book.snapshot())));
    expect(restored.enter(TRACK, [far("a")], atS(9))).toEqual([]);
    expect(restored.close(TRACK, true, atS(20), unasked)).toMatchObject([
      { number: 2, areaId: null, numbers: { greatestProbability: 5e-5 } },
    ]);
  });

  test("up to eight, each is decided by itself", () => {
    expect(bookOf(8).enter(TRACK, [far("a"), far("b")], atS(1))).toHaveLength(2);
  });
});

const REASONS = [
  "PREDICTED_MISS",
  "BELOW_THRESHOLD",
  "MASKED",
  "TOO_FAR_OFF",
  "TRACK_BROKEN",
] as const;
const verdicts = fc.array(
  fc.record({
    reason: fc.constantFrom(...REASONS),
    stage: fc.constantFrom<DecisionStage>("none", "none", "none", "pre-alert", "take-cover"),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
    missDistanceM: fc.integer({ min: -100, max: 1000 }),
    afterMs: fc.integer({ min: 1, max: 1500 }),
    track: fc.constantFrom("t1", "t2"),
  }),
  { maxLength: 80 },
);

test("records are bounded by changes of stage and by time, extremes are kept, restarts are invisible", () => {
  fc.assert(
    fc.property(verdicts, fc.integer({ min: 0, max: 80 }), (list, cut) => {
      let book = bookOf();
      const records: Decision[] = [];
      const met = new Map<string, Finding[]>();
      let nowUs = atS(0);
      list.forEach(({ reason, stage, probability, missDistanceM, afterMs, track }, i) => {
        nowUs += afterMs * 1000;
        if (i === cut) {
          const saved = JSON.parse(JSON.stringify(book.snapshot()));
          book = bookOf();
          book.restore(saved);
          assert(JSON.stringify(book.snapshot()) === JSON.stringify(saved), "restored as saved");
        }
        const reasons: readonly ReasonCode[] = stage === "none" ? [reason] : ["THREAT"];
        const found = finding(stage, reasons, { probability, assessment: { missDistanceM } });
        met.set(track, [...(met.get(track) ?? []), found]);
        records.push(...book.enter(trackOf({ id: trackId(track) }), [found], nowUs));
      });
      for (const [track, found] of met) {
        const [last] = book.close(trackOf({ id: trackId(track) }), true, nowUs, unasked);
        const stages = found.map((f) => f.verdict.stage);
        const turns = stages.filter((stage, i) => i > 0 && stage !== stages[i - 1]).length;
        const own = records.filter((d) => d.trackId === track);
        expect(own.length).toBeLessThanOrEqual(1 + turns + (nowUs - atS(0)) / 2e6);
        expect(own.length).toBeGreaterThanOrEqual(1 + turns);
        expect(own.map((d) => d.stage).filter((s, i, all) => s !== all[i - 1])).toEqual(
          stages.filter((s, i) => s !== stages[i - 1]),
        );
        // Equal but for a millionth: of those, the book keeps the one further inside.
        expect(last.numbers.greatestProbability).toBeCloseTo(
          Math.max(...found.map((f) => f.verdict.probability)),
          5,
        );
        expect(last.numbers.probability).toBe(last.numbers.greatestProbability);
        expect(last.numbers.leastMissDistanceM).toBe(
          Math.min(...found.map((f) => f.assessment.missDistanceM)),
        );
        records.push(last);
      }
      expect(records.map((d) => d.number)).toEqual(records.map((_, i) => i + 1));
    }),
    { seed: 31, numRuns: 300 },
  );
});
