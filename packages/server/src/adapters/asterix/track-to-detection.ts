import type { PositionDetection } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { horizontalCovariance } from "./horizontal-covariance.ts";
import { identityFrom } from "./identity.ts";
import type { RejectReason } from "./reject-reason.ts";
import type { AsterixAccuracy, AsterixSensorConfig } from "./sensor-config.ts";
import { stereographicInverse } from "./stereographic.ts";
import type { TrackReaders } from "./track-readers.ts";
import { trackReaders } from "./track-readers.ts";
import { DEGREE_RAD, EARTH_RADIUS_M, FLIGHT_LEVEL_M, FOOT_M } from "./units.ts";

/** No tracker is better than this, whatever it states: a sigma of zero would outweigh everything else. */
const SPEED_SIGMA_MIN_MPS = 0.25;

/**
 * The position detection of a CAT062 system track, or the reason why it is none.
 *
 * The place is I062/105 (WGS-84), else I062/100 about the configured reference point. Height is I062/130 (above
 * the WGS-84 ellipsoid), else the barometric altitude I062/135 or level I062/136, with a sigma that covers the
 * weather unless 135 says that it was corrected for QNH: that is a height above mean sea level. Errors are those of
 * I062/500. They belong to a filtered track: successive ones are not independent, which the engine cannot
 * know; give the sensor errors that are wide enough.
 */
export function trackToDetection(
  record: AsterixRecord,
  context: DetectionContext,
): PositionDetection | RejectReason {
  const { sensor, accuracy } = context;
  const read = trackReaders(record.edition);
  if (read.simulated(record) === 1) return "simulated";
  if (read.trackEnd(record) === 1) return "track-end";
  if (read.coasted(record) === 1) return "coasted";
  const place = placeOf(read, record, sensor);
  if (typeof place === "string") return place;
  return {
    kind: "position",
    sensedUs: context.sensedUs,
    ...place,
    ...covarianceOf(read, record, place.latitudeRad, accuracy.positionSigmaM),
    ...heightOf(read, record, sensor.geoidHeightM ?? 0, accuracy),
    velocity: velocityOf(read, record, accuracy),
    rcsDbsm: null,
    identity: identityFrom({
      track: read.track(record),
      address: read.address(record),
      callsign: read.downlinkedCallsign(record) ?? read.callsign(record),
      mode3A:
        read.codeInvalid(record) === 1 || read.codeGarbled(record) === 1 ? null : read.code(record),
    }),
  };
}

type Place = { readonly latitudeRad: number; readonly longitudeRad: number };

function placeOf(
  read: TrackReaders,
  record: AsterixRecord,
  sensor: AsterixSensorConfig,
): Place | RejectReason {
  const latitudeDeg = read.latitudeDeg(record);
  const longitudeDeg = read.longitudeDeg(record);
  if (latitudeDeg !== null && longitudeDeg !== null) {
    if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return "position-invalid";
    return { latitudeRad: latitudeDeg * DEGREE_RAD, longitudeRad: longitudeDeg * DEGREE_RAD };
  }
  const eastM = read.xM(record);
  const northM = read.yM(record);
  if (eastM === null || northM === null) return "no-position";
  if (sensor.cartesianReference === undefined) return "cartesian-position-only";
  return stereographicInverse({ eastM, northM }, sensor.cartesianReference);
}

function covarianceOf(
  read: TrackReaders,
  record: AsterixRecord,
  latitudeRad: number,
  defaultSigmaM: number,
) {
  const latitudeSigmaDeg = read.sigmaLatitudeDeg(record);
  const longitudeSigmaDeg = read.sigmaLongitudeDeg(record);
  const metresPerDegree = DEGREE_RAD * EARTH_RADIUS_M;
  const eastSigmaM =
    longitudeSigmaDeg === null
      ? (read.sigmaXM(record) ?? defaultSigmaM)
      : longitudeSigmaDeg * metresPerDegree * Math.cos(latitudeRad);
  const northSigmaM =
    latitudeSigmaDeg === null
      ? (read.sigmaYM(record) ?? defaultSigmaM)
      : latitudeSigmaDeg * metresPerDegree;
  return horizontalCovariance({
    eastSigmaM,
    northSigmaM,
    covarianceRootM: read.covarianceRootM(record) ?? 0,
  });
}

function heightOf(
  read: TrackReaders,
  record: AsterixRecord,
  geoidHeightM: number,
  accuracy: AsterixAccuracy,
) {
  const geometricFt = read.geometricFt(record);
  if (geometricFt !== null) {
    const sigmaFt = read.sigmaGeometricFt(record);
    return {
      heightM: geometricFt * FOOT_M + (read.isGeometricAboveSeaLevel ? geoidHeightM : 0),
      heightSigmaM:
        sigmaFt === null ? accuracy.geometricHeightSigmaM : Math.max(sigmaFt * FOOT_M, 1),
    };
  }
  const trackedM = (read.sigmaLevel(record) ?? 0) * FLIGHT_LEVEL_M;
  const level = read.barometricLevel(record) ?? read.measuredLevel(record);
  if (level !== null && read.correctedForPressure(record) === 1) {
    const sigmaM = Math.hypot(trackedM, accuracy.geometricHeightSigmaM);
    return { heightM: level * FLIGHT_LEVEL_M + geoidHeightM, heightSigmaM: sigmaM };
  }
  return {
    heightM: level === null ? null : level * FLIGHT_LEVEL_M,
    heightSigmaM: Math.hypot(trackedM, accuracy.pressureHeightSigmaM),
  };
}

function velocityOf(
  read: TrackReaders,
  record: AsterixRecord,
  accuracy: AsterixAccuracy,
): PositionDetection["velocity"] {
  const eastMps = read.eastMps(record);
  const northMps = read.northMps(record);
  if (eastMps === null || northMps === null) return null;
  const sigmaEastMps = read.sigmaEastMps(record);
  const sigmaNorthMps = read.sigmaNorthMps(record);
  const stated =
    sigmaEastMps === null || sigmaNorthMps === null
      ? accuracy.velocitySigmaMps
      : Math.max(sigmaEastMps, sigmaNorthMps);
  const climb = read.climbFtPerMin(record);
  const sigmaClimb = read.sigmaClimbFtPerMin(record);
  return {
    eastMps,
    northMps,
    upMps: climb === null ? null : (climb * FOOT_M) / 60,
    horizontalSigmaMps: Math.max(stated, SPEED_SIGMA_MIN_MPS),
    upSigmaMps: Math.max(
      sigmaClimb === null ? accuracy.climbSigmaMps : (sigmaClimb * FOOT_M) / 60,
      SPEED_SIGMA_MIN_MPS,
    ),
  };
}
