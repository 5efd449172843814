import { SparseAssignment, type SparseProblem } from "../../src/association/sparse-assignment.ts";

/** A row may have one of these columns, at a gain in ln probability over having none. */
export interface RowOptions {
  readonly columns: readonly number[];
  readonly gains: readonly number[];
}

/** Rows that take columns, none of them twice; `logWeight` is that of leaving every row alone. */
export interface AssignmentProblem {
  readonly logWeight: number;
  readonly rows: readonly RowOptions[];
}

export interface RankedAssignment {
  /** Which of the problems it solves. */
  readonly problem: number;
  /** −1 where a row is left alone. */
  readonly columnOfRow: Int32Array;
  readonly logWeight: number;
}

/** A solution, and the part of all solutions of its problem of which it is the best. */
interface Node extends RankedAssignment {
  /** Rows before this have the columns that they have here; the one at it has none of `forbidden`; the rest are free. */
  readonly fixed: number;
  readonly forbidden: readonly number[];
}

/** More than all gains of a problem together: what must not be left alone is not. */
const FORCED = 1e6;

/**
 * The best solutions of several assignment problems over the same columns, ranked together: at most `count`, none that is worse than the best
 * by more than `-logWeightLeast`. The set of solutions of which one is the best is split, that one taken out, into parts by the first row in
 * which they differ from it, and the best of each part found.
 * (K. G. Murty, "An algorithm for ranking all the assignments in order of increasing cost", Operations Research 16 (1968) 682–687.)
 */
export function bestAssignments(
  problems: readonly AssignmentProblem[],
  columnCount: number,
  { count, logWeightLeast }: { readonly count: number; readonly logWeightLeast: number },
): readonly RankedAssignment[] {
  const solver = new PartSolver(problems, columnCount);
  const heap = new BestFirst();
  problems.forEach((_, problem) => {
    const node = solver.solve(problem, null, 0, []);
    if (node !== null) heap.push(node);
  });
  const ranked: RankedAssignment[] = [];
  let least = -Infinity;
  for (let node = heap.pop(); node !== null && node.logWeight >= least; node = heap.pop()) {
    if (ranked.length === 0) least = node.logWeight + logWeightLeast;
    ranked.push(node);
    if (ranked.length === count) break;
    for (let row = node.fixed; row < node.columnOfRow.length; row++) {
      const before = row === node.fixed ? node.forbidden : [];
      const forbidden = [...before, node.columnOfRow[row]];
      const part = solver.solve(node.problem, node.columnOfRow, row, forbidden);
      if (part !== null && part.logWeight >= least) heap.push(part);
    }
  }
  return ranked;
}

class PartSolver {
  readonly #problems: readonly AssignmentProblem[];
  readonly #assignment = new SparseAssignment();
  readonly #taken: Uint8Array;
  readonly #sparse: SparseProblem;

  constructor(problems: readonly AssignmentProblem[], columnCount: number) {
    this.#problems = problems;
    this.#taken = new Uint8Array(columnCount);
    let rows = 0;
    let pairs = 0;
    for (const problem of problems) {
      rows = Math.max(rows, problem.rows.length);
      pairs = Math.max(
        pairs,
        problem.rows.reduce((sum, { columns }) => sum + columns.length, 0),
      );
    }
    this.#sparse = {
      rowCount: 0,
      columnCount,
      rowStart: new Int32Array(rows + 1),
      columns: new Int32Array(pairs),
      costs: new Float64Array(pairs),
    };
  }

  /** The best of those whose rows before `fixed` have what `before` has, and whose row there has nothing forbidden; null where there is none. */
  solve(
    problem: number,
    before: Int32Array | null,
    fixed: number,
    forbidden: readonly number[],
  ): Node | null {
    const { rows, logWeight } = this.#problems[problem];
    const mustTake = forbidden.includes(-1);
    this.#layOut(rows, before, fixed, forbidden);
    const found = this.#assignment.solve(this.#sparse);
    if (mustTake && found[0] === -1) return null;
    const columnOfRow = new Int32Array(rows.length);
    let sum = logWeight;
    for (let row = 0; row < rows.length; row++) {
      const column = row < fixed && before !== null ? before[row] : found[row - fixed];
      columnOfRow[row] = column;
      if (column !== -1) sum += rows[row].gains[rows[row].columns.indexOf(column)];
    }
    return { problem, columnOfRow, logWeight: sum, fixed, forbidden };
  }

  #layOut(
    rows: readonly RowOptions[],
    before: Int32Array | null,
    fixed: number,
    forbidden: readonly number[],
  ): void {
    const taken = this.#taken.fill(0);
    for (const column of before?.subarray(0, fixed) ?? []) if (column !== -1) taken[column] = 1;
    const { rowStart, columns, costs } = this.#sparse;
    const extra = forbidden.includes(-1) ? FORCED : 0;
    let end = 0;
    for (let row = fixed; row < rows.length; row++) {
      const options = rows[row];
      for (let k = 0; k < options.columns.length; k++) {
        const column = options.columns[k];
        if (taken[column] === 1 || (row === fixed && forbidden.includes(column))) continue;
        columns[end] = column;
        costs[end++] = -options.gains[k] - (row === fixed ? extra : 0);
      }
      rowStart[row - fixed + 1] = end;
    }
    this.#sparse.rowCount = rows.length - fixed;
  }
}

/** A binary heap, the greatest weight on top; of two alike the one that came first is not told apart. */
class BestFirst {
  readonly #nodes: Node[] = [];

  push(node: Node): void {
    const nodes = this.#nodes;
    let place = nodes.push(node) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (nodes[parent].logWeight >= node.logWeight) break;
      nodes[place] = nodes[parent];
      place = parent;
    }
    nodes[place] = node;
  }

  pop(): Node | null {
    const nodes = this.#nodes;
    const last = nodes.pop();
    if (last === undefined) return null;
    if (nodes.length === 0) return last;
    const top = nodes[0];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= nodes.length) break;
      if (child + 1 < nodes.length && nodes[child + 1].logWeight > nodes[child].logWeight) child++;
      if (nodes[child].logWeight <= last.logWeight) break;
      nodes[place] = nodes[child];
      place = child;
    }
    nodes[place] = last;
    return top;
  }
}
