import type { Disk, DiskLock } from "@tocsin/sdk";
import type { Checkpoint, CheckpointSigner } from "./checkpoint.ts";
import type { Journal } from "./journal.ts";
import type { JournalFault } from "./journal-fault.ts";
import { JournalFront } from "./journal-front.ts";
import { JournalWriter } from "./journal-writer.ts";
import { DEFAULT_PENDING_BYTES, WRITE_BATCH_BYTES } from "./limits.ts";
import type { RecordType } from "./record-type.ts";
import type { RecoveryReport } from "./recover.ts";

export interface InlineJournalOptions {
  readonly signer: CheckpointSigner;
  readonly nowUs: () => number;
  readonly segmentBytes?: number;
  /** Room that is prepared with each sync for what comes next; left out: none. */
  readonly reservedBytes?: number;
  readonly pendingBytes?: number;
  /** Begins a segment of its own, so that those before are closed. */
  readonly newSegment?: boolean;
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/** A journal written in the caller's own thread: for tools, tests and the simulator. Throws when it cannot be opened. */
export function openJournalInline(disk: Disk, options: InlineJournalOptions): Journal {
  const lock = disk.lock();
  try {
    return new InlineJournal(disk, options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

class InlineJournal implements Journal {
  readonly recovery: RecoveryReport;
  readonly publicKey: string;
  readonly #writer: JournalWriter;
  readonly #front: JournalFront;
  readonly #options: InlineJournalOptions;
  readonly #lock: DiskLock;
  #closed = false;

  constructor(disk: Disk, options: InlineJournalOptions, lock: DiskLock) {
    this.#options = options;
    this.#lock = lock;
    this.publicKey = options.signer.publicKey;
    this.#front = new JournalFront(options.nowUs, (type, payload, timeUs) =>
      this.#enqueue(type, payload, timeUs),
    );
    this.#writer = JournalWriter.open({
      ...options,
      disk,
      onFault: (code, detail) => this.#front.raise(code, detail, true),
    });
    this.recovery = this.#writer.recovery;
    this.#front.reportRecovery(this.recovery);
  }

  append(type: RecordType, payload: Uint8Array): number | null {
    return this.#front.append(type, payload);
  }

  /** Nothing here works beside the caller. */
  hasten(): void {}

  /** The disk is waited for here, however long it takes; the answer is false when that was longer than `timeoutMs`. */
  awaitDurable(sequence: number, timeoutMs: number): boolean {
    if (sequence <= this.#writer.durableSequence) return true;
    const startUs = this.#options.nowUs();
    if (!this.#closed) this.#commit();
    const inTime = this.#options.nowUs() - startUs <= timeoutMs * 1000;
    return inTime && sequence <= this.#writer.durableSequence;
  }

  durableSequence(): number {
    return this.#writer.durableSequence;
  }

  lastSequence(): number {
    return this.#writer.lastSequence;
  }

  faults(): readonly JournalFault[] {
    return this.#front.faults.list();
  }

  onFault(listener: (fault: JournalFault) => void): () => void {
    return this.#front.faults.listen(listener);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    try {
      this.#front.checkpoint();
      if (!this.#writer.commit()) throw new Error("the last records could not be made durable");
      this.#writer.close();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    } finally {
      this.#lock.release();
    }
  }

  #enqueue(type: number, payload: Uint8Array | null, timeUs: number): number | null {
    const writer = this.#writer;
    if (payload === null) return writer.checkpoint(timeUs);
    if (this.#closed) return null;
    if (
      writer.pendingBytes + payload.length >
      (this.#options.pendingBytes ?? DEFAULT_PENDING_BYTES)
    ) {
      if (!this.#commit()) return null;
    }
    const sequence = writer.append(type, Buffer.from(payload));
    if (writer.pendingBytes >= WRITE_BATCH_BYTES) this.#commit();
    return sequence;
  }

  #commit(): boolean {
    const durable = this.#writer.lacksRoom(0.5) ? this.#writer.reserve() : this.#writer.commit();
    if (durable) this.#front.faults.clear("JOURNAL_DISK_FAILED");
    return durable;
  }
}
