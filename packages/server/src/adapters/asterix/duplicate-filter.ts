import type { TimeUs } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";

/** Redundant lines deliver within this of each other. */
const WINDOW_US = 5_000_000;
/** Records remembered for one sensor, in the newer generation; the older one holds as many again. */
const GENERATION_MAX = 2_048;

/**
 * Knows a record that came before, byte for byte, within some seconds: radars send everything on two lines, and
 * each report must count once. A record carries its time of day to 1/128 s, so two real reports differ.
 */
export class DuplicateFilter {
  private newer = new Map<string, TimeUs>();
  private older = new Map<string, TimeUs>();

  isRepeat(bytes: Uint8Array, record: AsterixRecord, receivedUs: TimeUs): boolean {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset + record.offset, record.length);
    const key = String.fromCharCode(record.category) + content.toString("latin1");
    const before = this.newer.get(key) ?? this.older.get(key);
    if (before !== undefined && Math.abs(receivedUs - before) <= WINDOW_US) return true;
    if (this.newer.size >= GENERATION_MAX) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.newer.set(key, receivedUs);
    return false;
  }
}
