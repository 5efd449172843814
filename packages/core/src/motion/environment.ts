import type { Atmosphere } from "../atmosphere/atmosphere.ts";
import type { Geodetic } from "../geodesy/geodetic.ts";
import { createLocalFrame, type LocalFrame } from "../geodesy/local-frame.ts";
import {
  meridianRadius,
  primeVerticalRadius,
  WGS84_A_M,
  WGS84_E2,
  WGS84_EQUATOR_GRAVITY_MPS2,
  WGS84_F,
  WGS84_GRAVITY_RATIO,
  WGS84_SOMIGLIANA,
} from "../geodesy/wgs84.ts";
import type { Terrain } from "../terrain/terrain.ts";
import { EARTH_ROTATION_RADPS } from "../units/constants.ts";

/** What acts on a free body near a site, in the site's east-north-up frame. */
export interface Environment {
  readonly frame: LocalFrame;
  readonly atmosphere: Atmosphere;
  /** Height of the ground above the ellipsoid, m, where no terrain says better. */
  readonly groundHeightM: number;
  /** The ground itself; null where nothing is known of it. Ask {@link groundHeightAt}. */
  readonly terrain: Terrain | null;
  /** Radii of curvature at the origin, its height included, m. */
  readonly northRadiusM: number;
  readonly eastRadiusM: number;
  /** Normal gravity (with the centrifugal part) on the ellipsoid at the site, m/s², and its change northwards, 1/s². */
  readonly gravityMps2: number;
  readonly gravityNorthPs2: number;
  /** First and second coefficients of its change with height: γ(h) = γ₀(1 − c₁h + c₂h²). */
  readonly gravityDecay1: number;
  readonly gravityDecay2: number;
  /** The Earth's rotation in the site frame, rad/s: (0, Ω cos φ, Ω sin φ). */
  readonly rotationNorthRadps: number;
  readonly rotationUpRadps: number;
}

/**
 * The environment of the site frame at `origin`; the ground is at the origin's height unless stated, or as `terrain` says.
 *
 * Normal gravity is Somigliana's, γ₀ = γe(1 + k sin²φ)/√(1 − e² sin²φ), continued upwards by
 * γ₀(1 − 2(1 + f + m − 2f sin²φ)h/a + 3h²/a²) (NIMA TR8350.2, 2000, equations 4-1 and 4-3).
 * Left out: the curvature of the plumb line, below 1e-5 of γ at 12 km, and local anomalies (1e-4).
 */
export function createEnvironment(
  origin: Geodetic,
  atmosphere: Atmosphere,
  groundHeightM: number = origin.heightM,
  terrain: Terrain | null = null,
): Environment {
  const sine = Math.sin(origin.latitudeRad);
  const cosine = Math.cos(origin.latitudeRad);
  const sine2 = sine * sine;
  const northRadius = meridianRadius(origin.latitudeRad);
  const flat = 1 - WGS84_E2 * sine2;
  const gravityMps2 =
    (WGS84_EQUATOR_GRAVITY_MPS2 * (1 + WGS84_SOMIGLIANA * sine2)) / Math.sqrt(flat);
  const perLatitude =
    gravityMps2 *
    2 *
    sine *
    cosine *
    (WGS84_SOMIGLIANA / (1 + WGS84_SOMIGLIANA * sine2) + (0.5 * WGS84_E2) / flat);
  return {
    frame: createLocalFrame(origin),
    atmosphere,
    groundHeightM,
    terrain,
    northRadiusM: northRadius + origin.heightM,
    eastRadiusM: primeVerticalRadius(origin.latitudeRad) + origin.heightM,
    gravityMps2,
    gravityNorthPs2: perLatitude / (northRadius + origin.heightM),
    gravityDecay1: (2 * (1 + WGS84_F + WGS84_GRAVITY_RATIO - 2 * WGS84_F * sine2)) / WGS84_A_M,
    gravityDecay2: 3 / (WGS84_A_M * WGS84_A_M),
    rotationNorthRadps: EARTH_ROTATION_RADPS * cosine,
    rotationUpRadps: EARTH_ROTATION_RADPS * sine,
  };
}

/** Height of the ground above the ellipsoid, m, at a place of the site frame, m: the terrain's where it is known. */
export const groundHeightAt = (environment: Environment, eastM: number, northM: number): number =>
  environment.terrain === null
    ? environment.groundHeightM
    : environment.terrain.heightAt(eastM, northM);
