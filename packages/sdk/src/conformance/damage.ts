/** A fixed row of numbers (Marsaglia, Xorshift RNGs, 2003, with 13, 17, 5), so that a failure can be seen again. */
export function createNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** The octets in pieces of 1 to `octetsMax`. */
export function cutAnywhere(
  octets: Uint8Array,
  octetsMax: number,
  numbers: (below: number) => number,
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; ) {
    const length = 1 + numbers(octetsMax);
    pieces.push(octets.slice(at, at + length));
    at += length;
  }
  return pieces;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** So many damaged copies of one piece are tried; of a longer piece they are spread evenly. */
const COPIES_MAX = 4_000;

/** The piece cut off at every octet, and with every bit flipped. */
export function* damaged(piece: Uint8Array): Generator<Uint8Array> {
  const cutStep = Math.max(1, Math.ceil(piece.length / COPIES_MAX));
  for (let at = 0; at < piece.length; at += cutStep) yield piece.slice(0, at);
  const bits = 8 * piece.length;
  const bitStep = Math.max(1, Math.ceil(bits / COPIES_MAX));
  for (let bit = 0; bit < bits; bit += bitStep) {
    const flipped = piece.slice();
    flipped[bit >> 3] ^= 1 << (bit & 7);
    yield flipped;
  }
}
