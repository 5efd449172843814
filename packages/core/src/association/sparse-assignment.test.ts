import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../tracking/tracker-world.test-support.ts";
import { SparseAssignment, type SparseProblem } from "./sparse-assignment.ts";

type Pair = readonly [row: number, column: number, cost: number];

function problemOf(rowCount: number, columnCount: number, pairs: readonly Pair[]): SparseProblem {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  const rowStart = new Int32Array(rowCount + 1);
  for (const [row] of sorted) rowStart[row + 1]++;
  for (let row = 0; row < rowCount; row++) rowStart[row + 1] += rowStart[row];
  const columns = Int32Array.from(sorted, (pair) => pair[1]);
  const costs = Float64Array.from(sorted, (pair) => pair[2]);
  return { rowCount, columnCount, rowStart, columns, costs };
}

function leastCost(problem: SparseProblem, row = 0, used = 0): number {
  if (row === problem.rowCount) return 0;
  let least = leastCost(problem, row + 1, used);
  for (let pair = problem.rowStart[row]; pair < problem.rowStart[row + 1]; pair++) {
    const bit = 1 << problem.columns[pair];
    if ((used & bit) !== 0) continue;
    least = Math.min(least, problem.costs[pair] + leastCost(problem, row + 1, used | bit));
  }
  return least;
}

/** What the pairings cost, each column at most once. */
function costOf(problem: SparseProblem, columnOfRow: Int32Array): number {
  const used = new Set<number>();
  let sum = 0;
  for (let row = 0; row < problem.rowCount; row++) {
    if (columnOfRow[row] === -1) continue;
    expect(used.has(columnOfRow[row])).toBe(false);
    used.add(columnOfRow[row]);
    const { columns, costs, rowStart } = problem;
    let least = Infinity;
    for (let pair = rowStart[row]; pair < rowStart[row + 1]; pair++) {
      if (columns[pair] === columnOfRow[row]) least = Math.min(least, costs[pair]);
    }
    sum += least;
  }
  return sum;
}

/** Prices that no pairing undercuts and that add up to the cost prove that nothing is cheaper. */
function expectProof(solver: SparseAssignment, problem: SparseProblem, tolerance = 1e-9): number {
  const cost = costOf(problem, solver.solve(problem));
  let lowestSlack = Infinity;
  let highestPrice = -Infinity;
  for (let row = 0; row < problem.rowCount; row++) {
    highestPrice = Math.max(highestPrice, solver.rowPrice[row]);
    for (let pair = problem.rowStart[row]; pair < problem.rowStart[row + 1]; pair++) {
      const prices = solver.rowPrice[row] + solver.columnPrice[problem.columns[pair]];
      lowestSlack = Math.min(lowestSlack, problem.costs[pair] - prices);
    }
  }
  for (let column = 0; column < problem.columnCount; column++) {
    highestPrice = Math.max(highestPrice, solver.columnPrice[column]);
  }
  expect(lowestSlack).toBeGreaterThan(-tolerance);
  expect(highestPrice).toBeLessThanOrEqual(tolerance);
  expect(solver.cost(problem)).toBeCloseTo(cost, 6);
  return cost;
}

const problems = (costs: fc.Arbitrary<number>, sizeMax: number): fc.Arbitrary<SparseProblem> =>
  fc
    .tuple(fc.integer({ min: 0, max: sizeMax }), fc.integer({ min: 1, max: sizeMax }))
    .chain(([rows, columns]) =>
      fc
        .uniqueArray(
          fc.tuple(fc.nat({ max: Math.max(rows - 1, 0) }), fc.nat({ max: columns - 1 }), costs),
          { selector: ([row, column]) => row * 100 + column, maxLength: rows * columns },
        )
        .map((pairs) => problemOf(rows, columns, rows === 0 ? [] : pairs)),
    );

/** Points in a square that shrinks with `crowd`: that many columns lie in the gate of each row. */
function gatedProblem(rows: number, columns: number, crowd: number, seed: number): SparseProblem {
  const random = seeded(seed);
  const side = Math.sqrt((Math.PI * 9 * columns) / crowd);
  const place = () => [random() * side, random() * side] as const;
  const tracks = Array.from({ length: rows }, place);
  const detections = Array.from({ length: columns }, place);
  const pairs: Pair[] = [];
  tracks.forEach(([x, y], row) => {
    detections.forEach(([u, v], column) => {
      const squared = (x - u) * (x - u) + (y - v) * (y - v);
      if (squared < 9) pairs.push([row, column, squared - 9]);
    });
  });
  return problemOf(rows, columns, pairs);
}

describe("SparseAssignment", () => {
  const solver = new SparseAssignment();

  test("finds the least cost of all assignments, ties included", () => {
    fc.assert(
      fc.property(problems(fc.integer({ min: -9, max: 4 }), 6), (problem) => {
        expect(expectProof(solver, problem)).toBe(leastCost(problem));
      }),
      { seed: 21, numRuns: 800 },
    );
  });

  test("proves itself on middling problems with and without ties", () => {
    const costs = fc.oneof(
      fc.integer({ min: -5, max: 1 }),
      fc.double({ min: -9, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(problems(costs, 40), (problem) => {
        expect(expectProof(solver, problem)).toBeLessThanOrEqual(0);
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  test.each([6, 20, 60])("proves itself with %i columns in each gate", (crowd) => {
    const problem = gatedProblem(300, 360, crowd, crowd);
    expect(expectProof(solver, problem)).toBeLessThan(0);
  });

  test("proves itself where bids outbid each other by hairs", () => {
    // Many rows want few columns at nearly the same cost: the limit on bids ends the war, and paths decide.
    const random = seeded(5);
    const pairs: Pair[] = [];
    for (let row = 0; row < 60; row++) {
      for (let column = 0; column < 40; column++) pairs.push([row, column, -1 - 1e-9 * random()]);
    }
    const problem = problemOf(60, 40, pairs);
    expect(expectProof(solver, problem, 1e-14)).toBeLessThan(-40);
  });

  test("one cluster's answer does not depend on another's", () => {
    const alone = gatedProblem(40, 50, 12, 7);
    const other = gatedProblem(60, 55, 20, 8);
    const both = problemOf(100, 105, [...pairsOf(other, 0, 0), ...pairsOf(alone, 60, 55)]);
    const expected = Array.from(solver.solve(alone).subarray(0, 40));
    const found = Array.from(solver.solve(both).subarray(60, 100));
    expect(found).toEqual(expected.map((column) => (column === -1 ? -1 : column + 55)));
  });

  test("never takes a pairing that is not worth it", () => {
    const problem = problemOf(2, 2, [
      [0, 0, 0],
      [0, 1, Infinity],
      [1, 1, 3],
    ]);
    expect(Array.from(solver.solve(problem).subarray(0, 2))).toEqual([-1, -1]);
  });

  test("refuses a cost that is no number above −∞", () => {
    expect(() => new SparseAssignment().solve(problemOf(1, 1, [[0, 0, NaN]]))).toThrow("above −∞");
    expect(() => new SparseAssignment().solve(problemOf(1, 1, [[0, 0, -Infinity]]))).toThrow(
      "above −∞",
    );
  });

  test("keeps its memory from one problem to the next", () => {
    const kept = new SparseAssignment();
    kept.solve(gatedProblem(100, 120, 12, 9));
    const { columnOfRow, rowPrice, columnPrice } = kept;
    expectProof(kept, gatedProblem(90, 110, 20, 10));
    expect(kept.columnOfRow).toBe(columnOfRow);
    expect(kept.rowPrice).toBe(rowPrice);
    expect(kept.columnPrice).toBe(columnPrice);
  });
});

function pairsOf(problem: SparseProblem, firstRow: number, firstColumn: number): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let row = 0; row < problem.rowCount; row++) {
    for (let pair = problem.rowStart[row]; pair < problem.rowStart[row + 1]; pair++) {
      pairs.push([row + firstRow, problem.columns[pair] + firstColumn, problem.costs[pair]]);
    }
  }
  return pairs;
}
