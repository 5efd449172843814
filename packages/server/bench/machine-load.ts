import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Ticks of `/proc/self/stat`, 1/s: fixed on Linux, whatever the kernel's own. */
const TICKS_PER_S = 100;
/** Places of the processor times after the command's closing bracket: own user and system, those of children that ended. */
const OWN_TIMES = [11, 12, 13, 14] as const;

/** Processor seconds of all processes, and of this one with its ended children; null where the system does not tell. */
function processorTimes(): { readonly all: number; readonly own: number } | null {
  if (process.platform !== "linux") return null;
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const own = OWN_TIMES.reduce((sum, at) => sum + Number(fields[at]), 0) / TICKS_PER_S;
  const busyMs = cpus().reduce(
    (sum, { times }) => sum + times.user + times.nice + times.sys + times.irq,
    0,
  );
  return { all: busyMs / 1000, own };
}

/**
 * Begins to watch what other processes take of the processors; the answer is their share since then, 0 to 1, or null where the
 * system does not tell. The usual load average counts the benchmark itself.
 */
export function watchOthers(): () => number | null {
  const before = processorTimes();
  const began = performance.now();
  return () => {
    const after = processorTimes();
    if (before === null || after === null) return null;
    const others = after.all - before.all - (after.own - before.own);
    const most = (cpus().length * (performance.now() - began)) / 1000;
    return Math.min(1, Math.max(0, others / most));
  };
}
