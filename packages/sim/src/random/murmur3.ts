const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

function finalMix(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The four words' multipliers, rotations and added constants, as published. */
const C = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;
const KEY_ROTATION = [15, 16, 17, 18] as const;
const WORD_ROTATION = [19, 17, 15, 13] as const;
const WORD_ADD = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17] as const;

/** The key word `k` as it is folded into state word `i`. */
const mixKey = (k: number, i: 0 | 1 | 2 | 3): number =>
  Math.imul(rotateLeft(Math.imul(k, C[i]), KEY_ROTATION[i]), C[((i + 1) % 4) as 0 | 1 | 2 | 3]);

/**
 * MurmurHash3_x86_128 of `bytes`, as four unsigned 32-bit words. It turns the name of a random stream into
 * its starting state: names that differ in one letter start unrelated streams. It is not a cryptographic hash.
 * Source: A. Appleby, "MurmurHash3" (2011), smhasher, function MurmurHash3_x86_128, placed in the public domain.
 */
export function murmur3x86x128(bytes: Uint8Array, seed: number): [number, number, number, number] {
  const h: [number, number, number, number] = [seed | 0, seed | 0, seed | 0, seed | 0];
  const blockCount = Math.floor(bytes.length / 16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let block = 0; block < blockCount; block++) {
    for (const i of [0, 1, 2, 3] as const) {
      const word = h[i] ^ mixKey(view.getInt32(16 * block + 4 * i, true), i);
      const sum = rotateLeft(word, WORD_ROTATION[i]) + h[((i + 1) % 4) as 0 | 1 | 2 | 3];
      h[i] = (Math.imul(sum | 0, 5) + WORD_ADD[i]) | 0;
    }
  }
  const tail = new Uint8Array(16);
  tail.set(bytes.subarray(16 * blockCount));
  const tailView = new DataView(tail.buffer);
  for (const i of [3, 2, 1, 0] as const) h[i] ^= mixKey(tailView.getInt32(4 * i, true), i);
  for (const i of [0, 1, 2, 3] as const) h[i] ^= bytes.length;
  crossAdd(h);
  for (const i of [0, 1, 2, 3] as const) h[i] = finalMix(h[i]);
  crossAdd(h);
  return [h[0] >>> 0, h[1] >>> 0, h[2] >>> 0, h[3] >>> 0];
}

/** Adds the last three words into the first, and the first into each of them. */
function crossAdd(h: [number, number, number, number]): void {
  h[0] = (h[0] + h[1] + h[2] + h[3]) | 0;
  h[1] = (h[1] + h[0]) | 0;
  h[2] = (h[2] + h[0]) | 0;
  h[3] = (h[3] + h[0]) | 0;
}
