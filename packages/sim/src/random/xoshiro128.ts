import { assert } from "@tocsin/core";

const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/**
 * xoshiro128** 1.1: 32 bits at a time from a 128-bit state, period 2^128 − 1.
 * Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021), ACM Transactions on
 * Mathematical Software 47(4), section 5; the constants are those of 32-bit state words (5, 7, 9; 9, 11).
 * The state must not be all zero: the generator would stay there.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = state;
  assert((s0 | s1 | s2 | s3) !== 0, "a xoshiro128** state of zeros never leaves zero");
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
}
