import type { Geodetic } from "./geodetic.ts";
import { WGS84_A_M, WGS84_B_M, WGS84_E2 } from "./wgs84.ts";

/** √(1 − e²) = b/a. */
const AXIS_RATIO = Math.sqrt(1 - WGS84_E2);
/** Inside this distance from the centre no geodetic latitude is unique (the evolute reaches 42.8 km). */
const CORE_RADIUS_M = 100_000;
/** Newton's method needs two steps near the surface, five at 1,000 km from the centre. */
const NEWTON_STEPS_MAX = 12;

/**
 * Earth-centred, Earth-fixed x, y, z (m, 3×1) of a geodetic position:
 * x = (N + h) cos φ cos λ, y = (N + h) cos φ sin λ, z = (N(1 − e²) + h) sin φ
 * (Hofmann-Wellenhof and Moritz, 2006, Physical Geodesy, equation 5-27).
 */
export function geodeticToEcef(g: Geodetic, out: Float64Array = new Float64Array(3)): Float64Array {
  const sinLatitude = Math.sin(g.latitudeRad);
  const cosLatitude = Math.cos(g.latitudeRad);
  const normal = WGS84_A_M / Math.sqrt(1 - WGS84_E2 * sinLatitude * sinLatitude);
  const axisDistance = (normal + g.heightM) * cosLatitude;
  out[0] = axisDistance * Math.cos(g.longitudeRad);
  out[1] = axisDistance * Math.sin(g.longitudeRad);
  out[2] = (normal * (1 - WGS84_E2) + g.heightM) * sinLatitude;
  return out;
}

/**
 * Geodetic latitude, longitude and height of x, y, z (m), longitude in (−π, π].
 *
 * With p the distance from the axis, T = tan β the tangent of the parametric latitude solves
 * p·T − z·b/a = a·e²·T/√(1 + T²); Newton's step on it, written in the pair S : C = T, needs no division
 * and so holds at the poles (Fukushima, 2006, Transformation from Cartesian to geodetic coordinates
 * accelerated by Halley's method, Journal of Geodesy 79, 689–693). Steps go on until the angle stands.
 * On the axis the longitude is 0; within 100 km of the centre, where no such latitude is unique,
 * the geocentric one is given and the height is measured along the radius.
 */
export function ecefToGeodetic(x: number, y: number, z: number): Geodetic {
  const axisDistance = Math.sqrt(x * x + y * y);
  const longitudeRad = axisDistance === 0 ? 0 : Math.atan2(y, x) + 0;
  const radius = Math.sqrt(axisDistance * axisDistance + z * z);
  if (radius < CORE_RADIUS_M) {
    const latitudeRad = Math.atan2(z, axisDistance);
    const sine = Math.sin(latitudeRad);
    const surface = WGS84_B_M / Math.sqrt(1 - WGS84_E2 * (1 - sine * sine));
    return { latitudeRad, longitudeRad, heightM: radius - surface };
  }
  const p = axisDistance / WGS84_A_M;
  const q = (AXIS_RATIO * Math.abs(z)) / WGS84_A_M;
  let s = q;
  let c = AXIS_RATIO * AXIS_RATIO * p;
  const length = Math.sqrt(s * s + c * c);
  s /= length;
  c /= length;
  for (let step = 0; step < NEWTON_STEPS_MAX; step++) {
    const sNext = q + WGS84_E2 * s * s * s;
    const cNext = Math.max(p - WGS84_E2 * c * c * c, 0);
    const norm = Math.sqrt(sNext * sNext + cNext * cNext);
    const turn = Math.abs((sNext * c - cNext * s) / norm);
    s = sNext / norm;
    c = cNext / norm;
    if (turn < 1e-16) break;
  }
  const cosine = AXIS_RATIO * c;
  const scale = Math.sqrt(cosine * cosine + s * s);
  const latitudeRad = Math.atan2(z < 0 ? -s : s, cosine);
  const heightM = (axisDistance * cosine + Math.abs(z) * s - WGS84_B_M) / scale;
  return { latitudeRad, longitudeRad, heightM };
}

/**
 * Height above the ellipsoid, m, of x, y, z (m) without a trigonometric function: one Newton step of
 * {@link ecefToGeodetic} leaves an angle error ε below 1e-8, and the height errs by (R + h)·ε²/2.
 * Good to 1 µm from −10 km to 100 km and to 1 mm up to 2,000 km; not for places deep inside the Earth.
 */
export function ecefHeight(x: number, y: number, z: number): number {
  const axisDistance = Math.sqrt(x * x + y * y);
  const p = axisDistance / WGS84_A_M;
  const q = (AXIS_RATIO * Math.abs(z)) / WGS84_A_M;
  const c0 = AXIS_RATIO * p * AXIS_RATIO;
  const inverse = 1 / Math.sqrt(q * q + c0 * c0);
  const s0 = q * inverse;
  const c1 = c0 * inverse;
  const s = q + WGS84_E2 * s0 * s0 * s0;
  const c = p - WGS84_E2 * c1 * c1 * c1;
  const cosine = AXIS_RATIO * c;
  const scale = Math.sqrt(cosine * cosine + s * s);
  const circle = Math.sqrt(c * c + s * s);
  return (axisDistance * cosine + Math.abs(z) * s - WGS84_B_M * circle) / scale;
}
