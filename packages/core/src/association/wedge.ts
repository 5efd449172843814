import { wrapPi } from "../units/angle.ts";

/** A range of directions about a sensor. */
export interface Wedge {
  readonly azimuthRad: number;
  readonly halfWidthRad: number;
}

/** The least wedge that holds two, one of which may be none. */
export function wedgeOver(a: Wedge | null, b: Wedge | null): Wedge | null {
  if (a === null || b === null) return a ?? b;
  const aside = Math.abs(wrapPi(b.azimuthRad - a.azimuthRad));
  return {
    azimuthRad: a.azimuthRad,
    halfWidthRad: Math.max(a.halfWidthRad, aside + b.halfWidthRad),
  };
}
