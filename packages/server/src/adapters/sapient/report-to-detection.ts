import type { Detection, Identity, PositionDetection, TimeUs } from "@tocsin/core";
import type { DetectionReport } from "./generated/detection_pb.ts";
import type { SapientNodeConfig } from "./node-config.ts";
import { readBearing, type ReadBearing } from "./read-bearing.ts";
import { type GeoidHeight, readPlace, type ReadPlace } from "./read-place.ts";

/** Why a detection report became no detection. */
export type ReportReject =
  /** It says that the object was lost: nothing was seen. */
  | "object-lost"
  /** Units, grid zone or north that are not known, or a place that is none. */
  | "no-position"
  /** A range without a bearing, or a range that is not positive. */
  | "range-only";

export interface ReportContext {
  readonly sensedUs: TimeUs;
  readonly node: SapientNodeConfig;
  readonly geoidHeight: GeoidHeight;
}

/** What nodes write as the state of a report that holds no measurement. */
const LOST = /\b(lost|dropped|ended|terminated)\b/i;
/** Of a velocity whose axes have no stated error together. */
const CARTESIAN = "location";

/**
 * The detection of a report: a place, a range and bearing, or a bearing alone. Stated errors are taken as one sigma, which is how the
 * standard's own definition of an error names its type; where none is stated, those of the site file count.
 */
export function reportToDetection(
  report: DetectionReport,
  context: ReportContext,
): Detection | ReportReject {
  if (LOST.test(report.state ?? "")) return "object-lost";
  const { locationOneof } = report;
  if (locationOneof.case === CARTESIAN) {
    const place = readPlace(locationOneof.value, context.geoidHeight);
    return place === null ? "no-position" : positionOf(place, report, context);
  }
  if (locationOneof.case === undefined) return "no-position";
  const bearing = readBearing(locationOneof.value, context.node);
  if (bearing === null) return "no-position";
  return bearing.azimuthRad === null
    ? "range-only"
    : directionOf({ ...bearing, azimuthRad: bearing.azimuthRad }, report, context);
}

function directionOf(
  bearing: ReadBearing & { readonly azimuthRad: number },
  report: DetectionReport,
  { sensedUs, node: { accuracy } }: ReportContext,
): Detection | ReportReject {
  const shared = {
    sensedUs,
    rcsDbsm: null,
    identity: identityOf(report),
    azimuthRad: bearing.azimuthRad,
    elevationRad: bearing.elevationRad,
    azimuthSigmaRad: bearing.azimuthSigmaRad ?? accuracy.azimuthSigmaRad,
    elevationSigmaRad: bearing.elevationSigmaRad ?? accuracy.elevationSigmaRad,
  };
  if (bearing.rangeM === null) return { kind: "bearing", ...shared };
  if (!(bearing.rangeM > 0)) return "range-only";
  return {
    kind: "polar",
    ...shared,
    rangeM: bearing.rangeM,
    rangeRateMps: null,
    heightM: null,
    rangeSigmaM: bearing.rangeSigmaM ?? accuracy.rangeSigmaM,
    rangeRateSigmaMps: 0,
    heightSigmaM: 0,
  };
}

function positionOf(
  place: ReadPlace,
  report: DetectionReport,
  { sensedUs, node: { accuracy } }: ReportContext,
): PositionDetection {
  const eastM = place.eastSigmaM ?? accuracy.positionSigmaM;
  const northM = place.northSigmaM ?? accuracy.positionSigmaM;
  return {
    kind: "position",
    sensedUs,
    rcsDbsm: null,
    identity: identityOf(report),
    latitudeRad: place.latitudeRad,
    longitudeRad: place.longitudeRad,
    heightM: place.heightM,
    covarianceEeM2: eastM * eastM,
    covarianceEnM2: 0,
    covarianceNnM2: northM * northM,
    heightSigmaM: place.heightSigmaM ?? accuracy.heightSigmaM,
    velocity: velocityOf(report, accuracy.velocitySigmaMps),
  };
}

function velocityOf(report: DetectionReport, sigmaMps: number): PositionDetection["velocity"] {
  const velocity = report.velocityOneof.value;
  if (velocity?.eastRate === undefined || velocity.northRate === undefined) return null;
  const { eastRateError = 0, northRateError = 0, upRateError = 0 } = velocity;
  const horizontalMps = Math.max(eastRateError, northRateError);
  return {
    eastMps: velocity.eastRate,
    northMps: velocity.northRate,
    upMps: velocity.upRate ?? null,
    horizontalSigmaMps: horizontalMps > 0 ? horizontalMps : sigmaMps,
    upSigmaMps: upRateError > 0 ? upRateError : sigmaMps,
  };
}

const identityOf = ({ objectId, id }: DetectionReport): Identity => ({
  sensorTrack: objectId ?? null,
  aircraftAddress: null,
  callsign: id === undefined || id === "" ? null : id,
  mode3A: null,
});
