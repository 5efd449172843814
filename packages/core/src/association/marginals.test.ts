import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Marginals } from "./marginals.ts";

interface Problem {
  readonly columnCount: number;
  /** For each row, ln of the weight of each column; null where it does not want it. */
  readonly rows: readonly (readonly (number | null)[])[];
}

const problems = (rowsMax: number, columnsMax: number): fc.Arbitrary<Problem> =>
  fc.integer({ min: 1, max: columnsMax }).chain((columnCount) =>
    fc.record({
      columnCount: fc.constant(columnCount),
      rows: fc.array(
        fc.array(fc.option(fc.double({ min: -6, max: 9, noNaN: true }), { freq: 1 }), {
          minLength: columnCount,
          maxLength: columnCount,
        }),
        { minLength: 1, maxLength: rowsMax },
      ),
    }),
  );

function solve({ columnCount, rows }: Problem, marginals = new Marginals()): Marginals {
  marginals.begin(columnCount);
  for (const row of rows) {
    row.forEach((logWeight, column) => {
      if (logWeight !== null) marginals.add(column, logWeight);
    });
    marginals.closeRow();
  }
  marginals.solve();
  return marginals;
}

/** Every way to give each row one free column or none, weighed: the marginals by their definition. */
function byEnumeration({ columnCount, rows }: Problem) {
  const pairings = rows.map((row) => row.map(() => 0));
  const rowAlone = rows.map(() => 0);
  const columnAlone = Array.from({ length: columnCount }, () => 0);
  let total = 0;
  const given: (number | null)[] = [];
  const visit = (weight: number): void => {
    const row = given.length;
    if (row === rows.length) {
      total += weight;
      given.forEach((column, i) => {
        if (column === null) rowAlone[i] += weight;
        else pairings[i][column] += weight;
      });
      for (let j = 0; j < columnCount; j++) if (!given.includes(j)) columnAlone[j] += weight;
      return;
    }
    given.push(null);
    visit(weight);
    given.pop();
    rows[row].forEach((logWeight, column) => {
      if (logWeight === null || given.includes(column)) return;
      given.push(column);
      visit(weight * Math.exp(logWeight));
      given.pop();
    });
  };
  visit(1);
  const share = (value: number): number => value / total;
  return {
    pairings: pairings.map((row) => row.map(share)),
    rowAlone: rowAlone.map(share),
    columnAlone: columnAlone.map(share),
  };
}

function pairingsOf(marginals: Marginals, row: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = marginals.rowStart[row]; at < marginals.rowStart[row + 1]; at++) {
    found.set(marginals.columns[at], marginals.probabilities[at]);
  }
  return found;
}

describe("the marginals of association", () => {
  test("are exact where rows and columns make no loop", () => {
    const chain: Problem = {
      columnCount: 3,
      rows: [
        [2, 1, null],
        [null, 3, 0.5],
        [null, null, 1],
      ],
    };
    const exact = byEnumeration(chain);
    const found = solve(chain);
    chain.rows.forEach((_, row) => {
      expect(found.rowAlone[row]).toBeCloseTo(exact.rowAlone[row], 6);
      for (const [column, probability] of pairingsOf(found, row)) {
        expect(probability).toBeCloseTo(exact.pairings[row][column], 6);
      }
    });
    exact.columnAlone.forEach((alone, j) => expect(found.columnAlone[j]).toBeCloseTo(alone, 6));
  });

  test("of one row are Bayes' rule, whatever the weights", () => {
    fc.assert(
      fc.property(problems(1, 6), (problem) => {
        const exact = byEnumeration(problem);
        const found = solve(problem);
        expect(found.rowAlone[0]).toBeCloseTo(exact.rowAlone[0], 9);
      }),
      { seed: 31 },
    );
  });

  test("come near the exact ones where there are loops, and sum to one in every row and column", () => {
    let worst = 0;
    fc.assert(
      fc.property(problems(4, 4), (problem) => {
        const exact = byEnumeration(problem);
        const found = solve(problem);
        const taken = Array.from({ length: problem.columnCount }, () => 0);
        problem.rows.forEach((_, row) => {
          let sum = found.rowAlone[row];
          for (const [column, probability] of pairingsOf(found, row)) {
            sum += probability;
            taken[column] += probability;
            worst = Math.max(worst, Math.abs(probability - exact.pairings[row][column]));
          }
          expect(sum).toBeCloseTo(1, 9);
        });
        taken.forEach((sum, column) => {
          expect(sum).toBeLessThan(1 + 1e-6);
          expect(found.columnAlone[column]).toBeCloseTo(1 - sum, 5);
        });
      }),
      { seed: 32, numRuns: 500 },
    );
    // The bound of belief propagation on dense, even weights; a wrong message is off by far more.
    expect(worst).toBeLessThan(0.2);
  });

  test("of clusters that share nothing do not depend on each other", () => {
    fc.assert(
      fc.property(problems(3, 3), problems(3, 3), (one, other) => {
        const alone = solve(one);
        const both = solve({
          columnCount: one.columnCount + other.columnCount,
          rows: [
            ...one.rows.map((row) => [
              ...row,
              ...Array.from({ length: other.columnCount }, () => null),
            ]),
            ...other.rows.map((row) => [
              ...Array.from({ length: one.columnCount }, () => null),
              ...row,
            ]),
          ],
        });
        one.rows.forEach((_, row) => {
          expect(pairingsOf(both, row)).toEqual(pairingsOf(alone, row));
          expect(both.rowAlone[row]).toBe(alone.rowAlone[row]);
        });
      }),
      { seed: 33 },
    );
  });

  test("a workspace that was used before gives the same bits as a new one", () => {
    const used = new Marginals();
    fc.assert(
      fc.property(problems(5, 5), (problem) => {
        const again = solve(problem, used);
        const fresh = solve(problem);
        problem.rows.forEach((_, row) => {
          expect(pairingsOf(again, row)).toEqual(pairingsOf(fresh, row));
        });
      }),
      { seed: 34 },
    );
  });
});
