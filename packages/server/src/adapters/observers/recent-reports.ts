import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { Observer } from "@tocsin/sdk";

const RECENT_US = 60 * MICROS_PER_SECOND;
/** Times of one observer's reports that are remembered, and observers; whoever reported longest ago is forgotten beyond. */
const REPORTS_MAX = 16;
const OBSERVERS_MAX = 10_000;

/** Who reported how often of late: who says a thing again says nothing new. */
export class RecentReports {
  readonly #times = new Map<string, readonly TimeUs[]>();

  /** Reports of the same observer within a minute of this one, which is noted. */
  noted({ kind, id }: Observer, sensedUs: TimeUs): number {
    const key = `${kind} ${id}`;
    const recent = (this.#times.get(key) ?? []).filter(
      (timeUs) => Math.abs(sensedUs - timeUs) <= RECENT_US,
    );
    this.#times.delete(key);
    this.#times.set(key, [...recent, sensedUs].slice(-REPORTS_MAX));
    for (const each of this.#times.keys()) {
      if (this.#times.size <= OBSERVERS_MAX) break;
      this.#times.delete(each);
    }
    return recent.length;
  }
}
