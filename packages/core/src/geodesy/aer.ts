import { wrapTwoPi } from "../units/angle.ts";

/** A direction and a slant range in a local frame. */
export interface Aer {
  /** Clockwise from north, in [0, 2π). */
  readonly azimuthRad: number;
  /** Above the frame's horizontal plane, in [−π/2, π/2]. */
  readonly elevationRad: number;
  readonly rangeM: number;
}

/** Azimuth, elevation and range of a point. At the origin all are 0; on the vertical the azimuth is 0. */
export function enuToAer(e: number, n: number, u: number): Aer {
  const horizontal = Math.sqrt(e * e + n * n);
  return {
    azimuthRad: horizontal === 0 ? 0 : wrapTwoPi(Math.atan2(e, n)),
    elevationRad: horizontal === 0 && u === 0 ? 0 : Math.atan2(u, horizontal),
    rangeM: Math.sqrt(horizontal * horizontal + u * u),
  };
}

/** East, north, up (m, 3×1) of a direction and range; the inverse of {@link enuToAer}. */
export function aerToEnu(
  azimuthRad: number,
  elevationRad: number,
  rangeM: number,
  out: Float64Array = new Float64Array(3),
): Float64Array {
  const horizontal = rangeM * Math.cos(elevationRad);
  out[0] = horizontal * Math.sin(azimuthRad);
  out[1] = horizontal * Math.cos(azimuthRad);
  out[2] = rangeM * Math.sin(elevationRad);
  return out;
}
