import { ecefHeight, ecefToGeodetic, geodeticToEcef } from "./ecef.ts";
import type { Geodetic } from "./geodetic.ts";

/**
 * An east-north-up frame: Cartesian, tangent to the ellipsoid's parallel surface at its origin. It is a plane:
 * 50 km away the ground lies 196 m below `up` = 0. Use {@link heightOfEnu} where a height is meant.
 */
export interface LocalFrame {
  readonly origin: Geodetic;
  /** 3×1, m. */
  readonly originEcef: Float64Array;
  /** 3×3 row-major; its rows are the unit vectors east, north and up in ECEF axes. */
  readonly rotation: Float64Array;
}

/** The frame at `origin`; at a pole, north and east follow from the origin's longitude. */
export function createLocalFrame(origin: Geodetic): LocalFrame {
  const sinLatitude = Math.sin(origin.latitudeRad);
  const cosLatitude = Math.cos(origin.latitudeRad);
  const sinLongitude = Math.sin(origin.longitudeRad);
  const cosLongitude = Math.cos(origin.longitudeRad);
  const rotation = Float64Array.of(
    -sinLongitude,
    cosLongitude,
    0,
    -sinLatitude * cosLongitude,
    -sinLatitude * sinLongitude,
    cosLatitude,
    cosLatitude * cosLongitude,
    cosLatitude * sinLongitude,
    sinLatitude,
  );
  return { origin, originEcef: geodeticToEcef(origin), rotation };
}

/** ECEF (m, 3×1) of a point in the frame: p = p₀ + Rᵀ·(e, n, u). */
export function enuToEcef(
  frame: LocalFrame,
  e: number,
  n: number,
  u: number,
  out: Float64Array = new Float64Array(3),
): Float64Array {
  const r = frame.rotation;
  const o = frame.originEcef;
  out[0] = o[0] + r[0] * e + r[3] * n + r[6] * u;
  out[1] = o[1] + r[1] * e + r[4] * n + r[7] * u;
  out[2] = o[2] + r[2] * e + r[5] * n + r[8] * u;
  return out;
}

/** East, north, up (m, 3×1) of an ECEF point: R·(p − p₀). */
export function ecefToEnu(
  frame: LocalFrame,
  x: number,
  y: number,
  z: number,
  out: Float64Array = new Float64Array(3),
): Float64Array {
  const r = frame.rotation;
  const dx = x - frame.originEcef[0];
  const dy = y - frame.originEcef[1];
  const dz = z - frame.originEcef[2];
  out[0] = r[0] * dx + r[1] * dy + r[2] * dz;
  out[1] = r[3] * dx + r[4] * dy + r[5] * dz;
  out[2] = r[6] * dx + r[7] * dy + r[8] * dz;
  return out;
}

/** East, north, up (m, 3×1) of a geodetic position. */
export function geodeticToEnu(
  frame: LocalFrame,
  g: Geodetic,
  out: Float64Array = new Float64Array(3),
): Float64Array {
  geodeticToEcef(g, out);
  return ecefToEnu(frame, out[0], out[1], out[2], out);
}

/** Geodetic position of a point in the frame. */
export function enuToGeodetic(frame: LocalFrame, e: number, n: number, u: number): Geodetic {
  const r = frame.rotation;
  const o = frame.originEcef;
  return ecefToGeodetic(
    o[0] + r[0] * e + r[3] * n + r[6] * u,
    o[1] + r[1] * e + r[4] * n + r[7] * u,
    o[2] + r[2] * e + r[5] * n + r[8] * u,
  );
}

/** Height above the ellipsoid, m, of a point in the frame, to 1 µm within 100 km of the surface; see {@link ecefHeight}. */
export function heightOfEnu(frame: LocalFrame, e: number, n: number, u: number): number {
  const r = frame.rotation;
  const o = frame.originEcef;
  return ecefHeight(
    o[0] + r[0] * e + r[3] * n + r[6] * u,
    o[1] + r[1] * e + r[4] * n + r[7] * u,
    o[2] + r[2] * e + r[5] * n + r[8] * u,
  );
}

/** p_to = rotation·p_from + translation; a covariance goes as rotation·C·rotationᵀ. */
export interface FrameTransform {
  /** 3×3 row-major, orthogonal. */
  readonly rotation: Float64Array;
  /** 3×1, m: the origin of `from`, in `to`. */
  readonly translation: Float64Array;
}

/** The rigid motion from one local frame to another: R = R_to·R_fromᵀ, t = R_to·(o_from − o_to). */
export function frameTransform(from: LocalFrame, to: LocalFrame): FrameTransform {
  const rotation = new Float64Array(9);
  for (let row = 0; row < 3; row++) {
    for (let col = 0; col < 3; col++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += to.rotation[row * 3 + k] * from.rotation[col * 3 + k];
      rotation[row * 3 + col] = sum;
    }
  }
  const o = from.originEcef;
  return { rotation, translation: ecefToEnu(to, o[0], o[1], o[2]) };
}
