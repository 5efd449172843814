import { expectedFrom } from "../coverage/expected-look.ts";
import { COVARIANCE, leadingMember } from "../filter/bank-layout.ts";
import type { Sweep } from "../measurement/look.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import { secondsBetween } from "../units/time.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { chanceToDetect, DETECTION_PROBABILITY_MAX, type SensorContext } from "./sensor-context.ts";
import { CONTRIBUTION_LAST_US, contributionOf, FIRST_SENSED_US, TIME_US } from "./track-columns.ts";

/** A sweep narrower than this is a sector: its neighbours may have taken a detection near the border. */
const SECTOR_WIDTH_MAX_RAD = 0.9 * TWO_PI;
/** Near in time, in sensor periods, for a detection that a neighbouring sector took. */
const NEIGHBOUR_PERIODS = 0.25;
/**
 * An object is in sectors farther than this from where it is held to be once in a hundred times, in all of them together; each track that is not certain of its
 * way would otherwise be asked of by twice as many sectors.
 */
const FARTHEST_SIGMAS = 2.6;

/** What a look without a detection of an object says of it. */
export interface MissChance {
  /** Probability that the look's sweep should have shown it; 0 where the sweep says nothing of it. */
  probability: number;
  /** Whether the look counts among those expected to show it. */
  isExpected: boolean;
}

/** With what was worked out on the way: how probably the sensor detects the track, and for which time after its own, s; NaN where it was not. */
export interface AskedChance extends MissChance {
  detection: number;
  atS: number;
}

/**
 * What the look's sweep would say of a track by not showing it, written to `out`: charged once for a look, and not at all where a
 * detection of this sensor in the look's interval came by another look. Where the sensor cannot see, nothing is charged.
 */
export function missChance(
  a: Float64Array,
  row: number,
  prepared: PreparedLook,
  out: AskedChance,
): void {
  out.probability = 0;
  out.isExpected = false;
  out.atS = NaN;
  const { look, sensor, health } = prepared;
  const { sweep } = look;
  if (sweep === null || a[row + FIRST_SENSED_US] >= look.fromUs) return;
  if (wasSeen(a, row, prepared, sweep)) return;
  const dt = secondsBetween(a[row + TIME_US], prepared.middleUs);
  const inside = chanceInSector(a, row, dt, sweep, sensor);
  if (inside === 0) return;
  out.detection = chanceToDetect(a, row, dt, sensor, health, row);
  out.atS = dt;
  out.probability = inside * out.detection;
  out.isExpected = out.probability >= expectedFrom(sensor.geometry.spec) && inside >= 0.5;
}

/**
 * As how many misses one counts of which the look would have shown the object with this probability: of a radar with a model, as many as
 * say the same of its existence, ln(1 − p)/ln(1 − P), P what it is stated to detect at best. Others see all alike.
 */
export function missWeight(
  probability: number,
  { geometry, sizesOfClasses }: SensorContext,
): number {
  if (sizesOfClasses === null) return 1;
  const best = Math.min(geometry.spec.detectionProbability, DETECTION_PROBABILITY_MAX);
  return Math.min(1, Math.log(1 - probability) / Math.log(1 - best));
}

function wasSeen(a: Float64Array, row: number, prepared: PreparedLook, sweep: Sweep): boolean {
  const { look, sensor } = prepared;
  const { periodUs } = sensor.geometry.spec;
  const isSector =
    sweep.azimuthWidthRad < SECTOR_WIDTH_MAX_RAD && look.toUs - look.fromUs < 0.5 * periodUs;
  const fromUs = isSector ? look.fromUs - NEIGHBOUR_PERIODS * periodUs : look.fromUs;
  const own = contributionOf(a, row, sensor.index);
  return own !== -1 && a[own + CONTRIBUTION_LAST_US] >= fromUs;
}

/**
 * Probability that the object's azimuth, as the sensor measures it, lies in the swept sector: that of the leading member, its variance across the line
 * of sight σ² = dᵀ·(P_pp + dt·(P_pv + P_vp) + dt²·P_vv)·d, level. Sectors farther off than {@link FARTHEST_SIGMAS} get nothing.
 */
function chanceInSector(
  a: Float64Array,
  row: number,
  dt: number,
  sweep: Sweep,
  sensor: SensorContext,
): number {
  if (sweep.azimuthWidthRad >= TWO_PI) return 1;
  const { rotation: r, positionM, spec } = sensor.geometry;
  const member = leadingMember(a, row);
  const c = member + COVARIANCE;
  const de = a[member] + dt * a[member + 3] - positionM[0];
  const dn = a[member + 1] + dt * a[member + 4] - positionM[1];
  const du = a[member + 2] + dt * a[member + 5] - positionM[2];
  const x = r[0] * de + r[1] * dn + r[2] * du;
  const y = r[3] * de + r[4] * dn + r[5] * du;
  const azimuth = Math.atan2(x, y) - spec.azimuthOffsetRad;
  // Per metre of ground distance squared: the direction of growing azimuth is (y·r₀ − x·r₃, y·r₁ − x·r₄) over it.
  const east = y * r[0] - x * r[3];
  const north = y * r[1] - x * r[4];
  const ee = a[c] + dt * (2 * a[c + 3] + dt * a[c + 15]);
  const en = a[c + 1] + dt * (a[c + 4] + a[c + 8] + dt * a[c + 16]);
  const nn = a[c + 6] + dt * (2 * a[c + 9] + dt * a[c + 18]);
  const variance = Math.max(0, east * east * ee + 2 * east * north * en + north * north * nn);
  const sigma = Math.sqrt(variance) / Math.max(x * x + y * y, 1) + 1e-6;
  // Radians past the sector's start; below zero where the start is nearer than the end.
  const past = wrapTwoPi(azimuth - sweep.azimuthFromRad);
  const width = sweep.azimuthWidthRad;
  const offset = past - width > (TWO_PI - width) / 2 ? past - TWO_PI : past;
  const farthest = FARTHEST_SIGMAS * sigma;
  if (offset > width + farthest || offset < -farthest) return 0;
  return Math.max(0, normalShare((width - offset) / sigma) - normalShare(-offset / sigma));
}

/** The normal distribution function, by a logistic curve: within 0.01, which is all that a sector's border needs. */
function normalShare(x: number): number {
  if (x > 8) return 1;
  if (x < -8) return 0;
  return 1 / (1 + Math.exp(-1.702 * x));
}
