import { assert } from "@tocsin/core/units";
import type { Disk } from "@tocsin/sdk";
import { hashPayload, nextChain } from "./chain.ts";
import { type Checkpoint, type CheckpointSigner, signCheckpoint } from "./checkpoint.ts";
import { describeDiskError, diskErrorCode } from "./disk-error.ts";
import { frameBytes } from "./frame.ts";
import type { JournalFaultCode } from "./journal-fault.ts";
import { DEFAULT_SEGMENT_BYTES, MAX_PAYLOAD_BYTES, MAX_SEGMENT_ATTEMPTS } from "./limits.ts";
import { RECORD_TYPES } from "./record-type.ts";
import { recoverJournal, type RecoveredJournal, type RecoveryReport } from "./recover.ts";
import type { SegmentCause } from "./segment-header.ts";
import { segmentName } from "./segment-name.ts";
import { attempt, SegmentWriter } from "./segment-writer.ts";

export interface WriterOptions {
  readonly disk: Disk;
  readonly signer: CheckpointSigner;
  readonly segmentBytes?: number;
  /** So much room {@link JournalWriter.reserve} prepares; none where left out. */
  readonly reservedBytes?: number;
  /** Called when a write or a sync fails; the records concerned are kept and written again elsewhere. */
  readonly onFault?: (code: JournalFaultCode, detail: string) => void;
  /** Called when a checkpoint has become durable: what an outside witness keeps. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  /** Begin a new segment though the last could be continued: after a writer died. */
  readonly newSegment?: boolean;
}

interface PendingRecord {
  readonly sequence: number;
  readonly type: number;
  readonly payload: Uint8Array;
  readonly payloadHash: Uint8Array;
  readonly chain: Uint8Array;
  readonly checkpoint: Checkpoint | null;
}

/**
 * Writes a journal over a disk, synchronously and in one thread. Records are kept in memory until a sync has succeeded.
 * After a failed write or sync the segment is closed for good and everything not known durable is written again to a new
 * one: the state of the old file is unknown, and a second fsync on it could succeed though the pages were thrown away.
 */
export class JournalWriter {
  readonly recovery: RecoveryReport;
  readonly #options: WriterOptions;
  readonly #disk: Disk;
  readonly #segmentBytes: number;
  readonly #reservedBytes: number;
  #segment: SegmentWriter | null = null;
  #cause: SegmentCause;
  /** A segment of this journal in which nothing is durable, to be replaced by one of the same name. */
  #abandoned: string | null = null;
  #segmentFirst = 0;
  /** Records not known durable, oldest first; the first `#written` of them are in the open segment. */
  #pending: PendingRecord[] = [];
  #pendingBytes = 0;
  #written = 0;
  #lastSequence: number;
  #durableSequence: number;
  #chain: Uint8Array;
  #durableChain: Uint8Array;

  private constructor(options: WriterOptions, recovered: RecoveredJournal) {
    this.#options = options;
    this.#disk = options.disk;
    this.#segmentBytes = options.segmentBytes ?? DEFAULT_SEGMENT_BYTES;
    this.#reservedBytes = options.reservedBytes ?? 0;
    this.recovery = recovered.report;
    this.#lastSequence = recovered.nextSequence - 1;
    this.#durableSequence = this.#lastSequence;
    this.#chain = recovered.chain;
    this.#durableChain = recovered.chain;
    this.#cause = recovered.report.quarantined === null ? "first" : "quarantine";
    if (recovered.active !== null) this.#continue(recovered.active);
  }

  /** Recovers what is there and makes it durable. The caller holds the disk's lock. Throws the disk's errors. */
  static open(options: WriterOptions): JournalWriter {
    return new JournalWriter(options, recoverJournal(options.disk));
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }
  get durableSequence(): number {
    return this.#durableSequence;
  }
  /** Bytes of records held because they are not known durable. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }
  /** The chain after the last record appended. */
  get chain(): Uint8Array {
    return this.#chain;
  }

  /** Takes over `payload` and returns its sequence. It is durable once {@link commit} has returned true. */
  append(type: number, payload: Uint8Array): number {
    return this.#push(type, payload, null);
  }

  /** Appends a signed statement of the chain as it stands. */
  checkpoint(timeUs: number): number {
    const content = { timeUs, sequence: this.#lastSequence, chain: this.#chain };
    const checkpoint = signCheckpoint(this.#options.signer, content);
    const payload = Buffer.from(JSON.stringify(checkpoint), "utf8");
    return this.#push(RECORD_TYPES.checkpoint, payload, checkpoint);
  }

  /** Hands everything to the disk without waiting for it. False when the disk refused. */
  write(): boolean {
    return this.#try(() => {
      this.#writePending();
      this.#segment?.flush();
    });
  }

  /** Whether no more than that share is left of the room that {@link reserve} prepares. */
  lacksRoom(leftShare: number): boolean {
    const leftBytes = leftShare * this.#reservedBytes;
    const lacks = this.#segment?.lacksRoom(leftBytes, this.#segmentBytes) === true;
    return this.#reservedBytes > 0 && lacks;
  }

  /** Prepares room behind what was written, for records that somebody will wait for. With it, everything appended is made durable. False when the disk refused. */
  reserve(): boolean {
    return this.#try(() => {
      this.#writePending();
      this.#segment?.reserve(this.#reservedBytes, this.#segmentBytes);
      this.#markDurable();
    });
  }

  /** Makes everything appended durable. False when the disk refused: nothing is lost from memory, try again later. */
  commit(): boolean {
    if (this.#durableSequence === this.#lastSequence) return true;
    return this.#try(() => {
      this.#writePending();
      this.#segment?.sync();
      this.#markDurable();
    });
  }

  close(): void {
    const segment = this.#segment;
    this.#segment = null;
    segment?.close();
  }

  #push(type: number, payload: Uint8Array, checkpoint: Checkpoint | null): number {
    assert(payload.length <= MAX_PAYLOAD_BYTES, "a journal payload is larger than its limit");
    const sequence = this.#lastSequence + 1;
    const payloadHash = hashPayload(payload);
    const chain = nextChain(this.#chain, { sequence, type, payloadHash });
    this.#pending.push({ sequence, type, payload, payloadHash, chain, checkpoint });
    this.#pendingBytes += frameBytes(payload.length);
    this.#lastSequence = sequence;
    this.#chain = chain;
    return sequence;
  }

  #continue(active: { name: string; sizeBytes: number; records: number }): void {
    const segment = SegmentWriter.continue(this.#disk, active);
    // What recovery read may so far be in the system's memory only.
    segment.sync();
    this.#cause = "full";
    if (this.#options.newSegment === true && active.records > 0) {
      this.#cause = "writer-restart";
      segment.close();
      return;
    }
    this.#segment = segment;
    this.#segmentFirst = this.#lastSequence - active.records + 1;
  }

  #writePending(): void {
    while (this.#written < this.#pending.length) {
      const record = this.#pending[this.#written];
      assert(record !== undefined, "a pending record is there");
      const segment = this.#segmentFor(record);
      const unsynced = record.sequence - 1 - this.#durableSequence;
      segment.add({ ...record, erased: false, unsynced });
      this.#written += 1;
    }
  }

  #segmentFor(record: PendingRecord): SegmentWriter {
    const current = this.#segment;
    if (current !== null) {
      if (!current.isFullFor(record.payload.length, this.#segmentBytes)) return current;
      current.sync();
      this.#markDurable();
      this.#segment = null;
      current.close();
      this.#cause = "full";
    }
    return this.#beginSegment();
  }

  #beginSegment(): SegmentWriter {
    const firstSequence = this.#durableSequence + 1;
    this.#removeAbandoned();
    const header = {
      cause: this.#cause,
      firstSequence,
      previousChain: this.#durableChain,
      lost: firstSequence === this.recovery.lastSequence + 1 ? this.recovery.lost : null,
    };
    try {
      this.#segment = SegmentWriter.create(this.#disk, header);
    } catch (error) {
      if (diskErrorCode(error) !== "EEXIST") this.#abandoned = segmentName(firstSequence);
      throw error;
    }
    this.#segmentFirst = firstSequence;
    return this.#segment;
  }

  #removeAbandoned(): void {
    const name = this.#abandoned;
    if (name !== null && this.#disk.list().includes(name)) this.#disk.remove(name);
    this.#abandoned = null;
  }

  #markDurable(): void {
    const durable = this.#pending.splice(0, this.#written);
    this.#written = 0;
    const last = durable.at(-1);
    if (last === undefined) return;
    this.#durableSequence = last.sequence;
    this.#durableChain = last.chain;
    for (const record of durable) {
      this.#pendingBytes -= frameBytes(record.payload.length);
      if (record.checkpoint !== null) this.#options.onCheckpoint?.(record.checkpoint);
    }
  }

  #try(step: () => void): boolean {
    for (let tries = 0; tries < MAX_SEGMENT_ATTEMPTS; tries += 1) {
      try {
        step();
        return true;
      } catch (error) {
        if (diskErrorCode(error) === "UNKNOWN") throw error;
        this.#options.onFault?.("JOURNAL_DISK_FAILED", describeDiskError(error));
        this.#seal();
      }
    }
    return false;
  }

  /** Gives the open segment up. What is durable in it stays; the rest will be written again. */
  #seal(): void {
    this.#written = 0;
    const segment = this.#segment;
    this.#segment = null;
    if (segment === null) return;
    attempt(() => segment.close());
    this.#cause = "disk-fault";
    if (this.#segmentFirst > this.#durableSequence) this.#abandoned = segment.name;
  }
}
