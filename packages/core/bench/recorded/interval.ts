import { normalDistribution } from "../../src/coverage/normal-distribution.ts";

/** A median with the bounds between which it lies nine times of ten. */
export interface Interval {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

interface Part {
  readonly weight: number;
  readonly mean: number;
  readonly sigma: number;
}

/** Quantiles 5 %, 50 % and 95 % of a mixture of normal distributions. */
export function intervalOf(parts: readonly Part[]): Interval {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const below = (value: number): number =>
    parts.reduce(
      (sum, { weight, mean, sigma }) =>
        sum + (weight / whole) * normalDistribution((value - mean) / Math.max(sigma, 1e-9)),
      0,
    );
  const reach = parts.map(({ mean, sigma }) => [mean - 6 * sigma, mean + 6 * sigma]);
  const quantile = (share: number): number => {
    let low = Math.min(...reach.map(([least]) => least));
    let high = Math.max(...reach.map(([, most]) => most));
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (below(middle) < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { low: quantile(0.05), middle: quantile(0.5), high: quantile(0.95) };
}

/** Whether a value lies in an interval. */
export const holds = ({ low, high }: Interval, value: number): boolean =>
  value >= low && value <= high;
