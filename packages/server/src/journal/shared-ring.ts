import { assert } from "@tocsin/core/units";

/** The memory that the journal's two threads share. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

/** How the writer waits: not at all; until a sync is asked for or its time is up; until anything comes. */
const [AWAKE, NAPPING, ASLEEP] = [0, 1, 2] as const;

/** One record in the ring. A null payload asks for a checkpoint, which only the writer can fill in. */
export interface RingRecord {
  readonly sequence: number;
  readonly type: number;
  readonly timeUs: number;
  readonly payload: Uint8Array | null;
}

const HEAD_BYTES = 24;
const CHECKPOINT_LENGTH = 0xffff_ffff;
const POSITIONS = 4;
const [WRITTEN, FREED, DURABLE, URGENT] = [0, 1, 2, 3] as const;
const [WAKE, DURABLE_CHANGES, CLOSING, SLEEP, WAITS] = [8, 9, 10, 11, 12] as const;

export const makeRingMemory = (bytes: number): RingMemory => ({
  control: new SharedArrayBuffer(POSITIONS * 8 + 5 * 4),
  data: new SharedArrayBuffer(bytes),
});

/**
 * A bounded queue of records from one thread to another. The reader frees a record only when it is durable, so what a
 * dead writer thread leaves undone is still there for the next one.
 */
export class SharedRing {
  readonly #positions: BigInt64Array;
  readonly #words: Int32Array;
  readonly #data: Uint8Array;
  readonly #head = Buffer.alloc(HEAD_BYTES);
  /** Where this reader goes on; only the reading side uses it. */
  #readAt: number;

  constructor(memory: RingMemory) {
    this.#positions = new BigInt64Array(memory.control, 0, POSITIONS);
    this.#words = new Int32Array(memory.control);
    this.#data = new Uint8Array(memory.data);
    this.#readAt = this.#position(FREED);
  }

  /** Adds a record; false when there is no room for it. */
  push(record: RingRecord): boolean {
    const payloadBytes = record.payload?.length ?? 0;
    const at = this.#position(WRITTEN);
    const end = at + HEAD_BYTES + payloadBytes;
    if (end - this.#position(FREED) > this.#data.length) return false;
    const head = this.#head;
    head.writeUInt32LE(record.payload === null ? CHECKPOINT_LENGTH : payloadBytes, 0);
    head.writeUInt32LE(record.type, 4);
    head.writeDoubleLE(record.sequence, 8);
    head.writeDoubleLE(record.timeUs, 16);
    this.#copyIn(at, head);
    if (record.payload !== null) this.#copyIn(at + HEAD_BYTES, record.payload);
    Atomics.store(this.#positions, WRITTEN, BigInt(end));
    this.wake();
    return true;
  }

  /**
   * Has the system give all memory of an unused ring at once, which it else does page by page under whoever adds records. In the writer's thread, before any are
   * added.
   */
  touch(): void {
    assert(this.#position(WRITTEN) === 0, "nothing is in the ring");
    this.#data.fill(0);
  }

  /** The next record, copied out, and the position to {@link free} up to once it is durable; null when there is none. */
  next(): { readonly record: RingRecord; readonly end: number } | null {
    const at = this.#readAt;
    if (at === this.#position(WRITTEN)) return null;
    const head = this.#head;
    this.#copyOut(at, head);
    const length = head.readUInt32LE(0);
    const payload = length === CHECKPOINT_LENGTH ? null : new Uint8Array(length);
    const end = at + HEAD_BYTES + (payload?.length ?? 0);
    assert(end - at <= this.#data.length, "a ring record fits the ring");
    if (payload !== null) this.#copyOut(at + HEAD_BYTES, payload);
    this.#readAt = end;
    const type = head.readUInt32LE(4);
    const [sequence, timeUs] = [head.readDoubleLE(8), head.readDoubleLE(16)];
    return { record: { sequence, type, timeUs, payload }, end };
  }

  /** Gives the room up to `end` back. */
  free(end: number): void {
    Atomics.store(this.#positions, FREED, BigInt(end));
  }

  get durableSequence(): number {
    return this.#position(DURABLE);
  }

  publishDurable(sequence: number): void {
    Atomics.store(this.#positions, DURABLE, BigInt(sequence));
    Atomics.add(this.#words, DURABLE_CHANGES, 1);
    Atomics.notify(this.#words, DURABLE_CHANGES);
  }

  /** Waits until `sequence` is durable, at most until `remainingMs()` is no longer positive. */
  waitDurable(sequence: number, remainingMs: () => number): boolean {
    for (;;) {
      const changes = Atomics.load(this.#words, DURABLE_CHANGES);
      if (this.durableSequence >= sequence) return true;
      const waitMs = remainingMs();
      if (waitMs <= 0) return false;
      Atomics.wait(this.#words, DURABLE_CHANGES, changes, waitMs);
    }
  }

  /** Asks for a sync at once, because somebody waits for `sequence`. */
  requestSync(sequence: number): void {
    if (this.#position(URGENT) < sequence) Atomics.store(this.#positions, URGENT, BigInt(sequence));
    this.#wakeUp();
  }

  get syncRequested(): boolean {
    return this.#position(URGENT) > this.durableSequence;
  }

  requestClose(): void {
    Atomics.store(this.#words, CLOSING, 1);
    this.#wakeUp();
  }

  get closeRequested(): boolean {
    return Atomics.load(this.#words, CLOSING) === 1;
  }

  /** A call into the system for each record of a step would cost more than the records do: only who is asleep is woken, and once. */
  wake(): void {
    Atomics.add(this.#words, WAKE, 1);
    if (Atomics.compareExchange(this.#words, WAITS, ASLEEP, AWAKE) === ASLEEP)
      Atomics.notify(this.#words, WAKE);
  }

  /** A mark to pass to {@link waitForWork}, taken before looking for work so that none is missed. */
  workMark(): number {
    return Atomics.load(this.#words, WAKE);
  }

  /** False: nothing came in time. */
  waitForWork(mark: number, timeoutMs: number): boolean {
    return this.#wait(mark, ASLEEP, timeoutMs) !== "timed-out";
  }

  /** As {@link waitForWork}, but new records alone do not end it: whoever adds them has nobody to wake. */
  nap(mark: number, timeoutMs: number): void {
    this.#wait(mark, NAPPING, timeoutMs);
  }

  sleep(timeoutMs: number): void {
    Atomics.wait(this.#words, SLEEP, 0, timeoutMs);
  }

  #wait(mark: number, how: typeof NAPPING | typeof ASLEEP, timeoutMs: number) {
    Atomics.store(this.#words, WAITS, how);
    const ended = Atomics.wait(this.#words, WAKE, mark, timeoutMs);
    Atomics.store(this.#words, WAITS, AWAKE);
    return ended;
  }

  #wakeUp(): void {
    Atomics.add(this.#words, WAKE, 1);
    if (Atomics.exchange(this.#words, WAITS, AWAKE) !== AWAKE) Atomics.notify(this.#words, WAKE);
  }

  #position(index: number): number {
    return Number(Atomics.load(this.#positions, index));
  }

  #copyIn(position: number, bytes: Uint8Array): void {
    const start = position % this.#data.length;
    const first = Math.min(bytes.length, this.#data.length - start);
    this.#data.set(bytes.subarray(0, first), start);
    if (first < bytes.length) this.#data.set(bytes.subarray(first), 0);
  }

  #copyOut(position: number, into: Uint8Array): void {
    const start = position % this.#data.length;
    const first = Math.min(into.length, this.#data.length - start);
    into.set(this.#data.subarray(start, start + first));
    if (first < into.length) into.set(this.#data.subarray(0, into.length - first), first);
  }
}
