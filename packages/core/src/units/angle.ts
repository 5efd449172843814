export const TWO_PI = 2 * Math.PI;

/** `rad` brought to (−π, π] by whole turns. Not finite in, NaN out. */
export function wrapPi(rad: number): number {
  if (rad > -Math.PI && rad <= Math.PI) return rad;
  const rest = rad % TWO_PI;
  if (rest > Math.PI) return rest - TWO_PI;
  // −π itself belongs to +π; the sum can round to just above π, which would leave the interval.
  if (rest <= -Math.PI) return Math.min(rest + TWO_PI, Math.PI);
  return rest;
}

/** `rad` brought to [0, 2π) by whole turns. Not finite in, NaN out. */
export function wrapTwoPi(rad: number): number {
  if (rad >= 0 && rad < TWO_PI) return rad + 0;
  const rest = rad % TWO_PI;
  const turned = rest < 0 ? rest + TWO_PI : rest + 0;
  // A tiny negative angle rounds up to 2π, which is 0.
  return turned >= TWO_PI ? 0 : turned;
}

/** `a − b` in (−π, π]: how far to turn from `b` to reach `a` the short way. */
export const angleDifference = (a: number, b: number): number => wrapPi(a - b);

export const radians = (deg: number): number => (deg * Math.PI) / 180;

export const degrees = (rad: number): number => (rad * 180) / Math.PI;
