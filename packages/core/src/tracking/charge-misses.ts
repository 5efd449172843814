import type { Look, Sweep } from "../measurement/look.ts";
import { TWO_PI, wrapPi, wrapTwoPi } from "../units/angle.ts";
import { secondsBetween } from "../units/time.ts";
import { existenceAfterMiss, surviveExistence } from "./existence.ts";
import { type LiveTrack, liveTrackOf, type TrackState, withExpectedLook } from "./live-track.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { reachOf } from "./reach-of.ts";
import { chanceToDetect, type SensorContext } from "./sensor-context.ts";

/** A look that would show the object with less than this probability is not counted among the expected ones. */
const EXPECTED_PROBABILITY = 0.2;
/** A sweep narrower than this is a sector: its neighbours may have taken a detection near the border. */
const SECTOR_WIDTH_MAX_RAD = 0.9 * TWO_PI;
/** Near in time, in sensor periods, for a detection that a neighbouring sector took. */
const NEIGHBOUR_PERIODS = 0.25;

/**
 * Charges a look's sweep, once, to every track that it should have shown and that no detection of this sensor updated in the look's
 * interval: existence by (1 − P_D), and one miss. Where the sensor cannot see, P_D is 0 and nothing is charged.
 */
export function chargeMisses(tracks: LiveTrack[], look: PreparedLook, sweep: Sweep): void {
  const { fromUs, toUs } = look.look;
  const middleUs = fromUs + Math.floor((toUs - fromUs) / 2);
  const half = 0.5 * sweep.azimuthWidthRad;
  const sweepMiddleRad = sweep.azimuthFromRad + half + look.sensor.geometry.spec.azimuthOffsetRad;
  for (let place = 0; place < tracks.length; place++) {
    const track = tracks[place];
    if (track.firstSensedUs >= fromUs) continue;
    const dt = secondsBetween(track.timeUs, middleUs);
    const reach = reachOf(track, look.sensor, Math.abs(dt), 0);
    if (reach !== null) {
      const wide = half + reach.sweepHalfWidthRad;
      const aside = wrapPi(reach.azimuthRad - sweepMiddleRad);
      if (wide < Math.PI && Math.abs(aside) > wide) continue;
    }
    let after = look.misses.get(track);
    if (after === undefined) {
      after = missed(track, dt, look, sweep);
      look.misses.set(track, after);
    }
    tracks[place] = after;
  }
}

/** The track after the sweep missed it; the same where the sweep says nothing of it. */
function missed(
  track: LiveTrack,
  dt: number,
  { look, sensor, health }: PreparedLook,
  sweep: Sweep,
): LiveTrack {
  if (wasSeen(track, look, sweep, sensor)) return track;
  const inside = chanceInSector(track, dt, sweep, sensor);
  if (inside === 0) return track;
  const probability = inside * chanceToDetect(track, dt, sensor, health);
  if (probability === 0) return track;
  const quiet = Math.max(0, secondsBetween(track.existenceUs, look.toUs));
  const prior = surviveExistence(track.existence, quiet);
  const counted = probability >= EXPECTED_PROBABILITY && inside >= 0.5;
  const state: TrackState = {
    ...track,
    ...(counted ? withExpectedLook(track, false) : null),
    existence: existenceAfterMiss(prior, probability),
    existenceUs: Math.max(track.existenceUs, look.toUs),
  };
  return liveTrackOf(state, track.ofBank);
}

function wasSeen(track: TrackState, look: Look, sweep: Sweep, sensor: SensorContext): boolean {
  const { periodUs } = sensor.geometry.spec;
  const isSector =
    sweep.azimuthWidthRad < SECTOR_WIDTH_MAX_RAD && look.toUs - look.fromUs < 0.5 * periodUs;
  const fromUs = isSector ? look.fromUs - NEIGHBOUR_PERIODS * periodUs : look.fromUs;
  const own = track.contributions.find((entry) => entry.sensor === sensor.index);
  return own !== undefined && own.lastUs >= fromUs;
}

/** Probability that the object's azimuth, as the sensor measures it, lies in the swept sector. */
function chanceInSector(track: LiveTrack, dt: number, sweep: Sweep, sensor: SensorContext): number {
  if (sweep.azimuthWidthRad >= TWO_PI) return 1;
  const { rotation, positionM, spec } = sensor.geometry;
  const state = track.bank.ballisticProbability > 0.5 ? track.bank.ballistic : track.bank.agile;
  const { mean, covariance } = state;
  const n = mean.length;
  const de = mean[0] + dt * mean[3] - positionM[0];
  const dn = mean[1] + dt * mean[4] - positionM[1];
  const du = mean[2] + dt * mean[5] - positionM[2];
  const x = rotation[0] * de + rotation[1] * dn + rotation[2] * du;
  const y = rotation[3] * de + rotation[4] * dn + rotation[5] * du;
  const azimuth = Math.atan2(x, y) - spec.azimuthOffsetRad;
  const variance =
    0.5 * (covariance[0] + covariance[n + 1]) +
    0.5 * dt * dt * (covariance[3 * n + 3] + covariance[4 * n + 4]);
  const sigma = Math.sqrt(variance / Math.max(x * x + y * y, 1)) + 1e-6;
  // Degrees past the sector's start; below zero where the start is nearer than the end.
  const past = wrapTwoPi(azimuth - sweep.azimuthFromRad);
  const width = sweep.azimuthWidthRad;
  const offset = past - width > (TWO_PI - width) / 2 ? past - TWO_PI : past;
  return Math.max(0, normalShare((width - offset) / sigma) - normalShare(-offset / sigma));
}

/** The normal distribution function, by a logistic curve: within 0.01, which is all that a sector's border needs. */
function normalShare(x: number): number {
  if (x > 8) return 1;
  if (x < -8) return 0;
  return 1 / (1 + Math.exp(-1.702 * x));
}
