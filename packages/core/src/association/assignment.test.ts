import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../tracking/tracker-world.test-support.ts";
import { type AssignmentProblem, assignSparse } from "./assignment.ts";

type Pair = readonly [row: number, column: number, cost: number];

function problemOf(rowCount: number, columnCount: number, pairs: readonly Pair[]) {
  const rowStart = [0];
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  for (let row = 0; row < rowCount; row++) {
    rowStart.push(rowStart[row] + sorted.filter((pair) => pair[0] === row).length);
  }
  const columns = sorted.map((pair) => pair[1]);
  const costs = sorted.map((pair) => pair[2]);
  return { rowCount, columnCount, rowStart, columns, costs };
}

function leastCost(problem: AssignmentProblem, row = 0, used = 0): number {
  if (row === problem.rowCount) return 0;
  let least = leastCost(problem, row + 1, used);
  for (let pair = problem.rowStart[row]; pair < problem.rowStart[row + 1]; pair++) {
    const bit = 1 << problem.columns[pair];
    if ((used & bit) !== 0) continue;
    least = Math.min(least, problem.costs[pair] + leastCost(problem, row + 1, used | bit));
  }
  return least;
}

/** Prices that no pairing undercuts and that add up to the cost prove that nothing is cheaper. */
function expectProof(problem: AssignmentProblem): void {
  const { columnOfRow, rowPrice, columnPrice, cost } = assignSparse(problem);
  const chosen = Array.from(columnOfRow).filter((column) => column !== -1);
  expect(new Set(chosen).size).toBe(chosen.length);
  for (let row = 0; row < problem.rowCount; row++) {
    expect(rowPrice[row]).toBeLessThanOrEqual(1e-9);
    for (let pair = problem.rowStart[row]; pair < problem.rowStart[row + 1]; pair++) {
      const slack = problem.costs[pair] - rowPrice[row] - columnPrice[problem.columns[pair]];
      expect(slack).toBeGreaterThan(-1e-9);
    }
  }
  for (const price of columnPrice) expect(price).toBeLessThanOrEqual(1e-9);
  const dual = [...rowPrice, ...columnPrice].reduce((sum, price) => sum + price, 0);
  expect(dual).toBeCloseTo(cost, 6);
}

const smallProblems = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc
      .uniqueArray(
        fc.tuple(
          fc.nat({ max: Math.max(rows - 1, 0) }),
          fc.nat({ max: columns - 1 }),
          fc.integer({ min: -9, max: 4 }),
        ),
        { selector: ([row, column]) => row * 10 + column, maxLength: rows * columns },
      )
      .map((pairs) => problemOf(rows, columns, rows === 0 ? [] : pairs)),
  );

describe("assignSparse", () => {
  test("finds the least cost of all assignments, ties included", () => {
    fc.assert(
      fc.property(smallProblems, (problem) => {
        expect(assignSparse(problem).cost).toBe(leastCost(problem));
        expectProof(problem);
      }),
      { seed: 11, numRuns: 600 },
    );
  });

  test("proves itself on a large crowded problem", () => {
    const random = seeded(3);
    const pairs: Pair[] = [];
    for (let row = 0; row < 400; row++) {
      const columns = new Set(Array.from({ length: 20 }, () => Math.floor(random() * 350)));
      for (const column of columns) pairs.push([row, column, -10 * random() + 2]);
    }
    const problem = problemOf(400, 350, pairs);
    expectProof(problem);
    expect(assignSparse(problem).cost).toBeLessThan(-1000);
  });

  test("gives equal claims to the lower column", () => {
    const pairs: Pair[] = [
      [0, 2, -1],
      [0, 1, -1],
      [1, 2, -1],
      [1, 1, -1],
    ];
    const first = assignSparse(problemOf(2, 3, pairs)).columnOfRow;
    expect(Array.from(first)).toEqual([1, 2]);
    const again = assignSparse(problemOf(2, 3, [...pairs].reverse())).columnOfRow;
    expect(Array.from(again)).toEqual([1, 2]);
  });

  test("leaves a row alone rather than pay for it", () => {
    const { columnOfRow, cost } = assignSparse(problemOf(1, 1, [[0, 0, 3]]));
    expect(Array.from(columnOfRow)).toEqual([-1]);
    expect(cost).toBe(0);
  });
});
