import type { Identity, PositionDetection, TimeUs } from "@tocsin/core";
import { type Aircraft, fresh } from "./aircraft.ts";
import { addressText } from "./decode/code-text.ts";
import type { PlaceDeg } from "./decode/compact-position.ts";
import {
  geometricHeightSigmaM,
  horizontalSigmaM,
  pressureHeightSigmaM,
  velocitySigmaMps,
  type QualityClaim,
} from "./position-quality.ts";

const FOOT_M = 0.3048;
const DEGREE_RAD = Math.PI / 180;
/** An altitude is sent with each position; a reply's may fill in for a moment. */
const ALTITUDE_AGE_US = 10_000_000;
/** Pressure at a place changes slowly, its altitude does not: climbing at 20 m/s the difference moves by 4 % of 1,200 m. */
const DIFFERENCE_AGE_US = 60_000_000;
const VELOCITY_AGE_US = 5_000_000;
const QUALITY_AGE_US = 120_000_000;
const NAME_AGE_US = 600_000_000;
/** A reported position is of up to so long ago; one sigma of what is allowed to stay uncorrected, 0.6 s wide (DO-260B, 2.2.3.2.3.7). */
const LATENCY_SIGMA_S = 0.2;
/** Steps of 25 ft, or 100 ft in Gillham's code. */
const ALTITUDE_STEP_SIGMA_M = 9;

/**
 * The position detection of an aircraft's report.
 *
 * Height, above the ellipsoid: the geometric one where it was sent; else the pressure altitude with the difference
 * that the aircraft itself sends with its speed; else the pressure altitude, with a sigma that covers weather and temperature.
 * Along the track the error grows by speed × latency: C = σ²I + (0.2 s)² v vᵀ.
 */
export function toDetection(
  aircraft: Aircraft,
  place: PlaceDeg,
  sensedUs: TimeUs,
  claim: Pick<QualityClaim, "typeCode" | "containmentM" | "isMultilaterated">,
): PositionDetection {
  const nacP = fresh(aircraft.nacP, sensedUs, QUALITY_AGE_US);
  const sigmaM = horizontalSigmaM({ ...claim, nacP });
  const velocity = fresh(aircraft.velocity, sensedUs, VELOCITY_AGE_US);
  const alongEastM = (velocity?.eastMps ?? 0) * LATENCY_SIGMA_S;
  const alongNorthM = (velocity?.northMps ?? 0) * LATENCY_SIGMA_S;
  const sigmaMps = velocitySigmaMps(velocity === null ? null : velocity.nacV);
  return {
    kind: "position",
    sensedUs,
    latitudeRad: place.latitudeDeg * DEGREE_RAD,
    longitudeRad: place.longitudeDeg * DEGREE_RAD,
    covarianceEeM2: sigmaM * sigmaM + alongEastM * alongEastM,
    covarianceEnM2: alongEastM * alongNorthM + 0,
    covarianceNnM2: sigmaM * sigmaM + alongNorthM * alongNorthM,
    ...heightOf(aircraft, sensedUs),
    velocity:
      velocity === null
        ? null
        : {
            eastMps: velocity.eastMps,
            northMps: velocity.northMps,
            upMps: velocity.upMps,
            horizontalSigmaMps: sigmaMps,
            upSigmaMps: CLIMB_SIGMA_MPS,
          },
    rcsDbsm: null,
    identity: identityOf(aircraft, sensedUs),
  };
}

/** Of a barometric climb rate, smoothed, in steps of 64 ft/min. */
const CLIMB_SIGMA_MPS = 2;

function heightOf(aircraft: Aircraft, nowUs: TimeUs) {
  const gva = fresh(aircraft.gva, nowUs, QUALITY_AGE_US);
  const geometricSigmaM = Math.hypot(geometricHeightSigmaM(gva), ALTITUDE_STEP_SIGMA_M);
  const geometricFt = fresh(aircraft.geometricHeightFt, nowUs, ALTITUDE_AGE_US);
  if (geometricFt !== null) return { heightM: geometricFt * FOOT_M, heightSigmaM: geometricSigmaM };
  const pressureFt = fresh(aircraft.pressureAltitudeFt, nowUs, ALTITUDE_AGE_US);
  if (pressureFt === null) return { heightM: null, heightSigmaM: geometricSigmaM };
  const differenceFt = fresh(aircraft.geometricMinusPressureFt, nowUs, DIFFERENCE_AGE_US);
  if (differenceFt !== null)
    return { heightM: (pressureFt + differenceFt) * FOOT_M, heightSigmaM: geometricSigmaM };
  const heightM = pressureFt * FOOT_M;
  return { heightM, heightSigmaM: pressureHeightSigmaM(heightM) };
}

function identityOf(aircraft: Aircraft, nowUs: TimeUs): Identity {
  const address = addressText(aircraft.address);
  return {
    sensorTrack: aircraft.isAircraftAddress ? null : `~${address}`,
    aircraftAddress: aircraft.isAircraftAddress ? address : null,
    callsign: fresh(aircraft.callsign, nowUs, NAME_AGE_US),
    mode3A: fresh(aircraft.squawk, nowUs, NAME_AGE_US),
  };
}
