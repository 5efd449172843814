import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const TIMEOUT_MS = 7_200_000;

/** A benchmark of core, run in a process of its own, and the JSON lines that it prints. */
export interface CoreBench<Row> {
  readonly command: string;
  readonly rows: readonly Row[];
}

/** Runs `packages/core/bench/<name>.ts`. Throws with what it complained of when it fails. */
export function runCoreBench<Row>(name: string, args: readonly string[]): CoreBench<Row> {
  const words = [`packages/core/bench/${name}.ts`, ...args];
  const run = spawnSync(process.execPath, words, {
    cwd: ROOT,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
  });
  if (run.status !== 0) throw new Error(`${words[0]} failed: ${run.stderr}`);
  const rows = run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  return { command: ["node", ...words].join(" "), rows };
}
