import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** How much less often than others this thread runs when there are not enough processors; 0 is like others, 19 last. */
const NICENESS = 10;

/**
 * Makes the calling thread give way to the one that protects. On Linux a thread has a niceness of its own; elsewhere,
 * or where it is not allowed, nothing happens: it is a help, and nothing rests on it.
 */
export function giveWay(): void {
  try {
    // `1234/task/1240`: process and thread.
    const thread = /\/task\/(\d+)$/.exec(readlinkSync("/proc/thread-self"));
    if (thread !== null) setPriority(Number(thread[1]), NICENESS);
  } catch {
    // There is no /proc, or the system does not allow it.
  }
}
