import { clamp } from "../units/algebra.ts";

/**
 * How drag goes with Mach number for the bodies that fall on people: natural logarithm of the drag coefficient
 * over its value well below the speed of sound. Flat up to Mach 0.8, more than twice as much just above the
 * speed of sound, falling slowly beyond. Between the reference projectiles G1 and G7, whose rise is
 * threefold (Army Ordnance drag tables; McCoy, 1999, Modern Exterior Ballistics, chapter 4), and finned rockets,
 * whose rise is about twofold; rounded, since no curve fits them all.
 */
const MACH = [0.8, 0.9, 1, 1.1, 1.2, 1.5, 2, 2.5, 3, 4] as const;
const LOG_RISE = [0, 0.18, 0.62, 0.85, 0.88, 0.82, 0.68, 0.57, 0.48, 0.35] as const;

/** Linear between the points, constant outside them. */
export function logDragRise(mach: number): number {
  if (mach <= MACH[0]) return LOG_RISE[0];
  const held = clamp(mach, MACH[0], MACH[MACH.length - 1]);
  const above = pointAbove(held);
  const low = MACH[above - 1];
  const share = (held - low) / (MACH[above] - low);
  return LOG_RISE[above - 1] + share * (LOG_RISE[above] - LOG_RISE[above - 1]);
}

/** Its slope by Mach number. */
export function logDragSlope(mach: number): number {
  if (mach <= MACH[0] || mach >= MACH[MACH.length - 1]) return 0;
  const above = pointAbove(mach);
  return (LOG_RISE[above] - LOG_RISE[above - 1]) / (MACH[above] - MACH[above - 1]);
}

function pointAbove(mach: number): number {
  let above = 1;
  while (above < MACH.length - 1 && MACH[above] < mach) above++;
  return above;
}

/** Slower than this, no shape has an effect: below Mach 0.75 at the slowest sound of the air under 86 km. */
export const SPEED_SHAPELESS_MPS = 205;
