import { assert } from "@tocsin/core/units";
import type { DiskLock } from "@tocsin/sdk";
import { watchThread } from "../run/watch-thread.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Journal } from "./journal.ts";
import type { JournalFault } from "./journal-fault.ts";
import { JournalFront } from "./journal-front.ts";
import {
  DEFAULT_PENDING_BYTES,
  DEFAULT_SEGMENT_BYTES,
  MAX_PAYLOAD_BYTES,
  MAX_WORKER_RESTARTS,
  SLOW_DISK_US,
} from "./limits.ts";
import { monotonicMs } from "./monotonic-port.ts";
import { openNodeDisk } from "./node-disk-port.ts";
import type { RecordType } from "./record-type.ts";
import type { RecoveryReport } from "./recover.ts";
import { makeRingMemory, type RingMemory, SharedRing } from "./shared-ring.ts";
import { openSigningKey } from "./signing-key.ts";
import type { WorkerInput, WorkerMessage } from "./worker-messages.ts";
import { startThread } from "../run/start-thread.ts";

export interface ThreadedJournalOptions {
  readonly nowUs: () => number;
  readonly segmentBytes?: number;
  /** Room for records that wait for the disk; when it is full, records are refused. */
  readonly ringBytes?: number;
  /** Records wait at most this long for the next sync, unless somebody waits for them. */
  readonly groupCommitMs?: number;
  /** Called when a checkpoint has become durable: hand it to an outside witness. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  /** URL of a module that exports `openDisk(directory): Disk`, for a disk that fails on purpose. */
  readonly diskModule?: string;
}

const WORKER_URL = new URL("./journal-worker.ts", import.meta.url);
const DEFAULT_GROUP_COMMIT_MS = 10;
const DEFAULT_RING_BYTES = DEFAULT_PENDING_BYTES;

/**
 * A journal whose disk work happens in a thread of its own (ADR 0006): the caller never waits for the disk but in
 * `awaitDurable`. Rejects when the directory is in use, or cannot be read or written.
 */
export async function openJournalThreaded(
  directory: string,
  options: ThreadedJournalOptions,
): Promise<Journal> {
  const lock = openNodeDisk(directory).lock();
  try {
    const { publicKey } = openSigningKey(directory);
    return await ThreadedJournal.start({ directory, options, lock, publicKey });
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Start {
  readonly directory: string;
  readonly options: ThreadedJournalOptions;
  readonly lock: DiskLock;
  readonly publicKey: string;
}

class ThreadedJournal implements Journal {
  readonly publicKey: string;
  readonly #start: Start;
  readonly #front: JournalFront;
  readonly #memory: RingMemory;
  readonly #ring: SharedRing;
  #recovery: RecoveryReport | null = null;
  #lastSequence = 0;
  #restarts = 0;
  #state: "running" | "closing" | "stopped" = "running";
  #ended: () => void = () => undefined;
  #closed: Promise<void> | null = null;
  /**
   * The first record that was waited for in vain, and since when. Until it is durable others wait only for what is left
   * of their time since then: a hung disk delays a salvo of warnings once, not once for each.
   */
  #late: { readonly sequence: number; readonly sinceMs: number } | null = null;
  /** The record whose wait for the disk is being timed, and since when. */
  #watched = { sequence: 0, sinceUs: 0 };

  static async start(start: Start): Promise<ThreadedJournal> {
    const journal = new ThreadedJournal(start);
    await new Promise<void>((resolve, reject) => journal.#startWorker({ resolve, reject }));
    journal.#front.reportRecovery(journal.recovery);
    return journal;
  }

  private constructor(start: Start) {
    const { options } = start;
    const ringBytes = options.ringBytes ?? DEFAULT_RING_BYTES;
    this.#start = start;
    this.publicKey = start.publicKey;
    this.#memory = makeRingMemory(ringBytes);
    this.#ring = new SharedRing(this.#memory);
    this.#front = new JournalFront(options.nowUs, (type, payload, timeUs) =>
      this.#enqueue(type, payload, timeUs),
    );
  }

  get recovery(): RecoveryReport {
    assert(this.#recovery !== null, "the journal has been opened");
    return this.#recovery;
  }

  append(type: RecordType, payload: Uint8Array): number | null {
    assert(payload.length <= MAX_PAYLOAD_BYTES, "a journal payload is larger than its limit");
    this.#watchDisk();
    return this.#front.append(type, payload);
  }

  hasten(sequence: number): void {
    if (this.#ring.durableSequence < sequence) this.#ring.requestSync(sequence);
  }

  awaitDurable(sequence: number, timeoutMs: number): boolean {
    if (this.#ring.durableSequence >= sequence) return true;
    if (this.#state === "stopped") return false;
    const late = this.#late;
    const stillLate = late !== null && this.#ring.durableSequence < late.sequence;
    const startMs = stillLate ? late.sinceMs : monotonicMs();
    this.#ring.requestSync(sequence);
    if (this.#ring.waitDurable(sequence, () => startMs + timeoutMs - monotonicMs())) return true;
    this.#late = stillLate ? late : { sequence, sinceMs: startMs };
    const detail = `record ${sequence} is not on the disk after ${timeoutMs} ms`;
    this.#front.raise("JOURNAL_SLOW", detail, true);
    return false;
  }

  durableSequence(): number {
    return this.#ring.durableSequence;
  }

  lastSequence(): number {
    return this.#lastSequence;
  }

  faults(): readonly JournalFault[] {
    this.#watchDisk();
    return this.#front.faults.list();
  }

  onFault(listener: (fault: JournalFault) => void): () => void {
    return this.#front.faults.listen(listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    if (this.#state === "running") {
      this.#front.checkpoint();
      this.#state = "closing";
      const ended = new Promise<void>((resolve) => (this.#ended = resolve));
      this.#ring.requestClose();
      await ended;
      this.#state = "stopped";
    }
    this.#start.lock.release();
    const missing = this.#lastSequence - this.#ring.durableSequence;
    if (missing > 0) throw new Error(`the last ${missing} records could not be made durable`);
  }

  #enqueue(type: number, payload: Uint8Array | null, timeUs: number): number | null {
    if (this.#state !== "running") return null;
    const sequence = this.#lastSequence + 1;
    if (!this.#ring.push({ sequence, type, timeUs, payload })) return null;
    this.#lastSequence = sequence;
    return sequence;
  }

  /** Raises a fault when a record has waited too long, and ends it when the disk has caught up. */
  #watchDisk(): void {
    const durable = this.#ring.durableSequence;
    const timeUs = this.#start.options.nowUs();
    if (durable >= this.#watched.sequence) {
      this.#watched = { sequence: this.#lastSequence, sinceUs: timeUs };
      this.#front.faults.clear("JOURNAL_SLOW");
    } else if (timeUs - this.#watched.sinceUs > SLOW_DISK_US) {
      const waiting = this.#lastSequence - durable;
      if (this.#front.faults.isActive("JOURNAL_SLOW")) return;
      this.#front.raise("JOURNAL_SLOW", `${waiting} records wait for the disk`, true);
    }
  }

  #startWorker(first: { resolve: () => void; reject: (error: Error) => void } | null): void {
    const { directory, options } = this.#start;
    const workerData: WorkerInput = {
      directory,
      ring: this.#memory,
      segmentBytes: options.segmentBytes ?? DEFAULT_SEGMENT_BYTES,
      groupCommitMs: options.groupCommitMs ?? DEFAULT_GROUP_COMMIT_MS,
      diskModule: options.diskModule ?? null,
      restarted: first === null,
    };
    const worker = startThread(WORKER_URL, { workerData, name: "journal" });
    // Never given up: nobody knows what the disk has of that which it waits for.
    watchThread(worker, { told: (detail) => this.#still(detail), givenUp: () => undefined });
    let failure = new Error("the writer thread ended");
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "opened" && first !== null) {
        this.#recovery = message.recovery;
        this.#lastSequence = message.recovery.lastSequence;
        first.resolve();
      }
      this.#receive(message);
    });
    worker.on("error", (error) => (failure = error instanceof Error ? error : failure));
    worker.on("exit", () => {
      if (this.#recovery === null) first?.reject(failure);
      else this.#workerEnded(failure);
    });
  }

  /** Where records wait for it, that has been told. */
  #still(detail: string): void {
    const { faults } = this.#front;
    if (detail.startsWith("over: ")) faults.clear("JOURNAL_STILL");
    else if (!faults.isActive("JOURNAL_SLOW")) this.#front.raise("JOURNAL_STILL", detail, true);
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === "fault") this.#front.raise(message.code, message.detail, true);
    else if (message.kind === "disk-works") this.#front.faults.clear("JOURNAL_DISK_FAILED");
    else if (message.kind === "checkpoint") this.#start.options.onCheckpoint?.(message.checkpoint);
  }

  #workerEnded(failure: Error): void {
    const complete = this.#ring.durableSequence >= this.#lastSequence;
    if (this.#state === "closing" && complete) return this.#ended();
    if (this.#restarts < MAX_WORKER_RESTARTS) {
      this.#restarts += 1;
      this.#front.raise("JOURNAL_WRITER_DIED", failure.message, false);
      this.#startWorker(null);
      return;
    }
    this.#front.raise("JOURNAL_STOPPED", failure.message, true);
    if (this.#state === "closing") this.#ended();
    this.#state = "stopped";
  }
}
