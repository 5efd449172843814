import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConfirmationRule, confirmedFrom } from "./first-confirmation.ts";

const LOOKS = 12;
const PERIOD_S = 2;
const EXPECTED_FROM = 0.2;

/** Whether a sequence of looks confirms, told by the rule's words. */
function confirmsAt(
  seen: readonly boolean[],
  expected: readonly boolean[],
  rule: ConfirmationRule,
): number {
  let hits = 0;
  let misses = 0;
  let since = 0;
  for (let i = 0; i < seen.length; i++) {
    if (seen[i]) {
      hits++;
      since = 0;
      if (hits === rule.detectionsNeeded) return i;
    } else if (hits > 0) {
      since++;
      if (expected[i]) misses++;
      if (misses > rule.missesMax || since >= rule.patienceLooks) hits = misses = since = 0;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The same by going through every sequence of looks. */
function byEnumeration(p: readonly number[], rule: ConfirmationRule): number | null {
  const at = new Float64Array(p.length);
  const expected = p.map((each) => each >= EXPECTED_FROM);
  for (let code = 0; code < 1 << p.length; code++) {
    const seen = p.map((_, i) => ((code >> i) & 1) === 1);
    const chance = p.reduce((product, each, i) => product * (seen[i] ? each : 1 - each), 1);
    const look = confirmsAt(seen, expected, rule);
    if (look < p.length) at[look] += chance;
  }
  let confirmed = 0;
  for (let i = 0; i < p.length; i++) {
    confirmed += at[i];
    if (confirmed >= rule.probabilityWanted) return i;
  }
  return null;
}

const rules = fc.record({
  kind: fc.constant("confirmation" as const),
  detectionsNeeded: fc.integer({ min: 1, max: 4 }),
  missesMax: fc.integer({ min: 0, max: 3 }),
  patienceLooks: fc.integer({ min: 1, max: 6 }),
  probabilityWanted: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  phases: fc.constant([0.5]),
});
const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe("the first confirmation", () => {
  test("comes when all sequences of looks together say so", () => {
    let confirmed = 0;
    fc.assert(
      fc.property(rules, fc.array(chance, { minLength: LOOKS, maxLength: LOOKS }), (rule, p) => {
        const lengthM = 10;
        const speedMps = lengthM / PERIOD_S;
        const zones = p.map((each, i) => ({
          fromM: (LOOKS - 1 - i) * lengthM,
          toM: (LOOKS - i) * lengthM,
          missRate: -Math.log(1 - each) / PERIOD_S,
          periodS: PERIOD_S,
          expectedFrom: EXPECTED_FROM,
        }));
        const look = byEnumeration(p, rule);
        const foundM = confirmedFrom(zones, speedMps, rule);
        if (look !== null) confirmed++;
        const foundLook = foundM === null ? null : LOOKS - 0.5 - foundM / lengthM;
        expect(foundLook ?? -1).toBeCloseTo(look ?? -1, 6);
      }),
      { seed: 12, numRuns: 150 },
    );
    expect(confirmed).toBeGreaterThan(50);
  });

  test.each([1, 0.5])("forgets what was seen before a long gap, told in shares of %f", (share) => {
    const rule: ConfirmationRule = {
      kind: "confirmation",
      detectionsNeeded: 2,
      missesMax: 2,
      patienceLooks: 3,
      probabilityWanted: 0.99,
      phases: [0.5],
    };
    const sure = 20;
    const zones = (gapM: number, pieceM = share * gapM) => [
      {
        fromM: 100 + gapM,
        toM: 101 + gapM,
        missRate: sure,
        periodS: 1,
        expectedFrom: EXPECTED_FROM,
      },
      ...Array.from({ length: 1 / share }, (_, i) => ({
        fromM: 100 + gapM - (i + 1) * pieceM,
        toM: 100 + gapM - i * pieceM,
        missRate: 0,
        periodS: 1,
        expectedFrom: EXPECTED_FROM,
      })),
      { fromM: 0, toM: 100, missRate: sure, periodS: 1, expectedFrom: EXPECTED_FROM },
    ];
    const short = confirmedFrom(zones(2), 1, rule);
    const long = confirmedFrom(zones(5), 1, rule);
    expect(short).toBeGreaterThan(99);
    expect(long).toBeLessThan(99);
  });

  test("never comes where nothing is seen", () => {
    const rule = {
      kind: "confirmation",
      detectionsNeeded: 2,
      missesMax: 2,
      patienceLooks: 5,
    } as const;
    const zones = [{ fromM: 0, toM: 1e5, missRate: 0, periodS: 1, expectedFrom: EXPECTED_FROM }];
    const asked = { ...rule, probabilityWanted: 0.5, phases: [1] };
    expect(confirmedFrom(zones, 10, asked)).toBeNull();
    expect(confirmedFrom([], 10, asked)).toBeNull();
  });
});
