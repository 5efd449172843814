import { openSync, readSync } from "node:fs";
import { processorSeconds } from "./processor-time.ts";

/** What the system has given this thread since it began, ms. */
export interface ThreadAccount {
  readonly processorMs: number;
  /** It could have gone on, and other threads had the processors; null where the system does not tell. */
  readonly inLineMs: number | null;
}

/** Of the thread that asks first: two numbers in ns, on a processor and in line for one, and how often it was given one. */
const SCHEDSTAT = "/proc/thread-self/schedstat";
const LONGEST = 128;

/** Reads the account of the thread that opens it, in a few microseconds each time. */
export function openThreadAccount(): () => ThreadAccount {
  const descriptor = process.platform === "linux" ? openIfThere(SCHEDSTAT) : null;
  const text = Buffer.alloc(LONGEST);
  return () => {
    const processorMs = 1000 * processorSeconds();
    if (descriptor === null) return { processorMs, inLineMs: null };
    const length = readSync(descriptor, text, 0, LONGEST, 0);
    const [, inLineNs] = text.toString("latin1", 0, length).split(" ").map(Number);
    return { processorMs, inLineMs: inLineNs / 1e6 };
  };
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}
