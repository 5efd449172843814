import type { BearingDetection, Detection, PolarDetection, PositionDetection } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { horizontalCovariance } from "./horizontal-covariance.ts";
import { identityFrom } from "./identity.ts";
import type { RejectReason } from "./reject-reason.ts";
import { SENSOR_CONFIGURATION, TARGET_MESSAGE, targetReaders as read } from "./target-readers.ts";
import { DEGREE_RAD } from "./units.ts";

const REFERENCE_TARGET = 1;
const SYNTHETIC_TARGET = 2;
const SIMULATED_TARGET = 3;
/** No radar is better than this, whatever it states: a sigma of zero would outweigh everything else. */
const RANGE_SIGMA_MIN_M = 0.5;
const ANGLE_SIGMA_MIN_RAD = 0.01 * DEGREE_RAD;
const SPEED_SIGMA_MIN_MPS = 0.05;
const HEIGHT_SIGMA_MIN_M = 1;

/**
 * The detection of a CAT015 target report, or the reason why it is none.
 *
 * A monostatic sensor's slant range and azimuth (I015/625, 627) become a polar detection, with the elevation 628 and the
 * Doppler velocity 626, else the range rate of 625. Without a range it is a bearing: a camera, a direction finder. What a
 * multistatic sensor measures is bistatic and no place of its own: there the position it computed counts (I015/600, with
 * height 601 and velocity 602, 604). Errors are those of the report where it states them. The document leaves the
 * sign of the Doppler velocity open; it is taken as positive when receding, unless the sensor is configured otherwise. The
 * meaning of the classes of I015/300 is each maker's own, and the category has no radar cross-section: neither is used.
 */
export function targetToDetection(
  record: AsterixRecord,
  context: DetectionContext,
): Detection | RejectReason {
  const refused = refusal(record);
  if (refused !== null) return refused;
  const configuration = read.configuration(record);
  const rangeM = read.rangeM(record);
  const azimuthDeg = read.azimuthDeg(record);
  const latitudeDeg = read.latitudeDeg(record);
  const longitudeDeg = read.longitudeDeg(record);
  if (configuration === SENSOR_CONFIGURATION.monostatic && rangeM !== null && azimuthDeg !== null) {
    return rangeM > 0 ? polar(record, context, { rangeM, azimuthDeg }) : "position-invalid";
  }
  if (latitudeDeg !== null && longitudeDeg !== null) {
    return position(record, context, { latitudeDeg, longitudeDeg });
  }
  if (rangeM !== null) return azimuthDeg === null ? "no-position" : "bistatic-range";
  if (azimuthDeg === null) return "no-position";
  if (configuration === SENSOR_CONFIGURATION.multistatic) return "bistatic-range";
  return bearing(record, context, azimuthDeg);
}

function refusal(record: AsterixRecord): RejectReason | null {
  const type = read.messageType(record);
  if (type === TARGET_MESSAGE.trackEnd) return "track-end";
  if (type === null || type < TARGET_MESSAGE.measurementPlot || type > TARGET_MESSAGE.trackEnd) {
    return "unknown-message-type";
  }
  const taxonomy = read.taxonomy(record);
  if (taxonomy === REFERENCE_TARGET) return "field-monitor";
  if (taxonomy === SYNTHETIC_TARGET) return "test-target";
  if (taxonomy === SIMULATED_TARGET) return "simulated";
  const isTrack =
    type === TARGET_MESSAGE.measurementTrack || type === TARGET_MESSAGE.sensorCentricTrack;
  return isTrack && read.positionCoasted(record) === 1 ? "coasted" : null;
}

function polar(
  record: AsterixRecord,
  { sensedUs, sensor, accuracy }: DetectionContext,
  { rangeM, azimuthDeg }: { readonly rangeM: number; readonly azimuthDeg: number },
): PolarDetection {
  const elevationDeg = read.elevationDeg(record);
  // A height beside an elevation was computed from it, and would count the same error twice.
  const height =
    elevationDeg === null ? heightOf(record, accuracy) : { heightM: null, heightSigmaM: 0 };
  return {
    kind: "polar",
    sensedUs,
    rangeM,
    azimuthRad: azimuthDeg * DEGREE_RAD,
    elevationRad: elevationDeg === null ? null : elevationDeg * DEGREE_RAD,
    ...rangeRateOf(record, sensor.dopplerSign ?? 1, accuracy.rangeRateSigmaMps),
    ...height,
    rangeSigmaM: Math.max(read.rangeSigmaM(record) ?? accuracy.rangeSigmaM, RANGE_SIGMA_MIN_M),
    azimuthSigmaRad: angleSigma(read.azimuthSigmaDeg(record), accuracy.azimuthSigmaRad),
    elevationSigmaRad: angleSigma(read.elevationSigmaDeg(record), accuracy.elevationSigmaRad),
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

function bearing(
  record: AsterixRecord,
  { sensedUs, accuracy }: DetectionContext,
  azimuthDeg: number,
): BearingDetection {
  const elevationDeg = read.elevationDeg(record);
  return {
    kind: "bearing",
    sensedUs,
    azimuthRad: azimuthDeg * DEGREE_RAD,
    elevationRad: elevationDeg === null ? null : elevationDeg * DEGREE_RAD,
    azimuthSigmaRad: angleSigma(read.azimuthSigmaDeg(record), accuracy.azimuthSigmaRad),
    elevationSigmaRad: angleSigma(read.elevationSigmaDeg(record), accuracy.elevationSigmaRad),
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

function position(
  record: AsterixRecord,
  { sensedUs, accuracy }: DetectionContext,
  { latitudeDeg, longitudeDeg }: { readonly latitudeDeg: number; readonly longitudeDeg: number },
): PositionDetection | RejectReason {
  if (Math.abs(latitudeDeg) > 90) return "position-invalid";
  return {
    kind: "position",
    sensedUs,
    latitudeRad: latitudeDeg * DEGREE_RAD,
    longitudeRad: longitudeDeg * DEGREE_RAD,
    ...horizontalCovariance({
      eastSigmaM: read.sigmaEastM(record) ?? accuracy.positionSigmaM,
      northSigmaM: read.sigmaNorthM(record) ?? accuracy.positionSigmaM,
      correlation: read.correlation(record) ?? 0,
    }),
    ...heightOf(record, accuracy),
    velocity: velocityOf(record, accuracy),
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

function rangeRateOf(record: AsterixRecord, sign: 1 | -1, defaultMps: number) {
  const dopplerMps = read.dopplerMps(record);
  const isDoppler = dopplerMps !== null;
  const sigmaMps = isDoppler ? read.dopplerSigmaMps(record) : read.rangeRateSigmaMps(record);
  return {
    rangeRateMps: isDoppler ? dopplerMps * sign + 0 : read.rangeRateMps(record),
    rangeRateSigmaMps: Math.max(sigmaMps ?? defaultMps, SPEED_SIGMA_MIN_MPS),
  };
}

function heightOf(record: AsterixRecord, accuracy: DetectionContext["accuracy"]) {
  const upperM = read.heightUpper67M(record);
  const lowerM = read.heightLower67M(record);
  const interval67M = upperM === null || lowerM === null ? null : Math.max(upperM, lowerM);
  const statedM = read.heightSigmaM(record) ?? interval67M ?? accuracy.geometricHeightSigmaM;
  return {
    heightM: read.heightCoasted(record) === 1 ? null : read.heightM(record),
    heightSigmaM: Math.max(statedM, HEIGHT_SIGMA_MIN_M),
  };
}

function velocityOf(
  record: AsterixRecord,
  accuracy: DetectionContext["accuracy"],
): PositionDetection["velocity"] {
  const eastMps = read.eastMps(record);
  const northMps = read.northMps(record);
  if (eastMps === null || northMps === null) return null;
  const sigmaEastMps = read.sigmaEastMps(record) ?? accuracy.velocitySigmaMps;
  const sigmaNorthMps = read.sigmaNorthMps(record) ?? accuracy.velocitySigmaMps;
  return {
    eastMps,
    northMps,
    upMps: read.upMps(record),
    horizontalSigmaMps: Math.max(sigmaEastMps, sigmaNorthMps, SPEED_SIGMA_MIN_MPS),
    upSigmaMps: Math.max(read.sigmaUpMps(record) ?? accuracy.climbSigmaMps, SPEED_SIGMA_MIN_MPS),
  };
}

const angleSigma = (statedDeg: number | null, defaultRad: number): number =>
  Math.max(statedDeg === null ? defaultRad : statedDeg * DEGREE_RAD, ANGLE_SIGMA_MIN_RAD);

const identityOf = (record: AsterixRecord) =>
  identityFrom({ track: read.track(record), address: null, callsign: null, mode3A: null });
