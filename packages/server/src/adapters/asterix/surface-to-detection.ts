import type { Detection, PolarDetection, PositionDetection } from "@tocsin/core";
import { category010 } from "./categories/category-010.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { horizontalCovariance } from "./horizontal-covariance.ts";
import { identityFrom } from "./identity.ts";
import type { RejectReason } from "./reject-reason.ts";
import { stereographicInverse } from "./stereographic.ts";
import { DEGREE_RAD, FLIGHT_LEVEL_M, FOOT_M, NAUTICAL_MILE_M } from "./units.ts";

const raw = (item: string, ...path: readonly string[]) => rawReader(category010, item, ...path);
const quantity = (item: string, ...path: readonly string[]) =>
  quantityReader(category010, item, ...path);

const read = {
  type: raw("020", "TYP"),
  onGround: raw("020", "GBS"),
  simulated: raw("020", "SIM"),
  test: raw("020", "TST"),
  fieldMonitor: raw("020", "RAB"),
  targetType: raw("020", "TOT"),
  trackEnd: raw("170", "TRE"),
  coasted: raw("170", "CST"),
  rangeM: quantity("040", "RHO"),
  azimuthDeg: quantity("040", "TH"),
  latitudeDeg: quantity("041", "LAT"),
  longitudeDeg: quantity("041", "LON"),
  xM: quantity("042", "X"),
  yM: quantity("042", "Y"),
  sigmaXM: quantity("500", "DEVX"),
  sigmaYM: quantity("500", "DEVY"),
  covarianceRootM: quantity("500", "COVXY"),
  eastMps: quantity("202", "VX"),
  northMps: quantity("202", "VY"),
  groundSpeed: quantity("200", "GSP"),
  trackDeg: quantity("200", "TRA"),
  measuredHeightFt: quantity("091"),
  levelInvalid: raw("090", "V"),
  levelGarbled: raw("090", "G"),
  level: quantity("090", "FL"),
  codeInvalid: raw("060", "V"),
  codeGarbled: raw("060", "G"),
  code: raw("060", "MODE3A"),
  address: raw("220"),
  callsign: raw("245", "CHR"),
  track: raw("161", "TRK"),
};

const PRIMARY_RADAR = 3;
const GROUND_VEHICLE = 2;

/**
 * The detection of a CAT010 surface movement report, or the reason why it is none.
 *
 * A primary radar's range and azimuth (I010/040) become a polar detection; every other report the position I010/041,
 * else 042 about the configured reference point, else 040. Height is I010/091, counted from the configured height of the
 * sensor, else the flight level 090; a report without either says nothing of height. Errors are those of 500, of which the
 * covariance is taken as its root with its sign, as its unit says. A transponder that says it stands on the ground, and what is
 * known as a ground vehicle, is not taken in; an echo always is, whatever it was matched with.
 */
export function surfaceToDetection(
  record: AsterixRecord,
  context: DetectionContext,
): Detection | RejectReason {
  const refused = refusal(record);
  if (refused !== null) return refused;
  const isEcho = read.type(record) === PRIMARY_RADAR;
  const measured = polar(record, context);
  if (isEcho && measured !== null) return measured;
  const placed = position(record, context);
  return typeof placed === "string" ? (measured ?? placed) : placed;
}

function refusal(record: AsterixRecord): RejectReason | null {
  if (read.test(record) === 1) return "test-target";
  if (read.simulated(record) === 1) return "simulated";
  if (read.fieldMonitor(record) === 1) return "field-monitor";
  if (read.trackEnd(record) === 1) return "track-end";
  if ((read.coasted(record) ?? 0) > 0) return "coasted";
  const isGrounded = read.onGround(record) === 1 || read.targetType(record) === GROUND_VEHICLE;
  return isGrounded && read.type(record) !== PRIMARY_RADAR ? "on-ground" : null;
}

function polar(record: AsterixRecord, context: DetectionContext): PolarDetection | null {
  const rangeM = read.rangeM(record);
  const azimuthDeg = read.azimuthDeg(record);
  if (rangeM === null || azimuthDeg === null) return null;
  const { sensedUs, accuracy } = context;
  return {
    kind: "polar",
    sensedUs,
    rangeM,
    azimuthRad: azimuthDeg * DEGREE_RAD,
    elevationRad: null,
    rangeRateMps: null,
    ...heightOf(record, context),
    rangeSigmaM: accuracy.rangeSigmaM,
    azimuthSigmaRad: accuracy.azimuthSigmaRad,
    elevationSigmaRad: 0,
    rangeRateSigmaMps: accuracy.rangeRateSigmaMps,
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

function position(
  record: AsterixRecord,
  context: DetectionContext,
): PositionDetection | RejectReason {
  const place = placeOf(record, context.sensor.cartesianReference);
  if (typeof place === "string") return place;
  const { accuracy } = context;
  return {
    kind: "position",
    sensedUs: context.sensedUs,
    ...place,
    ...horizontalCovariance({
      eastSigmaM: read.sigmaXM(record) ?? accuracy.positionSigmaM,
      northSigmaM: read.sigmaYM(record) ?? accuracy.positionSigmaM,
      covarianceRootM: read.covarianceRootM(record) ?? 0,
    }),
    ...heightOf(record, context),
    velocity: velocityOf(record, accuracy),
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

type Place = { readonly latitudeRad: number; readonly longitudeRad: number };

function placeOf(record: AsterixRecord, reference: Place | undefined): Place | RejectReason {
  const latitudeDeg = read.latitudeDeg(record);
  const longitudeDeg = read.longitudeDeg(record);
  if (latitudeDeg !== null && longitudeDeg !== null) {
    if (Math.abs(latitudeDeg) > 90) return "position-invalid";
    return { latitudeRad: latitudeDeg * DEGREE_RAD, longitudeRad: longitudeDeg * DEGREE_RAD };
  }
  const eastM = read.xM(record);
  const northM = read.yM(record);
  if (eastM === null || northM === null) return "no-position";
  if (reference === undefined) return "cartesian-position-only";
  return stereographicInverse({ eastM, northM }, reference);
}

function heightOf(record: AsterixRecord, { sensor, accuracy }: DetectionContext) {
  const measuredFt = read.measuredHeightFt(record);
  const referenceM = sensor.expectedPosition?.heightM;
  if (measuredFt !== null && referenceM !== undefined) {
    return {
      heightM: referenceM + measuredFt * FOOT_M,
      heightSigmaM: accuracy.radarHeightSigmaM,
    };
  }
  const isUsable = read.levelInvalid(record) !== 1 && read.levelGarbled(record) !== 1;
  const level = isUsable ? read.level(record) : null;
  return {
    heightM: level === null ? null : level * FLIGHT_LEVEL_M,
    heightSigmaM: accuracy.pressureHeightSigmaM,
  };
}

function velocityOf(
  record: AsterixRecord,
  accuracy: DetectionContext["accuracy"],
): PositionDetection["velocity"] {
  const [eastMps, northMps] = [read.eastMps(record), read.northMps(record)];
  const climb = {
    upMps: null,
    horizontalSigmaMps: accuracy.velocitySigmaMps,
    upSigmaMps: accuracy.climbSigmaMps,
  };
  if (eastMps !== null && northMps !== null) return { eastMps, northMps, ...climb };
  const speed = read.groundSpeed(record);
  const trackDeg = read.trackDeg(record);
  if (speed === null || trackDeg === null) return null;
  const speedMps = speed * NAUTICAL_MILE_M;
  return {
    eastMps: speedMps * Math.sin(trackDeg * DEGREE_RAD),
    northMps: speedMps * Math.cos(trackDeg * DEGREE_RAD),
    ...climb,
  };
}

function identityOf(record: AsterixRecord) {
  const isCodeDoubtful = read.codeInvalid(record) === 1 || read.codeGarbled(record) === 1;
  return identityFrom({
    track: read.track(record),
    address: read.address(record),
    callsign: read.callsign(record),
    mode3A: isCodeDoubtful ? null : read.code(record),
  });
}
