import type { TimeUs } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";

/** Redundant lines deliver within this of each other. */
const WINDOW_US = 5_000_000;
/** Records remembered for one sensor; the oldest goes first. */
const REMEMBERED_MAX = 4_096;

/**
 * Knows a record that came before, byte for byte, within some seconds: radars send everything on two lines, and
 * each report must count once. A record carries its time of day to 1/128 s, so two real reports differ.
 */
export class DuplicateFilter {
  private readonly seen = new Map<string, TimeUs>();

  isRepeat(bytes: Uint8Array, record: AsterixRecord, receivedUs: TimeUs): boolean {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset + record.offset, record.length);
    const key = `${record.category}:${content.toString("latin1")}`;
    const before = this.seen.get(key);
    if (before !== undefined && Math.abs(receivedUs - before) <= WINDOW_US) return true;
    this.seen.delete(key);
    this.seen.set(key, receivedUs);
    if (this.seen.size > REMEMBERED_MAX) this.dropOldest();
    return false;
  }

  private dropOldest(): void {
    for (const key of this.seen.keys()) {
      this.seen.delete(key);
      return;
    }
  }
}
