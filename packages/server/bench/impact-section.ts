import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** One radar at one time of track; `radar` is `all` where all are taken together. */
export interface ImpactRow {
  readonly model: "matched" | "unknown";
  readonly radar: string;
  readonly timeS: number;
  readonly ratio: number;
  readonly held90: number;
  readonly calibrationError: number;
  readonly brierSkill: number;
  readonly brierSkillAll: number;
  /** Of each radar. */
  readonly areaKm2?: number;
  readonly runs?: number;
  readonly rmsM?: number;
  readonly boundM?: number;
  /** Of all. */
  readonly scored?: number;
  readonly brierSkillAtBound?: number;
  readonly brierSkillAllAtBound?: number;
}

export interface ImpactReport {
  readonly command: string;
  readonly rows: readonly ImpactRow[];
  /** Of the probability of a polygon from that of 10⁷ samples, greatest. */
  readonly polygonError: number;
}

export interface ImpactOptions {
  readonly runs: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const TIMEOUT_MS = 7_200_000;

/** The benchmarks of impacts, in processes of their own. */
export function impactSection({ runs, seed, progress }: ImpactOptions): ImpactReport {
  const words = [
    "packages/core/bench/impact-accuracy.ts",
    "--runs",
    `${runs}`,
    "--seed",
    `${seed}`,
  ];
  const command = ["node", ...words].join(" ");
  progress(command);
  const rows = linesOf(words).map((line) => JSON.parse(line) as ImpactRow);
  progress("polygons against samples");
  const polygons = linesOf(["packages/core/bench/polygon-samples.ts"]).map(
    (line) => JSON.parse(line) as { readonly difference: number },
  );
  const polygonError = Math.max(...polygons.map(({ difference }) => Math.abs(difference)));
  return { command, rows, polygonError };
}

function linesOf(words: readonly string[]): readonly string[] {
  const run = spawnSync(process.execPath, words, {
    cwd: ROOT,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
  });
  if (run.status !== 0) throw new Error(`${words[0]} failed: ${run.stderr}`);
  return run.stdout.trimEnd().split("\n");
}
