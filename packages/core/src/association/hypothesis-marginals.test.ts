import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HypothesisMarginals } from "./hypothesis-marginals.ts";

interface Hypothesis {
  readonly logOdds: number;
  readonly shared: readonly number[];
}

function add(problem: HypothesisMarginals, logOdds: number, shared: readonly number[]): void {
  problem.add(logOdds);
  for (const detection of shared) problem.share(detection);
}

function marginals(hypotheses: readonly Hypothesis[]): number[] {
  const problem = new HypothesisMarginals();
  problem.begin();
  for (const { logOdds, shared } of hypotheses) add(problem, logOdds, shared);
  const out = new Float64Array(hypotheses.length);
  problem.solve(out);
  return [...out];
}

/** By going through all sets. */
function exactly(hypotheses: readonly Hypothesis[]): number[] {
  const weights = hypotheses.map(() => 0);
  let all = 0;
  for (let set = 0; set < 1 << hypotheses.length; set++) {
    const members = hypotheses.filter((_, h) => (set >> h) & 1);
    const taken = members.flatMap(({ shared }) => shared);
    if (new Set(taken).size < taken.length) continue;
    const weight = Math.exp(members.reduce((sum, { logOdds }) => sum + logOdds, 0));
    all += weight;
    hypotheses.forEach((_, h) => {
      if ((set >> h) & 1) weights[h] += weight;
    });
  }
  return weights.map((weight) => weight / all);
}

const logOdds = fc.double({ min: -8, max: 12, noNaN: true });

describe("HypothesisMarginals", () => {
  it("gives who shares nothing the probability of its own odds", () => {
    const found = marginals([
      { logOdds: 0, shared: [] },
      { logOdds: Math.log(3), shared: [] },
    ]);
    expect(found).toEqual([0.5, expect.closeTo(0.75, 12)]);
  });

  it("is exact where the sharing has no circle", () => {
    fc.assert(
      fc.property(fc.array(logOdds, { minLength: 2, maxLength: 8 }), (odds) => {
        // A chain: each shares one detection with the one before and one with the one behind.
        const hypotheses = odds.map((value, h) => ({
          logOdds: value,
          shared: [h - 1, h].filter((d) => d >= 0 && d < odds.length - 1),
        }));
        const exact = exactly(hypotheses);
        marginals(hypotheses).forEach((found, h) => expect(found).toBeCloseTo(exact[h], 3));
      }),
      { seed: 20261128, numRuns: 200 },
    );
  });

  it("keeps the sum over the rivals for one detection at one at most, and names the one that stands out", () => {
    const shared = fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ logOdds, shared }), { minLength: 1, maxLength: 10 }),
        (list) => {
          const found = marginals(list);
          const exact = exactly(list);
          for (let d = 0; d < 6; d++) {
            const sum = found.reduce((s, p, h) => s + (list[h].shared.includes(d) ? p : 0), 0);
            expect(sum).toBeLessThan(1.02);
          }
          const sure = exact.flatMap((p, h) => (p > 0.999 ? [found[h]] : []));
          expect(Math.min(1, ...sure)).toBeGreaterThan(0.9);
          const none = exact.flatMap((p, h) => (p < 0.001 ? [found[h]] : []));
          expect(Math.max(0, ...none)).toBeLessThan(0.1);
        },
      ),
      { seed: 20261128, numRuns: 300 },
    );
  });

  it("weighs two smooth flights against the pair of first detections between them, which is likelier by itself", () => {
    // Detections 0 and 1 of one body, 2 and 3 of another; the pair 0–3 lies as near as a slow object would.
    const found = marginals([
      { logOdds: Math.log(5e7), shared: [0, 1] },
      { logOdds: Math.log(37), shared: [2, 3] },
      { logOdds: Math.log(6e4), shared: [0, 3] },
    ]);
    expect(found[0]).toBeGreaterThan(0.99);
    expect(found[1]).toBeGreaterThan(0.9);
    expect(found[2]).toBeLessThan(0.01);
  });

  it("holds one of many detections against several of few, however surely each is there", () => {
    const found = marginals([
      { logOdds: 80, shared: [0, 1, 2, 3] },
      { logOdds: 38, shared: [0, 1] },
      { logOdds: 38, shared: [2, 3] },
    ]);
    expect(found[0]).toBeGreaterThan(0.9);
    expect(found[1] + found[2]).toBeLessThan(0.1);
  });

  it("gives the same whatever was solved before", () => {
    const problem = new HypothesisMarginals();
    const out = new Float64Array(3);
    for (const first of [9, 2]) {
      problem.begin();
      add(problem, first, [0, 1]);
      add(problem, 1, [0]);
      add(problem, 3, [1]);
      problem.solve(out);
    }
    expect([...out]).toEqual(
      marginals([
        { logOdds: 2, shared: [0, 1] },
        { logOdds: 1, shared: [0] },
        { logOdds: 3, shared: [1] },
      ]),
    );
  });
});
