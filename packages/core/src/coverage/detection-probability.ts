import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { TWO_PI } from "../units/angle.ts";
import { type CoverageTarget, UNKNOWN_TARGET } from "./coverage-target.ts";
import { groundDistance, radioHorizon } from "./radio-horizon.ts";
import type { SensorHealth } from "./sensor.ts";
import {
  elevationMargin,
  healthFactor,
  rangeMargin,
  sectorMargin,
  sensorHeight,
} from "./sensor-margins.ts";
import { dopplerProbability, echoProbability, signalPerSquareMetre } from "./signal-probability.ts";

/** What the kernels work out of a place once its links hold: range m, elevation rad, range rate m/s. */
const sight = new Float64Array(3);

/**
 * Whether every link but the signal holds for a place (site frame, m); if so `sight` has its range and elevation. The horizon
 * is asked before the terrain, since it is cheaper and its blame is the clearer one.
 */
function isInSight(geometry: SensorGeometry, e: number, n: number, u: number): boolean {
  const { rotation: r, translation: t, spec, mask } = geometry;
  const volume = spec.coverage;
  const se = r[0] * e + r[1] * n + r[2] * u + t[0];
  const sn = r[3] * e + r[4] * n + r[5] * u + t[1];
  const su = r[6] * e + r[7] * n + r[8] * u + t[2];
  const horizontal = Math.sqrt(se * se + sn * sn);
  const range = Math.sqrt(horizontal * horizontal + su * su);
  if (!(rangeMargin(volume, range) >= 0)) return false;
  if (volume.azimuthWidthRad < TWO_PI && !(sectorMargin(volume, Math.atan2(se, sn)) >= 0))
    return false;
  const elevation = Math.atan2(su, horizontal);
  if (!(elevationMargin(volume, elevation) >= 0)) return false;
  if (volume.horizon) {
    const height = heightOfEnu(geometry.siteFrame, e, n, u);
    const below = sensorHeight(geometry);
    const above = Math.max(height - geometry.groundHeightM, 0);
    if (!(radioHorizon(below, above) - groundDistance(range, below, above) >= 0)) return false;
    if (mask !== null && !(mask.clearanceSlope(e, n, height) >= 0)) return false;
  }
  sight[0] = range;
  sight[1] = elevation;
  return true;
}

/** Speed away from the sensor, m/s, of an object at (e, n, u) with velocity `v` from `offset` on, both in the site frame. */
function rangeRate(
  geometry: SensorGeometry,
  e: number,
  n: number,
  u: number,
  v: ArrayLike<number>,
  offset: number,
): number {
  const p = geometry.positionM;
  const range = sight[0];
  if (range === 0) return 0;
  return ((e - p[0]) * v[offset] + (n - p[1]) * v[offset + 1] + (u - p[2]) * v[offset + 2]) / range;
}

/**
 * Probability, 0…1, that one look of the sensor detects an object at a place (site frame, m): where every link
 * holds, the stated one, or with a radar model that of its echo and its speed, at most the stated one; times what health
 * leaves. Else 0. Allocates nothing; {@link detectionProbability} also says why.
 */
export function detectionProbabilityOf(
  geometry: SensorGeometry,
  health: SensorHealth | undefined,
  e: number,
  n: number,
  u: number,
  target: CoverageTarget,
): number {
  const factor = healthFactor(health);
  if (factor === 0 || !isInSight(geometry, e, n, u)) return 0;
  const { radar, detectionProbability: stated } = geometry.spec;
  if (radar === undefined) return stated * factor;
  const { velocityMps: velocity, rangeRateSigmaMps, crossSectionM2 } = target;
  const moving =
    velocity === null
      ? 1
      : dopplerProbability(radar, rangeRate(geometry, e, n, u, velocity, 0), rangeRateSigmaMps);
  if (moving === 0) return 0;
  const signal = signalPerSquareMetre(geometry, radar, sight[0], sight[1]) * crossSectionM2;
  return Math.min(echoProbability(radar, signal), stated) * moving * factor;
}

/** {@link detectionProbabilityOf} an object of which only the place is known. */
export const detectionProbabilityAt = (
  geometry: SensorGeometry,
  health: SensorHealth | undefined,
  e: number,
  n: number,
  u: number,
): number => detectionProbabilityOf(geometry, health, e, n, u, UNKNOWN_TARGET);

/** Where an object is and moves, for {@link detectionProbabilities}. */
export interface StateInArray {
  /** From `offset` on: east, north, up, m, and their rates, m/s, in the site frame. */
  readonly state: ArrayLike<number>;
  readonly offset: number;
  /** Standard deviation of its speed towards the sensor, m/s. */
  readonly rangeRateSigmaMps: number;
}

/**
 * {@link detectionProbabilityOf} one object for several cross-sections, m² ({@link crossSectionsOf} the classes, say), into
 * `out`: the geometry is worked out once. For a filter that holds one probability of detection for each mode and class.
 */
export function detectionProbabilities(
  geometry: SensorGeometry,
  health: SensorHealth | undefined,
  object: StateInArray,
  crossSectionsM2: ArrayLike<number>,
  out: Float64Array,
): void {
  const { state, offset } = object;
  const e = state[offset];
  const n = state[offset + 1];
  const u = state[offset + 2];
  const count = crossSectionsM2.length;
  const factor = healthFactor(health);
  if (factor === 0 || !isInSight(geometry, e, n, u)) {
    for (let i = 0; i < count; i++) out[i] = 0;
    return;
  }
  const { radar, detectionProbability: stated } = geometry.spec;
  if (radar === undefined) {
    for (let i = 0; i < count; i++) out[i] = stated * factor;
    return;
  }
  const rate = rangeRate(geometry, e, n, u, state, offset + 3);
  const moving = dopplerProbability(radar, rate, object.rangeRateSigmaMps) * factor;
  const perM2 = signalPerSquareMetre(geometry, radar, sight[0], sight[1]);
  for (let i = 0; i < count; i++)
    out[i] = Math.min(echoProbability(radar, perM2 * crossSectionsM2[i]), stated) * moving;
}
