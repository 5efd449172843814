import type { TimeUs } from "@tocsin/core";

/** A record to be looked for. */
export interface RecordKey {
  readonly category: number;
  /** It stands in these from `from` to before `to`, without the category, which stands once for its whole block. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly hash: number;
}

/** The record at `from` to before `to` of a datagram, of whose octets no view is made: that takes longer than to hash them. */
export const recordKey = (
  category: number,
  bytes: Uint8Array,
  from: number = 0,
  to: number = bytes.length,
): RecordKey => ({ category, bytes, from, to, hash: hashBytes(bytes, from, to, category) });

/** Four places for each record, so that chains of occupied ones stay short. */
const PLACES_PER_RECORD = 4;
const BYTES_FIRST = 4_096;

/** Records by their bytes, up to a number, with when each came. Kept in flat arrays: a radar sends hundreds a second. */
export class RecordMemory {
  readonly #recordsMax: number;
  /** Numbers of records from 1, by hash and then the next free place; 0 is free. */
  readonly #places: Uint16Array;
  readonly #hashes: Int32Array;
  readonly #categories: Uint8Array;
  readonly #receivedUs: Float64Array;
  /** Where each record ends in `#bytes`. */
  readonly #ends: Uint32Array;
  #bytes = new Uint8Array(BYTES_FIRST);
  #count = 0;

  /** `recordsMax` is a power of two of at most 2^14. */
  constructor(recordsMax: number) {
    this.#recordsMax = recordsMax;
    this.#places = new Uint16Array(PLACES_PER_RECORD * recordsMax);
    this.#hashes = new Int32Array(recordsMax + 1);
    this.#categories = new Uint8Array(recordsMax + 1);
    this.#receivedUs = new Float64Array(recordsMax + 1);
    this.#ends = new Uint32Array(recordsMax + 1);
  }

  get isFull(): boolean {
    return this.#count === this.#recordsMax;
  }

  /** When a record of these bytes came, the latest of them; null when none did. */
  receivedUsOf(key: RecordKey): TimeUs | null {
    const number = this.#places[this.#placeOf(key)];
    return number === 0 ? null : this.#receivedUs[number];
  }

  /** Takes a record in, or notes that it came again. Only while there is room. */
  note(key: RecordKey, receivedUs: TimeUs): void {
    const place = this.#placeOf(key);
    const known = this.#places[place];
    if (known !== 0) {
      this.#receivedUs[known] = receivedUs;
      return;
    }
    const number = ++this.#count;
    const start = this.#ends[number - 1];
    const end = start + key.to - key.from;
    this.#reserve(end);
    for (let i = start, k = key.from; i < end; i++, k++) this.#bytes[i] = key.bytes[k];
    this.#ends[number] = end;
    this.#hashes[number] = key.hash;
    this.#categories[number] = key.category;
    this.#receivedUs[number] = receivedUs;
    this.#places[place] = number;
  }

  clear(): void {
    this.#count = 0;
    this.#places.fill(0);
  }

  /** The place of this record, or the free one where it would go. */
  #placeOf(key: RecordKey): number {
    const mask = this.#places.length - 1;
    let place = key.hash & mask;
    for (;;) {
      const number = this.#places[place];
      if (number === 0) return place;
      if (this.#hashes[number] === key.hash && this.#holds(number, key)) return place;
      place = (place + 1) & mask;
    }
  }

  #holds(number: number, { category, bytes, from, to }: RecordKey): boolean {
    const start = this.#ends[number - 1];
    if (this.#ends[number] - start !== to - from) return false;
    if (this.#categories[number] !== category) return false;
    for (let i = start, k = from; k < to; i++, k++) if (this.#bytes[i] !== bytes[k]) return false;
    return true;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * bytes);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/**
 * A hash of bytes that begins with `seed`, 32 bits: FNV-1a (Fowler, Noll & Vo), stirred at the end so that its low bits depend on
 * all of them. Whoever sends records made to collide makes only his own slower: what is equal is decided by the bytes.
 */
function hashBytes(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let hash = Math.imul(0x811c9dc5 ^ seed, 0x01000193);
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
