import type { PositionDetection, TimeUs } from "@tocsin/core";
import type { LocationMessage } from "./decode/message.ts";

const DEGREE_RAD = Math.PI / 180;
/** Bounds of 95 % in sigmas: of a circular Gaussian √(−2 ln 0.05), and of one axis. */
const SIGMAS_OF_CIRCLE = 2.4477;
const SIGMAS_OF_AXIS = 1.96;
/** A satellite receiver that does not state its error: buildings and trees around it. */
const PLACE_SIGMA_M = 30;
const PLACE_SIGMA_MIN_M = 2;
const GEOMETRIC_SIGMA_M = 30;
/** A pressure altitude taken for a height above the ellipsoid: weather, and how high the geoid is. */
const PRESSURE_SIGMA_M = 150;
/** A height above where it took off, added to that of the site's ground. */
const ABOVE_GROUND_SIGMA_M = 50;
const HEIGHT_SIGMA_MIN_M = 2;
const SPEED_SIGMA_MPS = 3;
const SPEED_SIGMA_MIN_MPS = 0.3;
const CLIMB_SIGMA_MPS = 2;
/** Where the drone does not say when it measured. */
const LATENCY_SIGMA_S = 0.5;

export interface DetectionContext {
  readonly sensedUs: TimeUs;
  readonly name: string;
  /** Of the site's ground above the ellipsoid. */
  readonly groundHeightM: number;
}

/**
 * The position detection of a location message; null where it has no place. Errors are those it states, 95 % bounds, else wide
 * ones. Along the track they grow by speed × latency, as C = σ²I + τ² v vᵀ. The height is the geometric one, else that
 * from pressure, else the one above the ground added to the site's.
 */
export function toDetection(
  message: LocationMessage,
  { sensedUs, name, groundHeightM }: DetectionContext,
): PositionDetection | null {
  const { latitudeDeg, longitudeDeg } = message;
  if (latitudeDeg === null || longitudeDeg === null) return null;
  const sigmaM =
    message.horizontalAccuracyM === null
      ? PLACE_SIGMA_M
      : Math.max(message.horizontalAccuracyM / SIGMAS_OF_CIRCLE, PLACE_SIGMA_MIN_M);
  const velocity = velocityOf(message);
  const latencyS = message.timeAccuracyS ?? LATENCY_SIGMA_S;
  const alongEastM = (velocity?.eastMps ?? 0) * latencyS;
  const alongNorthM = (velocity?.northMps ?? 0) * latencyS;
  return {
    kind: "position",
    sensedUs,
    latitudeRad: latitudeDeg * DEGREE_RAD,
    longitudeRad: longitudeDeg * DEGREE_RAD,
    covarianceEeM2: sigmaM * sigmaM + alongEastM * alongEastM,
    covarianceEnM2: alongEastM * alongNorthM + 0,
    covarianceNnM2: sigmaM * sigmaM + alongNorthM * alongNorthM,
    ...heightOf(message, groundHeightM),
    velocity,
    rcsDbsm: null,
    identity: { sensorTrack: name, aircraftAddress: null, callsign: null, mode3A: null },
  };
}

function heightOf(message: LocationMessage, groundHeightM: number) {
  const stated = (accuracyM: number | null, otherwiseM: number): number =>
    accuracyM === null ? otherwiseM : Math.max(accuracyM / SIGMAS_OF_AXIS, HEIGHT_SIGMA_MIN_M);
  if (message.geometricHeightM !== null) {
    const heightSigmaM = stated(message.verticalAccuracyM, GEOMETRIC_SIGMA_M);
    return { heightM: message.geometricHeightM, heightSigmaM };
  }
  if (message.heightM !== null)
    return { heightM: groundHeightM + message.heightM, heightSigmaM: ABOVE_GROUND_SIGMA_M };
  return { heightM: message.pressureAltitudeM, heightSigmaM: PRESSURE_SIGMA_M };
}

function velocityOf(message: LocationMessage): PositionDetection["velocity"] {
  const { speedMps, trackDeg, climbMps, speedAccuracyMps } = message;
  if (speedMps === null || trackDeg === null) return null;
  const sigmaMps = speedAccuracyMps === null ? SPEED_SIGMA_MPS : speedAccuracyMps / SIGMAS_OF_AXIS;
  return {
    eastMps: speedMps * Math.sin(trackDeg * DEGREE_RAD) + 0,
    northMps: speedMps * Math.cos(trackDeg * DEGREE_RAD) + 0,
    upMps: climbMps,
    horizontalSigmaMps: Math.max(sigmaMps, SPEED_SIGMA_MIN_MPS),
    upSigmaMps: CLIMB_SIGMA_MPS,
  };
}
