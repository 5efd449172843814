import { binomialCumulative, CONFIDENCE } from "./binomial-interval.ts";

/** Figures of one kind, in order: the least, the middle one, the greatest. */
export interface OrderSummary {
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
}

/** The same with their number, and what the median behind them may be. */
export interface MedianSummary extends OrderSummary {
  readonly count: number;
  /** The interval of 95 %; null where there are too few: under six. */
  readonly medianFrom: number | null;
  readonly medianTo: number | null;
}

/** Of an even number the median is the mean of the two in the middle. null of none. */
export function orderSummary(values: readonly number[]): OrderSummary | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { least: sorted[0], median, greatest: sorted[sorted.length - 1] };
}

/**
 * With the interval between the r-th figure from each end, r the greatest for which P(X < r) ≤ 2.5 %, X binomial of so many trials
 * with chance ½: it holds the median behind them in at least 95 % of all cases, whatever their distribution is.
 * Source: H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition (2003), section 7.1.
 */
export function medianSummary(values: readonly number[]): MedianSummary | null {
  const summary = orderSummary(values);
  if (summary === null) return null;
  const sorted = [...values].sort((a, b) => a - b);
  let rank = 0;
  while (binomialCumulative(rank, sorted.length, 0.5) <= (1 - CONFIDENCE) / 2) rank++;
  return {
    ...summary,
    count: sorted.length,
    medianFrom: rank === 0 ? null : sorted[rank - 1],
    medianTo: rank === 0 ? null : sorted[sorted.length - rank],
  };
}
