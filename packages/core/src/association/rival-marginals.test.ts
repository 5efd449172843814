import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RIVALS_MAX, RivalMarginals } from "./rival-marginals.ts";

type Pair = readonly [number, number];

function marginals(logOdds: readonly number[], pairs: readonly Pair[]): number[] {
  const problem = new RivalMarginals();
  problem.begin();
  for (const one of logOdds) problem.add(one);
  for (const [one, other] of pairs) problem.oppose(one, other);
  const out = new Float64Array(RIVALS_MAX);
  problem.solve(out);
  return [...out.subarray(0, logOdds.length)];
}

/** By the definition, in a form that shares nothing with what is tested. */
function exactly(logOdds: readonly number[], pairs: readonly Pair[]): number[] {
  const sums = logOdds.map(() => 0);
  let all = 0;
  for (let set = 0; set < 1 << logOdds.length; set++) {
    const has = (h: number): boolean => ((set >> h) & 1) === 1;
    if (pairs.some(([one, other]) => has(one) && has(other))) continue;
    const weight = logOdds.reduce(
      (product, one, h) => (has(h) ? product * Math.exp(one) : product),
      1,
    );
    all += weight;
    for (let h = 0; h < sums.length; h++) if (has(h)) sums[h] += weight;
  }
  return sums.map((sum) => sum / all);
}

const problems = fc
  .array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: RIVALS_MAX })
  .chain((logOdds) => {
    const index = fc.nat({ max: logOdds.length - 1 });
    const pair = fc.tuple(index, index).filter(([one, other]) => one !== other);
    const pairs = logOdds.length === 1 ? fc.constant([]) : fc.array(pair, { maxLength: 20 });
    return fc.record({ logOdds: fc.constant(logOdds), pairs });
  });

describe("RivalMarginals", () => {
  it("gives the sums over all sets without two rivals", () => {
    fc.assert(
      fc.property(problems, ({ logOdds, pairs }) => {
        const exact = exactly(logOdds, pairs);
        marginals(logOdds, pairs).forEach((found, h) => expect(found).toBeCloseTo(exact[h], 12));
      }),
      { seed: 20261128, numRuns: 500 },
    );
  });

  it("weighs odds beyond any number against one another", () => {
    const found = marginals([900, 898, 3], [[0, 1]]);
    expect(found[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(found[1]).toBeCloseTo(1 / (1 + Math.exp(2)), 12);
    expect(found[2]).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
  });
});
