import { geodeticToEnu, heightOfEnu } from "../geodesy/local-frame.ts";
import type { Detection } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { priorOf } from "../registration/registration-prior.ts";
import type { Track } from "../tracking/track.ts";
import { hypot2, hypot3, square } from "../units/algebra.ts";
import { angleDifference } from "../units/angle.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";

/** Where a track's object was at a moment, as a sensor would have it. */
export interface ExpectedObject {
  readonly track: Track;
  /** Site frame, m. */
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  readonly aboveGroundM: number;
  /** Slant range, its level part, and azimuth clockwise from true north at the sensor. */
  readonly rangeM: number;
  readonly levelM: number;
  readonly azimuthRad: number;
  /** Variance of its place, of the worse level direction, m². */
  readonly varianceM2: number;
  /** How far it may have gone otherwise than straight on, m. */
  readonly wanderM: number;
}

/** What flies may turn or brake by so much, m/s². */
const ACCELERATION_MPS2 = 10;
/** A detection is of the object within so many sigmas of both and this many metres, for all that neither states. */
const GATE_SIGMAS = 4;
const GATE_M = 30;

/** Straight on from the track's estimate, and down by gravity what falls; drag and thrust are in the wander. */
export function expectObject(track: Track, geometry: SensorGeometry, atUs: TimeUs): ExpectedObject {
  const { mean, covariance, model } = track.estimates[0];
  const dtS = secondsBetween(track.timeUs, atUs);
  const fallM = model === "ballistic" ? 0.5 * STANDARD_GRAVITY_MPS2 * square(dtS) : 0;
  const eastM = mean[0] + dtS * mean[3];
  const northM = mean[1] + dtS * mean[4];
  const upM = mean[2] + dtS * mean[5] - fallM;
  const { rotation: r, translation: t } = geometry;
  const e = r[0] * eastM + r[1] * northM + r[2] * upM + t[0];
  const n = r[3] * eastM + r[4] * northM + r[5] * upM + t[1];
  const u = r[6] * eastM + r[7] * northM + r[8] * upM + t[2];
  const size = mean.length;
  const speed2 = Math.max(covariance[3 * size + 3], covariance[4 * size + 4]);
  return {
    track,
    eastM,
    northM,
    upM,
    aboveGroundM: aboveGroundOf(geometry, eastM, northM, upM),
    rangeM: hypot3(e, n, u),
    levelM: hypot2(e, n),
    azimuthRad: Math.atan2(e, n),
    varianceM2: Math.max(covariance[0], covariance[size + 1]) + square(dtS) * speed2,
    wanderM: 0.5 * ACCELERATION_MPS2 * square(dtS),
  };
}

function aboveGroundOf(
  { siteFrame, terrain, groundHeightM }: SensorGeometry,
  eastM: number,
  northM: number,
  upM: number,
): number {
  const ground = terrain === null ? groundHeightM : terrain.heightAt(eastM, northM);
  return heightOfEnu(siteFrame, eastM, northM, upM) - ground;
}

/** A detection reduced to what a comparison with an expected object takes. */
export type Sighting =
  | {
      readonly kind: "polar";
      readonly rangeM: number;
      readonly azimuthRad: number;
      readonly rangeVarianceM2: number;
      readonly azimuthVariance: number;
    }
  | { readonly kind: "bearing"; readonly azimuthRad: number; readonly azimuthVariance: number }
  | {
      readonly kind: "position";
      readonly eastM: number;
      readonly northM: number;
      readonly varianceM2: number;
    };

/** Errors that a sensor may have beside those that it states are added: what they explain speaks against nobody. */
export function sightingOf(detection: Detection, geometry: SensorGeometry): Sighting {
  const { spec } = geometry;
  const prior = priorOf(spec);
  const azimuthBias = square(prior?.azimuthSigmaRad ?? 0);
  if (detection.kind === "position") {
    const { latitudeRad, longitudeRad, heightM } = detection;
    const place = { latitudeRad, longitudeRad, heightM: heightM ?? geometry.groundHeightM };
    const [eastM, northM] = geodeticToEnu(geometry.siteFrame, place);
    const varianceM2 = Math.max(detection.covarianceEeM2, detection.covarianceNnM2);
    return { kind: "position", eastM, northM, varianceM2 };
  }
  const azimuthRad = detection.azimuthRad + spec.azimuthOffsetRad;
  const azimuthVariance = square(detection.azimuthSigmaRad) + azimuthBias;
  if (detection.kind === "bearing") return { kind: "bearing", azimuthRad, azimuthVariance };
  return {
    kind: "polar",
    rangeM: detection.rangeM + spec.rangeOffsetM,
    azimuthRad,
    rangeVarianceM2: square(detection.rangeSigmaM) + square(prior?.rangeSigmaM ?? 0),
    azimuthVariance,
  };
}

/**
 * How far a sighting lies from an expected object: the mean over its components of the square of the distance by the variance of both, or
 * infinity where it is beyond {@link GATE_SIGMAS} and {@link GATE_M} and not of that object. What an object may have wandered is taken off.
 */
export function apartness(sighting: Sighting, object: ExpectedObject): number {
  const { varianceM2: own, wanderM } = object;
  if (sighting.kind === "position") {
    const distanceM = hypot2(sighting.eastM - object.eastM, sighting.northM - object.northM);
    // Two components share the distance.
    return componentOf(distanceM, sighting.varianceM2 + own, wanderM) / 2;
  }
  // The distance first: it rules most out, and takes no sine.
  const along =
    sighting.kind === "bearing"
      ? 0
      : componentOf(
          Math.abs(sighting.rangeM - object.rangeM),
          sighting.rangeVarianceM2 + own,
          wanderM,
        );
  if (along === Infinity) return Infinity;
  const turn = Math.abs(angleDifference(sighting.azimuthRad, object.azimuthRad));
  if (turn > Math.PI / 2) return Infinity;
  const acrossM = object.levelM * Math.sin(turn);
  const acrossM2 = square(object.levelM) * sighting.azimuthVariance + own;
  const across = componentOf(acrossM, acrossM2, wanderM);
  return sighting.kind === "bearing" ? across : (across + along) / 2;
}

function componentOf(distanceM: number, varianceM2: number, wanderM: number): number {
  if (distanceM > GATE_SIGMAS * Math.sqrt(varianceM2) + GATE_M + wanderM) return Infinity;
  return square(Math.max(0, distanceM - wanderM)) / varianceM2;
}
