import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A benchmark script of one part, run as it is; what it prints stands on the page. */
interface Companion {
  readonly title: string;
  readonly script: URL;
  readonly args: readonly string[];
}
export interface CompanionOutput {
  readonly title: string;
  readonly command: string;
  readonly output: string;
  readonly failed: boolean;
}

const COMPANIONS: readonly Companion[] = [
  {
    title: "ASTERIX",
    script: new URL("./asterix.ts", import.meta.url),
    args: ["--hours", "0.5"],
  },
  { title: "Journal", script: new URL("./journal.ts", import.meta.url), args: [] },
  {
    title: "Projection and assessment",
    script: new URL("../../core/bench/projection.ts", import.meta.url),
    args: [],
  },
  {
    title: "Tracker, its own scenarios",
    script: new URL("../../core/bench/tracker.ts", import.meta.url),
    args: ["3"],
  },
];

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const TIMEOUT_MS = 300_000;

/** Runs the companions that exist, in processes of their own. One that fails says so and holds up no other. */
export function companionSection(progress: (text: string) => void): readonly CompanionOutput[] {
  return COMPANIONS.filter(({ script }) => existsSync(script)).map(({ title, script, args }) => {
    const path = relative(ROOT, fileURLToPath(script));
    const command = ["node", path, ...args].join(" ");
    progress(command);
    const run = spawnSync(process.execPath, [path, ...args], {
      cwd: ROOT,
      encoding: "utf8",
      timeout: TIMEOUT_MS,
    });
    const failed = run.status !== 0;
    return { title, command, failed, output: (failed ? run.stderr : run.stdout).trimEnd() };
  });
}
