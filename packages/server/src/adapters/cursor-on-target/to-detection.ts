import { type PositionDetection, radians, type TimeUs } from "@tocsin/core";
import type { CotEvent } from "./decode/cot-event.ts";

/** A place that is stated to be better than this is not: the event is written at another moment than the place was measured. */
const PLACE_SIGMA_MIN_M = 2;
const HEIGHT_SIGMA_MIN_M = 2;
/** Events state no error of a velocity; a receiver of satellites on something that turns. */
const SPEED_SIGMA_MPS = 5;
/** Events say nothing of climbing. */
const CLIMB_SIGMA_MPS = 20;
/** Between measuring and the time that is written. */
const LATENCY_SIGMA_S = 0.5;

/** Errors where an event states none. */
export interface UnstatedErrors {
  readonly positionSigmaM: number;
  readonly heightSigmaM: number;
}

/**
 * The position of an event. Its errors are taken as one sigma, which is how the standard defines them: circular σ on both axes, grown along
 * the track by speed × latency, C = σ²I + τ² v vᵀ. Heights are above the ellipsoid.
 */
export function toDetection(
  event: CotEvent,
  sensedUs: TimeUs,
  { positionSigmaM, heightSigmaM }: UnstatedErrors,
): PositionDetection {
  const sigmaM = Math.max(event.circularErrorM ?? positionSigmaM, PLACE_SIGMA_MIN_M);
  const velocity = velocityOf(event);
  const alongEastM = (velocity?.eastMps ?? 0) * LATENCY_SIGMA_S;
  const alongNorthM = (velocity?.northMps ?? 0) * LATENCY_SIGMA_S;
  return {
    kind: "position",
    sensedUs,
    latitudeRad: radians(event.latitudeDeg),
    longitudeRad: radians(event.longitudeDeg),
    covarianceEeM2: sigmaM * sigmaM + alongEastM * alongEastM,
    covarianceEnM2: alongEastM * alongNorthM + 0,
    covarianceNnM2: sigmaM * sigmaM + alongNorthM * alongNorthM,
    heightM: event.heightM,
    heightSigmaM: Math.max(event.linearErrorM ?? heightSigmaM, HEIGHT_SIGMA_MIN_M),
    velocity,
    rcsDbsm: null,
    identity: {
      sensorTrack: event.uid,
      aircraftAddress: null,
      callsign: event.callsign,
      mode3A: null,
    },
  };
}

function velocityOf({ speedMps, courseDeg }: CotEvent): PositionDetection["velocity"] {
  if (speedMps === null || courseDeg === null) return null;
  return {
    eastMps: speedMps * Math.sin(radians(courseDeg)) + 0,
    northMps: speedMps * Math.cos(radians(courseDeg)) + 0,
    upMps: null,
    horizontalSigmaMps: SPEED_SIGMA_MPS,
    upSigmaMps: CLIMB_SIGMA_MPS,
  };
}
