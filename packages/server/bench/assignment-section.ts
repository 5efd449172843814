import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SparseAssignment, type SparseProblem } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { processorSeconds } from "./processor-time.ts";
import { type Spread, spread } from "./statistics.ts";

export interface AssignmentOptions {
  readonly seed: number;
  readonly rounds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

export interface AssignmentResult {
  readonly candidates: number;
  readonly pairs: number;
  readonly oursMs: Spread;
  readonly scipyMs: Spread | null;
  /** Our speed over scipy's, round by round. */
  readonly ratio: Spread | null;
  /** Ours less scipy's: 0 to rounding. */
  readonly costDifference: number | null;
}

const SCRIPT = fileURLToPath(new URL("python/sparse-assignment.py", import.meta.url));
const PYTHONS = ["python3", "/usr/bin/python3"] as const;
const ROWS = 1000;
const COLUMNS = 1200;
const GATE = 9;
const WARM_UP_RUNS = 50;
const RUNS_PER_ROUND = 20;

/** N = 1000 rows and 1200 columns in a plane, so many columns in the gate of each; processor times of the solver alone. */
export function assignmentSection(options: AssignmentOptions): readonly AssignmentResult[] {
  const problems = [6, 20, 60].map((candidates) => ({
    candidates,
    problem: gatedProblem(candidates, options.seed),
  }));
  const solver = new SparseAssignment();
  const ours: number[][] = problems.map(() => []);
  const theirs: number[][] = problems.map(() => []);
  let costs: readonly number[] | null = null;
  for (const { problem } of problems) {
    for (let run = 0; run < WARM_UP_RUNS; run++) solver.solve(problem);
  }
  for (let round = 0; round < options.rounds; round++) {
    options.progress(`assignment, round ${round + 1} of ${options.rounds}`);
    problems.forEach(({ problem }, i) => ours[i].push(bestOf(solver, problem)));
    const answers = runScipy(
      problems.map(({ problem }) => problem),
      options.folder,
    );
    if (answers === null) continue;
    answers.forEach(({ seconds }, i) => theirs[i].push(Math.min(...seconds)));
    costs = answers.map(({ cost }) => cost);
  }
  return problems.map(({ candidates, problem }, i): AssignmentResult => {
    solver.solve(problem);
    const known = theirs[i].length > 0 ? theirs[i] : null;
    return {
      candidates,
      pairs: problem.rowStart[problem.rowCount],
      oursMs: spread(ours[i].map((seconds) => 1000 * seconds)),
      scipyMs: known === null ? null : spread(known.map((seconds) => 1000 * seconds)),
      ratio:
        known === null ? null : spread(known.map((seconds, round) => seconds / ours[i][round])),
      costDifference: costs === null ? null : solver.cost(problem) - costs[i],
    };
  });
}

function bestOf(solver: SparseAssignment, problem: SparseProblem): number {
  let best = Infinity;
  for (let run = 0; run < RUNS_PER_ROUND; run++) {
    const before = processorSeconds();
    solver.solve(problem);
    best = Math.min(best, processorSeconds() - before);
  }
  return best;
}

function gatedProblem(candidates: number, seed: number): SparseProblem {
  const random = stream(seed, "assignment", String(candidates));
  const side = Math.sqrt((COLUMNS * Math.PI * GATE) / candidates);
  const rows = Array.from({ length: ROWS }, () => [
    random.uniform(0, side),
    random.uniform(0, side),
  ]);
  const columns = Array.from({ length: COLUMNS }, (_, i) =>
    i < ROWS
      ? [rows[i][0] + random.uniform(-1, 1), rows[i][1] + random.uniform(-1, 1)]
      : [random.uniform(0, side), random.uniform(0, side)],
  );
  const rowStart = new Int32Array(ROWS + 1);
  const pairColumns: number[] = [];
  const costs: number[] = [];
  rows.forEach(([x, y], row) => {
    columns.forEach(([u, v], column) => {
      const squared = (x - u) * (x - u) + (y - v) * (y - v);
      if (squared >= GATE) return;
      pairColumns.push(column);
      costs.push(squared - GATE);
    });
    rowStart[row + 1] = costs.length;
  });
  return {
    rowCount: ROWS,
    columnCount: COLUMNS,
    rowStart,
    columns: Int32Array.from(pairColumns),
    costs: Float64Array.from(costs),
  };
}

interface ScipyAnswer {
  readonly seconds: readonly number[];
  readonly cost: number;
}

/** null where no Python finds scipy. */
function runScipy(
  problems: readonly SparseProblem[],
  folder: string,
): readonly ScipyAnswer[] | null {
  const path = join(folder, "assignment.json");
  const texts = problems.map((problem) => ({
    rows: problem.rowCount,
    columns: problem.columnCount,
    shift: GATE + 1,
    pairRows: Array.from({ length: problem.rowCount }, (_, row) =>
      Array.from({ length: problem.rowStart[row + 1] - problem.rowStart[row] }, () => row),
    ).flat(),
    pairColumns: Array.from(problem.columns),
    costs: Array.from(problem.costs),
  }));
  writeFileSync(path, JSON.stringify(texts));
  for (const python of PYTHONS) {
    const run = spawnSync(python, [SCRIPT, path, "9"], { encoding: "utf8" });
    if (run.status === 0) return JSON.parse(run.stdout) as readonly ScipyAnswer[];
  }
  return null;
}
