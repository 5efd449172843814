import { getHeapStatistics } from "node:v8";
import { stream } from "@tocsin/sim";
import type { Parser } from "./parsers.ts";

/** No message holds anything up for longer. */
export const CASE_MS_MAX = 50;
/** No message makes a parser take more memory. */
export const CASE_BYTES_MAX = 16 * 1_024 * 1_024;
/** Longer than any golden message becomes by changes. */
const ADDED_BYTES_MAX = 64;

export interface Trial {
  readonly name: string;
  cases: number;
  slowestMs: number;
  /** What the hungriest case took of the heap and beside it, octets. */
  mostBytes: number;
  /** Octets of a case that made it throw or hang, hexadecimal, with what it said. */
  readonly breaches: string[];
}

/** Every cut and every flipped bit of each golden message, every run of octets in it made least and greatest, then random changes of them, up to `cases` in all. */
export function tryParser({ name, golden, take }: Parser, cases: number, seed: number): Trial {
  const trial: Trial = { name, cases: 0, slowestMs: 0, mostBytes: 0, breaches: [] };
  const elapsedMs = (octets: Uint8Array): number => {
    const startMs = performance.now();
    take(octets);
    return performance.now() - startMs;
  };
  const noteBytes = (octets: Uint8Array, before: number): void => {
    // A collection in between hides what was taken, and what others took counts: what is much must be much again.
    const first = takenBytes() - before;
    if (first <= trial.mostBytes) return;
    const again = takenBytes();
    take(octets);
    const bytes = Math.min(first, takenBytes() - again);
    trial.mostBytes = Math.max(trial.mostBytes, bytes);
    if (bytes > CASE_BYTES_MAX) trial.breaches.push(`${bytes} octets of memory: ${hex(octets)}`);
  };
  const one = (octets: Uint8Array): void => {
    trial.cases++;
    try {
      const before = takenBytes();
      const firstMs = elapsedMs(octets);
      // A pause of the machine is no hang: what is slow must be slow again.
      noteBytes(octets, before);
      const ms = firstMs < CASE_MS_MAX ? firstMs : Math.min(elapsedMs(octets), elapsedMs(octets));
      trial.slowestMs = Math.max(trial.slowestMs, ms);
      if (ms >= CASE_MS_MAX) trial.breaches.push(`${ms.toFixed(0)} ms: ${hex(octets)}`);
    } catch (error) {
      trial.breaches.push(`${String(error)}: ${hex(octets)}`);
    }
  };
  for (const octets of golden) {
    for (let length = 0; length <= octets.length; length++) one(octets.subarray(0, length));
    for (let bit = 0; bit < 8 * octets.length; bit++) one(flipped(octets, bit));
  }
  // What says that much follows, and does not.
  for (const octets of golden)
    for (const width of [1, 2, 4, 8])
      for (const value of [0x00, 0x7f, 0x80, 0xff])
        for (let at = 0; at + width <= octets.length; at++)
          one(Uint8Array.from(octets, (octet, i) => (i >= at && i < at + width ? value : octet)));
  const random = stream(seed, `malformed ${name}`);
  const whole = (most: number): number => Math.floor(random.unit() * most);
  while (trial.cases < cases) {
    let octets: Uint8Array = golden[whole(golden.length)] ?? new Uint8Array();
    for (let changes = 1 + whole(4); changes > 0; changes--) {
      const at = whole(octets.length + 1);
      const rest = octets.subarray(Math.min(octets.length, at + whole(9)));
      const added = Uint8Array.from({ length: whole(ADDED_BYTES_MAX) }, () => whole(256));
      octets =
        random.unit() < 0.5 && octets.length > 0
          ? flipped(octets, whole(8 * octets.length))
          : Buffer.concat([octets.subarray(0, at), added, rest]);
    }
    one(octets);
  }
  return trial;
}

function flipped(octets: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(octets);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex").slice(0, 200);

/** Of the heap, and of buffers beside it. */
function takenBytes(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}
