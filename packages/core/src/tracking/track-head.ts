/**
 * What every look asks of every track, apart from the rows so that the answers lie close together in memory: {@link HEAD} numbers for each
 * row. All of it follows from the row, and stands in no snapshot.
 */
export const HEAD = 3;
/** 1 where the track is confirmed, 0 where not. */
export const IS_CONFIRMED = 0;
/** Before this time the track cannot end; NaN until worked out. */
export const ENDS_FROM_US = 1;
/** After this time a confirmed track is coasting, −∞ where it is already; NaN until worked out. */
export const COASTS_AFTER_US = 2;

/** Makes the head at `at` that of a row that is new, or of which nothing is known. */
export function clearHead(heads: Float64Array, at: number): void {
  heads[at + IS_CONFIRMED] = 0;
  heads[at + ENDS_FROM_US] = NaN;
  heads[at + COASTS_AFTER_US] = NaN;
}

/** Forgets what follows from the counts of a row, which are about to change. */
export function forgetCounts(heads: Float64Array, at: number): void {
  heads[at + ENDS_FROM_US] = NaN;
  heads[at + COASTS_AFTER_US] = NaN;
}
