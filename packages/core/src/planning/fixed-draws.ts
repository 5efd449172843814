/**
 * Numbers as if drawn, the same at every call: the `index`-th of the flight `flight`, integers both, even in [0, 1). The finaliser of MurmurHash3
 * (A. Appleby, 2011) over both, each spread by an odd factor.
 */
export function fixedDraw(flight: number, index: number): number {
  let h = Math.imul(flight + 1, 0x9e3779b9) ^ Math.imul(index + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Summands of {@link fixedError}: the sum of twelve has variance one. */
const SUMMANDS = 12;

/** A number as if drawn of the normal distribution, mean 0, variance 1, never beyond ±6: the sum of twelve even ones, less six. */
export function fixedError(flight: number, index: number): number {
  let sum = -SUMMANDS / 2;
  for (let i = 0; i < SUMMANDS; i++) sum += fixedDraw(flight, index * SUMMANDS + i);
  return sum;
}
