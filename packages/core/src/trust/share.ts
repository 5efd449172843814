import { square } from "../units/algebra.ts";

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z_95 = 1.959964;

/** A share 0…1 with the interval that holds it 19 times in 20. */
export interface Share {
  readonly share: number;
  readonly least: number;
  readonly greatest: number;
}

/**
 * The share of `found` among `asked` with Wilson's interval, which stays within 0…1 and is honest for few cases and for none found:
 * (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), p = found/asked. Of nothing asked it is all of 0…1.
 * (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.)
 */
export function shareOf(found: number, asked: number): Share {
  if (!(asked > 0)) return { share: 0, least: 0, greatest: 1 };
  const p = found / asked;
  const z2 = square(Z_95) / asked;
  const middle = p + z2 / 2;
  const half = Math.sqrt((p * (1 - p) * square(Z_95)) / asked + square(z2) / 4);
  return {
    share: p,
    least: Math.max(0, (middle - half) / (1 + z2)),
    greatest: Math.min(1, (middle + half) / (1 + z2)),
  };
}
