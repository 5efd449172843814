/** A seeded generator of uniform 32-bit integers (xorshift32, Marsaglia 2003, "Xorshift RNGs"). */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** `length` random octets. */
export function randomOctets(random: () => number, length: number): Uint8Array {
  const octets = new Uint8Array(length);
  for (let index = 0; index < length; index++) octets[index] = random() >>> 13;
  return octets;
}
