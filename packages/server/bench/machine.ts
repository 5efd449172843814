import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import { processorClockErrorMs } from "./processor-time.ts";

/** Others that have more than this of the processors make wall times too long. */
export const SHARED_MOST = 0.1;

/** Where and when figures were measured; no absolute figure is shown without it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly node: string;
  readonly platform: string;
  readonly date: string;
  readonly commit: string;
  /** Files of the checkout that differ from the commit. */
  readonly changedFiles: number;
  readonly processorClockErrorMs: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
    commit: git("rev-parse", "--short=12", "HEAD").trim() || "unknown",
    changedFiles: git("status", "--porcelain", "--", ":/packages").split("\n").filter(Boolean)
      .length,
    processorClockErrorMs: processorClockErrorMs(),
  };
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync("git", args, { encoding: "utf8", cwd: import.meta.dirname });
  } catch {
    return "";
  }
}
