/**
 * How a track's bank of motion models lies in a flat array of doubles, so that thousands of them are worked on without a single object.
 *
 * A member is a Gaussian over position (m) and velocity (m/s) in the site's east-north-up frame: its mean, 6×1, and the upper triangle of
 * its covariance, row by row, 21 numbers:
 *
 * | row | 0 | 1 | 2 | 3 | 4 | 5 |
 * |---|---|---|---|---|---|---|
 * | 0 | 0 | 1 | 2 | 3 | 4 | 5 |
 * | 1 |   | 6 | 7 | 8 | 9 | 10 |
 * | 2 |   |   | 11 | 12 | 13 | 14 |
 * | 3 |   |   |   | 15 | 16 | 17 |
 * | 4 |   |   |   |   | 18 | 19 |
 * | 5 |   |   |   |   |   | 20 |
 *
 * The ballistic member goes on with ln k, the logarithm of its drag parameter k = Cd·A/m in m²/kg: its mean, its covariance with the six
 * others, and its variance.
 */
/** Where a member's covariance begins. */
export const COVARIANCE = 6;
/** Length of a member without drag. */
export const MEMBER = 27;
/** In the ballistic member: mean of ln k, its six covariances with position and velocity, its variance. */
export const DRAG_MEAN = 27;
export const DRAG_CROSS = 28;
export const DRAG_VARIANCE = 34;
/** Length of the ballistic member. */
export const BALLISTIC_MEMBER = 35;

/** The members of a bank: nearly constant velocity, quiet and agile, and free fall. */
export const STEADY = 0;
export const AGILE = STEADY + MEMBER;
export const BALLISTIC = AGILE + MEMBER;
/** Probability of the steady member given powered flight. */
export const STEADY_SHARE = 89;
/** Probability of the ballistic member; 0 while it sleeps and its state means nothing. */
export const BALLISTIC_PROBABILITY = 90;
export const BANK = 91;

/** The diagonal of a covariance among its 21 numbers. */
export const DIAGONAL = [0, 6, 11, 15, 18, 20] as const;

/** Copies `length` numbers; a loop beats `set` and `copyWithin` at these sizes. */
export function copyNumbers(
  source: Float64Array,
  from: number,
  target: Float64Array,
  to: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[to + i] = source[from + i];
}

/** Copies a bank; a sleeping member is left out. */
export function copyBank(
  source: Float64Array,
  from: number,
  target: Float64Array,
  to: number,
): void {
  const awake = source[from + BALLISTIC_PROBABILITY] > 0;
  copyNumbers(source, from, target, to, awake ? STEADY_SHARE : BALLISTIC);
  target[to + STEADY_SHARE] = source[from + STEADY_SHARE];
  target[to + BALLISTIC_PROBABILITY] = source[from + BALLISTIC_PROBABILITY];
}

/** Whether both powered members are still the one state that they began as: so until the second detection, and most of a sky of clutter. */
export const isOneState = (a: Float64Array, bank: number): boolean =>
  a[bank + STEADY] === a[bank + AGILE] &&
  a[bank + STEADY + COVARIANCE] === a[bank + AGILE + COVARIANCE] &&
  a[bank + STEADY + COVARIANCE + DIAGONAL[3]] === a[bank + AGILE + COVARIANCE + DIAGONAL[3]];

/** The member that says best where the object is. */
export const leadingMember = (a: Float64Array, bank: number): number =>
  bank + (a[bank + BALLISTIC_PROBABILITY] > 0.5 ? BALLISTIC : AGILE);
