import type { TimeUs } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";
import { RecordMemory, recordKey } from "./record-memory.ts";

/** Redundant lines deliver within this of each other. */
const WINDOW_US = 5_000_000;
/** Records remembered for one sensor, in the newer generation; the older one holds as many again. */
const GENERATION_MAX = 2_048;

/**
 * Knows a record that came before, byte for byte, within some seconds: radars send everything on two lines, and
 * each report must count once. A record carries its time of day to 1/128 s, so two real reports differ.
 */
export class DuplicateFilter {
  private newer = new RecordMemory(GENERATION_MAX);
  private older = new RecordMemory(GENERATION_MAX);

  isRepeat(bytes: Uint8Array, record: AsterixRecord, receivedUs: TimeUs): boolean {
    const key = recordKey(record.category, bytes, record.offset, record.offset + record.length);
    const before = this.newer.receivedUsOf(key) ?? this.older.receivedUsOf(key);
    if (before !== null && Math.abs(receivedUs - before) <= WINDOW_US) return true;
    if (this.newer.isFull) {
      const emptied = this.older;
      this.older = this.newer;
      this.newer = emptied;
      emptied.clear();
    }
    this.newer.note(key, receivedUs);
    return false;
  }
}
