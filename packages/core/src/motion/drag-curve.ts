import { clamp, square } from "../units/algebra.ts";

/**
 * How drag goes with Mach number M for the bodies that fall on people: ln of the drag coefficient over its value at
 * {@link MACH_REFERENCE},
 *   ln Cd(M)/Cd(0.5) = r̄(M) + Σᵢ sᵢ·φᵢ(M),  i = 1 … 5,
 * with a mean curve r̄ and sᵢ standard normal until a flight tells more. The mean is a step of e^0.95 = 2.6 about Mach
 * 0.96, a slow fall beyond and a slight one below. φ₁ raises the step, φ₂ tilts what follows it, φ₃ what precedes
 * it, φ₄ shifts it and φ₅ widens it. The reference projectiles G1 and G7 rise by 3.2 and 3.4 about Mach 0.93 and
 * 0.96 (Army Ordnance drag tables; McCoy, 1999, Modern Exterior Ballistics, chapter 4), finned rockets about twofold
 * (Hoerner, 1965, Fluid-Dynamic Drag, chapter 16). Rounded, since no curve fits them all.
 */
const STEP = 0.95;
const MIDDLE = 0.96;
const WIDTH = 0.09;
const DECAY = 0.45;
const DECAY_FROM = 1.2;
const SLOPE = -0.1;
const SLOPE_TO = 0.8;
/** One standard deviation of each. */
const STEP_SIGMA = 0.28;
const DECAY_SIGMA = 0.22;
const SLOPE_SIGMA = 0.2;
const MIDDLE_SIGMA = 0.035;
const WIDTH_SIGMA = 0.035;

/** Where ln k is the drag itself: the curves are zero there. */
export const MACH_REFERENCE = 0.5;
/** Between these the drag changes so fast that an integration takes short steps. */
export const isTransonic = (mach: number): boolean => mach > 0.75 && mach < 1.25;

export const CURVE_STEP = 0.02;
/** Uncertain curves φ. */
export const CURVES = 5;
/** r̄, then the φ. */
export const CURVE_COLUMNS = 6;
const MACH_GREATEST = 12;
const ROWS = Math.round(MACH_GREATEST / CURVE_STEP) + 1;

/** The curves at Mach numbers i·{@link CURVE_STEP}, to be taken linear between. */
export const CURVE_TABLE: Float64Array = tabulate();

/** Place in the table of a Mach number; constant beyond its end. */
export const curvePlace = (mach: number): number => clamp(mach / CURVE_STEP, 0, ROWS - 1.000001);

/** r̄ at a Mach number. */
export function meanDragCurve(mach: number): number {
  const place = curvePlace(mach);
  const at = Math.floor(place) * CURVE_COLUMNS;
  const low = CURVE_TABLE[at];
  return low + (place - Math.floor(place)) * (CURVE_TABLE[at + CURVE_COLUMNS] - low);
}

function tabulate(): Float64Array {
  const table = new Float64Array(ROWS * CURVE_COLUMNS);
  const reference = curvesAt(MACH_REFERENCE);
  for (let row = 0; row < ROWS; row++) {
    const curves = curvesAt(row * CURVE_STEP);
    for (let k = 0; k < CURVE_COLUMNS; k++) {
      table[row * CURVE_COLUMNS + k] = curves[k] - reference[k];
    }
  }
  return table;
}

function curvesAt(mach: number): readonly number[] {
  const x = (mach - MIDDLE) / WIDTH;
  const hyperbolic = Math.tanh(x);
  const step = 0.5 * (1 + hyperbolic);
  const steepness = (0.5 * (1 - square(hyperbolic)) * STEP) / WIDTH;
  const beyond = Math.log(Math.max(mach, DECAY_FROM) / DECAY_FROM);
  const below = Math.min(mach, SLOPE_TO);
  return [
    STEP * step - DECAY * beyond + SLOPE * below,
    STEP_SIGMA * step,
    -DECAY_SIGMA * beyond,
    SLOPE_SIGMA * below,
    -MIDDLE_SIGMA * steepness,
    -WIDTH_SIGMA * x * steepness,
  ];
}
