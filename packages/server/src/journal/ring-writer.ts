import { assert } from "@tocsin/core/units";
import type { JournalWriter } from "./journal-writer.ts";
import type { SharedRing } from "./shared-ring.ts";

/** Bytes taken from the ring before they are handed to the disk. */
const TAKE_BYTES = 4 * 1024 * 1024;
/** Attempts made for the last records when the journal is closed. */
const CLOSE_ATTEMPTS = 8;

/** So often it looks for more of a step whose records it has begun to take; hashing them then keeps pace with the step. */
const NAP_MS = 1;

/** After so long without a record none is expected at once: longer than a step takes. */
const QUIET_MS = 20;
/** Of the room that is prepared; what is left then lasts a few looks. */
const LEFT_SHARE = 0.5;

export interface RingWriterOptions {
  readonly groupCommitMs: number;
  /** Pause between attempts while the disk refuses. */
  readonly retryMs: number;
  readonly nowMs: () => number;
  /** The disk works again after it had refused. */
  readonly onDiskWorks: () => void;
}

/** The writer thread's loop: takes records from the ring, writes them, and syncs them in groups. */
export class RingWriter {
  readonly #ring: SharedRing;
  readonly #writer: JournalWriter;
  readonly #options: RingWriterOptions;
  /** Where in the ring each record that is not yet durable ends, oldest first. */
  #ends: { sequence: number; end: number }[] = [];
  #unsyncedSinceMs: number | null = null;
  #refused = false;

  constructor(ring: SharedRing, writer: JournalWriter, options: RingWriterOptions) {
    this.#ring = ring;
    this.#writer = writer;
    this.#options = options;
    ring.publishDurable(writer.durableSequence);
  }

  /** Runs until the journal is closed. False when the last records could not be made durable. */
  run(): boolean {
    const ring = this.#ring;
    for (;;) {
      const mark = ring.workMark();
      const closing = ring.closeRequested;
      const more = this.#take();
      if (more && !this.#refused) this.#note(this.#writer.write());
      if (this.#syncIsDue(closing) && !this.#note(this.#sync(closing)))
        ring.sleep(this.#options.retryMs);
      this.#release();
      if (closing && !more) return this.#finish();
      if (more) continue;
      // While records wait for their sync more will come: it looks for them itself.
      if (this.#unsyncedSinceMs === null) this.#rest(mark);
      else ring.nap(mark, Math.min(NAP_MS, this.#waitMs()));
    }
  }

  /**
   * Room is prepared when nothing has come for a while: its sync takes milliseconds, and whose record comes meanwhile waits for it. Where records never cease it is
   * once all of it is used, with a sync that nobody waits for.
   */
  #rest(mark: number): void {
    const lacksRoom = !this.#refused && this.#writer.lacksRoom(LEFT_SHARE);
    if (this.#ring.waitForWork(mark, lacksRoom ? QUIET_MS : Number.POSITIVE_INFINITY)) return;
    this.#note(this.#writer.reserve());
  }

  #sync(closing: boolean): boolean {
    const isAwaited = closing || this.#refused || this.#ring.syncRequested;
    return !isAwaited && this.#writer.lacksRoom(0) ? this.#writer.reserve() : this.#writer.commit();
  }

  /** Takes what is in the ring, up to a limit; true when something was there. */
  #take(): boolean {
    let takenBytes = 0;
    while (takenBytes < TAKE_BYTES) {
      const item = this.#ring.next();
      if (item === null) break;
      const { record, end } = item;
      this.#ends.push({ sequence: record.sequence, end });
      takenBytes += Math.max(1, record.payload?.length ?? 0);
      // After a restart the first ones may have reached the disk already; recovery has made those durable.
      if (record.sequence <= this.#writer.lastSequence) continue;
      const sequence =
        record.payload === null
          ? this.#writer.checkpoint(record.timeUs)
          : this.#writer.append(record.type, record.payload);
      assert(sequence === record.sequence, "the ring and the journal count alike");
      this.#unsyncedSinceMs ??= this.#options.nowMs();
    }
    return takenBytes > 0;
  }

  #syncIsDue(closing: boolean): boolean {
    if (this.#unsyncedSinceMs === null) return false;
    return closing || this.#refused || this.#ring.syncRequested || this.#waitMs() === 0;
  }

  /** Time until the next sync is due; endless when nothing waits for one. */
  #waitMs(): number {
    if (this.#unsyncedSinceMs === null) return Number.POSITIVE_INFINITY;
    const dueMs = this.#unsyncedSinceMs + this.#options.groupCommitMs;
    return Math.max(0, dueMs - this.#options.nowMs());
  }

  #release(): void {
    const { durableSequence, lastSequence } = this.#writer;
    if (durableSequence === lastSequence) this.#unsyncedSinceMs = null;
    const first = this.#ends.findIndex(({ sequence }) => sequence > durableSequence);
    const freed = this.#ends.splice(0, first < 0 ? this.#ends.length : first);
    const last = freed.at(-1);
    if (last === undefined) return;
    this.#ring.free(last.end);
    this.#ring.publishDurable(durableSequence);
  }

  #finish(): boolean {
    for (let tries = 0; tries < CLOSE_ATTEMPTS; tries += 1) {
      const durable = this.#writer.commit();
      this.#release();
      if (durable) {
        this.#writer.close();
        return true;
      }
      this.#ring.sleep(this.#options.retryMs);
    }
    return false;
  }

  #note(worked: boolean): boolean {
    if (worked && this.#refused) this.#options.onDiskWorks();
    this.#refused = !worked;
    return worked;
  }
}
