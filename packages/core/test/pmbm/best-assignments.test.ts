import { describe, expect, test } from "vitest";
import {
  type AssignmentProblem,
  bestAssignments,
  type RowOptions,
} from "../../bench/pmbm/best-assignments.ts";
import { seeded } from "../../src/tracking/tracker-world.test-support.ts";

const COLUMNS = 5;

function drawn(random: () => number): AssignmentProblem {
  const rows = Array.from({ length: 1 + Math.floor(4 * random()) }, (): RowOptions => {
    const columns = Array.from({ length: COLUMNS }, (_, i) => i).filter(() => random() < 0.6);
    return { columns, gains: columns.map(() => 8 * (random() - 0.4)) };
  });
  return { logWeight: random() - 0.5, rows };
}

/** ln of the weights of all ways to solve a problem. */
function everyWay({ logWeight, rows }: AssignmentProblem): readonly number[] {
  const weights: number[] = [];
  const go = (row: number, taken: readonly number[], sum: number): void => {
    if (row === rows.length) {
      weights.push(sum);
      return;
    }
    go(row + 1, taken, sum);
    rows[row].columns.forEach((column, k) => {
      if (!taken.includes(column)) go(row + 1, [...taken, column], sum + rows[row].gains[k]);
    });
  };
  go(0, [], logWeight);
  return weights;
}

describe("bestAssignments", () => {
  test("ranks the solutions of several problems together as trying all of them does", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seeded(seed);
      const problems = Array.from({ length: 1 + (seed % 3) }, () => drawn(random));
      const all = problems.flatMap(everyWay).toSorted((a, b) => b - a);
      const ranked = bestAssignments(problems, COLUMNS, {
        count: Infinity,
        logWeightLeast: -Infinity,
      });
      expect(ranked.length, `seed ${seed}`).toBe(all.length);
      ranked.forEach(({ logWeight }, i) => expect(logWeight).toBeCloseTo(all[i], 9));
      const ways = ranked.map(({ problem, columnOfRow }) => `${problem}:${columnOfRow.join()}`);
      expect(new Set(ways).size).toBe(ways.length);
    }
  });

  test("stops at a number, and at a weight beside the best", () => {
    const problem = drawn(seeded(3));
    const all = everyWay(problem).toSorted((a, b) => b - a);
    const few = bestAssignments([problem], COLUMNS, { count: 3, logWeightLeast: -Infinity });
    expect(few).toHaveLength(3);
    const near = bestAssignments([problem], COLUMNS, { count: Infinity, logWeightLeast: -2 });
    expect(near).toHaveLength(all.filter((weight) => weight >= all[0] - 2).length);
  });
});
