import { murmur3x86x128 } from "./murmur3.ts";
import { xoshiro128 } from "./xoshiro128.ts";

/** A source of random numbers that belongs to one thing alone. */
export interface RandomStream {
  /** Uniform on the unsigned 32-bit integers. */
  uint32(): number;
  /** Uniform on [0, 1), 53 bits. */
  unit(): number;
  /** Uniform on [from, to). */
  uniform(from: number, to: number): number;
  /** True with `probability`; always draws once, so that a change of probability shifts no later draw. */
  chance(probability: number): boolean;
  /** Gaussian with mean 0 and variance 1. */
  normal(): number;
  /** Number of events of a Poisson process whose mean is `mean` ≥ 0. */
  poisson(mean: number): number;
}

/**
 * The random stream that belongs to `names` under `seed`. The same names give the same numbers whatever other
 * streams exist, so that adding one object to a scenario shifts no draw of another. Names are joined after
 * percent-encoding, which makes them ASCII and keeps ("a", "bc") apart from ("ab", "c").
 */
export function stream(seed: number, ...names: readonly string[]): RandomStream {
  const text = [String(seed), ...names.map(encodeURIComponent)].join("/");
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const [a, b, c, d] = murmur3x86x128(bytes, 0);
  const uint32 = xoshiro128((a | b | c | d) === 0 ? [1, 0, 0, 0] : [a, b, c, d]);
  const unit = (): number => ((uint32() >>> 5) * 0x4000000 + (uint32() >>> 6)) / 0x20000000000000;
  return {
    uint32,
    unit,
    uniform: (from, to) => from + (to - from) * unit(),
    chance: (probability) => unit() < probability,
    normal: () => boxMuller(unit(), unit()),
    poisson: (mean) => poisson(mean, unit),
  };
}

/**
 * One standard normal number from two uniform ones on [0, 1): √(−2 ln(1 − u)) · cos 2πv. The sine branch is
 * thrown away, so that a stream has no hidden half-used state.
 * Source: G. E. P. Box and M. E. Muller, "A Note on the Generation of Random Normal Deviates" (1958), equation (1).
 */
const boxMuller = (u: number, v: number): number =>
  Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);

/** Above this mean, exp(−mean) loses precision and the product method draws too often: the mean is halved. */
const POISSON_MEAN_MAX = 16;

/**
 * Poisson number by counting uniform factors until their product falls below exp(−mean); a large mean is the sum
 * of two independent halves.
 * Source: D. E. Knuth, "The Art of Computer Programming", volume 2, third edition (1997), section 3.4.1, algorithm Q.
 */
function poisson(mean: number, unit: () => number): number {
  if (mean > POISSON_MEAN_MAX) return poisson(mean / 2, unit) + poisson(mean / 2, unit);
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = unit(); product > floor; product *= unit()) count++;
  return count;
}
