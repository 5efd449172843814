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
 * The ballistic, the thrust and the turning member go on with a seventh state: its mean, its covariance with the six others, and its variance. Of the
 * ballistic one it is ln k, the logarithm of its drag parameter k = Cd·A/m in m²/kg; of the thrust one the acceleration along its way, m/s², of
 * the turning one the rate of its turn, rad/s, positive to the left.
 */
/** Where a member's covariance begins. */
export const COVARIANCE = 6;
/** Length of a member of six states. */
export const MEMBER = 27;
/** In a member of seven states: mean of the seventh, its six covariances with position and velocity, its variance. */
export const DRAG_MEAN = 27;
export const DRAG_CROSS = 28;
export const DRAG_VARIANCE = 34;
/** Length of a member of seven states. */
export const BALLISTIC_MEMBER = 35;

/** The members of a bank: nearly constant velocity, quiet and agile, free fall, under thrust, standing in the air, and turning. */
export const STEADY = 0;
export const AGILE = STEADY + MEMBER;
export const BALLISTIC = AGILE + MEMBER;
export const THRUST = BALLISTIC + BALLISTIC_MEMBER;
export const HOVER = THRUST + BALLISTIC_MEMBER;
export const TURN = HOVER + MEMBER;
/** All of them, in the order of the layout. */
export const MEMBERS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN] as const;
/** Probability of the steady member given powered flight. */
export const STEADY_SHARE = TURN + BALLISTIC_MEMBER;
/** Of the hovering and of the turning member given powered flight; each 0 while it sleeps and its state means nothing. The agile one has the rest. */
export const HOVER_SHARE = STEADY_SHARE + 1;
export const TURN_SHARE = STEADY_SHARE + 2;
/** Probability of the ballistic member, and of the one under thrust; each 0 while it sleeps. What is left is powered flight. */
export const BALLISTIC_PROBABILITY = STEADY_SHARE + 3;
export const THRUST_PROBABILITY = STEADY_SHARE + 4;
export const BANK = STEADY_SHARE + 5;

/** The diagonal of a covariance among its 21 numbers. */
export const DIAGONAL = [0, 6, 11, 15, 18, 20] as const;

/**
 * Copies `length` numbers; a loop beats `set` and `copyWithin` at these sizes. A copy has no −0: JSON knows none, and a restored run must have the same
 * bits.
 */
export function copyNumbers(
  source: Float64Array,
  from: number,
  target: Float64Array,
  to: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[to + i] = source[from + i] + 0;
}

/** Copies a bank; sleeping members are left out. */
export function copyBank(
  source: Float64Array,
  from: number,
  target: Float64Array,
  to: number,
): void {
  const awake = source[from + BALLISTIC_PROBABILITY] > 0;
  copyNumbers(source, from, target, to, awake ? THRUST : BALLISTIC);
  if (source[from + THRUST_PROBABILITY] > 0) {
    copyNumbers(source, from + THRUST, target, to + THRUST, BALLISTIC_MEMBER);
  }
  if (source[from + HOVER_SHARE] > 0) {
    copyNumbers(source, from + HOVER, target, to + HOVER, MEMBER);
  }
  if (source[from + TURN_SHARE] > 0) {
    copyNumbers(source, from + TURN, target, to + TURN, BALLISTIC_MEMBER);
  }
  copyNumbers(source, from + STEADY_SHARE, target, to + STEADY_SHARE, BANK - STEADY_SHARE);
}

/** Whether both powered members are still the one state that they began as: so until the second detection, and most of a sky of clutter. */
export const isOneState = (a: Float64Array, bank: number): boolean =>
  a[bank + STEADY] === a[bank + AGILE] &&
  a[bank + STEADY + COVARIANCE] === a[bank + AGILE + COVARIANCE] &&
  a[bank + STEADY + COVARIANCE + DIAGONAL[3]] === a[bank + AGILE + COVARIANCE + DIAGONAL[3]];

/** Whether the member at this place of the layout is awake: the two of nearly constant velocity always are. */
export function isAwake(a: Float64Array, bank: number, member: number): boolean {
  if (member === BALLISTIC) return a[bank + BALLISTIC_PROBABILITY] > 0;
  if (member === THRUST) return a[bank + THRUST_PROBABILITY] > 0;
  if (member === HOVER) return a[bank + HOVER_SHARE] > 0;
  if (member === TURN) return a[bank + TURN_SHARE] > 0;
  return true;
}

/** Whether a member at this place of the layout has a seventh state. */
export const hasSeventh = (member: number): boolean =>
  member === BALLISTIC || member === THRUST || member === TURN;

/** The member that says best where the object is. */
export function leadingMember(a: Float64Array, bank: number): number {
  if (a[bank + BALLISTIC_PROBABILITY] > 0.5) return bank + BALLISTIC;
  if (a[bank + THRUST_PROBABILITY] > 0.5) return bank + THRUST;
  if (a[bank + TURN_SHARE] > 0.5) return bank + TURN;
  return bank + (a[bank + HOVER_SHARE] > 0.5 ? HOVER : AGILE);
}
