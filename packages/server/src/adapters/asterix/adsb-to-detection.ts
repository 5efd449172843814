import type { PositionDetection } from "@tocsin/core";
import { adsbHeightSigmaM, adsbPositionSigmaM, adsbSpeedSigmaMps } from "./adsb-accuracy.ts";
import { category021 } from "./categories/category-021.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import type { DetectionContext } from "./detection-context.ts";
import { identityFrom } from "./identity.ts";
import type { RejectReason } from "./reject-reason.ts";
import { DEGREE_RAD, FLIGHT_LEVEL_M, FOOT_M, NAUTICAL_MILE_M } from "./units.ts";

const raw = (item: string, ...path: readonly string[]) => rawReader(category021, item, ...path);
const quantity = (item: string, ...path: readonly string[]) =>
  quantityReader(category021, item, ...path);

const read = {
  addressType: raw("040", "ATP"),
  fieldMonitor: raw("040", "RAB"),
  onGround: raw("040", "GBS"),
  simulated: raw("040", "SIM"),
  test: raw("040", "TST"),
  positionCheckFailed: raw("040", "IPC"),
  decodingFailed: raw("040", "CPR"),
  positionJump: raw("040", "LDPJ"),
  rangeCheckFailed: raw("040", "RCF"),
  validation: raw("090", "VALSTATE/VAL"),
  validationStated: raw("090", "VALSTATE/EP"),
  latitudeDeg: quantity("130", "LAT"),
  longitudeDeg: quantity("130", "LON"),
  fineLatitudeDeg: quantity("131", "LAT"),
  fineLongitudeDeg: quantity("131", "LON"),
  applies: raw("071"),
  geometric: raw("140"),
  geometricFt: quantity("140"),
  level: quantity("145"),
  groundExceeded: raw("160", "RE"),
  groundSpeed: quantity("160", "GS"),
  trackDeg: quantity("160", "TA"),
  geometricRateExceeded: raw("157", "RE"),
  geometricRate: quantity("157", "GVR"),
  pressureRateExceeded: raw("155", "RE"),
  pressureRate: quantity("155", "BVR"),
  velocityAgeS: quantity("295", "GV"),
  geometricAgeS: quantity("295", "GH"),
  levelAgeS: quantity("295", "FL"),
  track: raw("161", "TRNUM"),
  address: raw("080"),
  callsign: raw("170"),
  code: raw("070", "MODE3A"),
};

/** I021/140 that means "more than this". */
const HEIGHT_EXCEEDED = 32_767;
const ICAO_ADDRESS = 0;
const DUPLICATE_ADDRESS = 1;
const VALIDATION_FAILED = 3;
/** No report is better than this, whatever it states: its co-ordinates have steps of 2.4 m. */
const POSITION_SIGMA_MIN_M = 1;
const SPEED_SIGMA_MIN_MPS = 0.25;
const HEIGHT_SIGMA_MIN_M = 5;
/** What a position may be older than its reception: DO-260B allows 0.1 s uncompensated. */
const LATENCY_S = 0.1;
/** Air 10 K warmer than the standard's puts an aircraft 4 % higher than its level says; one sigma. */
const PRESSURE_HEIGHT_SHARE = 0.03;
/** What an old velocity or height may have changed by since: a turn of 30° bank, and 20 m/s of climb. */
const ACCELERATION_MPS2 = 5;
const CLIMB_MPS = 20;

/**
 * The position detection of a CAT021 ADS-B report, or the reason why it is none.
 *
 * Place is I021/131, else 130. Height is I021/140 (above the WGS-84 ellipsoid), else the flight level 145 with a
 * sigma that covers the weather. Velocity is 160 with 157, else 155. Errors are what the aircraft claims by version, NIC,
 * NAC and SIL (see {@link adsbPositionSigmaM}); a velocity or height that is old by I021/295 has wider ones. What the
 * station itself found wrong (position, range or decoding check failed) is refused. The sender is not authenticated:
 * a report adds to the picture, and its address is an address only where the link says that it is ICAO's.
 */
export function adsbToDetection(
  record: AsterixRecord,
  context: DetectionContext,
): PositionDetection | RejectReason {
  const refused = refusal(record);
  if (refused !== null) return refused;
  const latitudeDeg = read.fineLatitudeDeg(record) ?? read.latitudeDeg(record);
  const longitudeDeg = read.fineLongitudeDeg(record) ?? read.longitudeDeg(record);
  if (latitudeDeg === null || longitudeDeg === null) return "no-position";
  if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return "position-invalid";
  const velocity = velocityOf(record, context);
  const speedMps = velocity === null ? 0 : Math.hypot(velocity.eastMps, velocity.northMps);
  const latencyM = read.applies(record) === null ? speedMps * LATENCY_S : 0;
  const sigmaM = Math.max(Math.hypot(adsbPositionSigmaM(record), latencyM), POSITION_SIGMA_MIN_M);
  return {
    kind: "position",
    sensedUs: context.sensedUs,
    latitudeRad: latitudeDeg * DEGREE_RAD,
    longitudeRad: longitudeDeg * DEGREE_RAD,
    covarianceEeM2: sigmaM * sigmaM,
    covarianceEnM2: 0,
    covarianceNnM2: sigmaM * sigmaM,
    ...heightOf(record, context),
    velocity,
    rcsDbsm: null,
    identity: identityOf(record),
  };
}

function refusal(record: AsterixRecord): RejectReason | null {
  if (read.test(record) === 1) return "test-target";
  if (read.simulated(record) === 1) return "simulated";
  if (read.fieldMonitor(record) === 1) return "field-monitor";
  const isSuspect =
    read.positionCheckFailed(record) === 1 ||
    read.decodingFailed(record) === 1 ||
    read.positionJump(record) === 1 ||
    read.rangeCheckFailed(record) === 1 ||
    (read.validationStated(record) === 1 && read.validation(record) === VALIDATION_FAILED);
  if (isSuspect) return "position-suspect";
  return read.onGround(record) === 1 ? "on-ground" : null;
}

function heightOf(record: AsterixRecord, { accuracy }: DetectionContext) {
  const geometricFt = read.geometricFt(record);
  if (geometricFt !== null && read.geometric(record) !== HEIGHT_EXCEEDED) {
    const statedM = adsbHeightSigmaM(record) ?? accuracy.geometricHeightSigmaM;
    const agedM = (read.geometricAgeS(record) ?? 0) * CLIMB_MPS;
    return {
      heightM: geometricFt * FOOT_M,
      heightSigmaM: Math.max(Math.hypot(statedM, agedM), HEIGHT_SIGMA_MIN_M),
    };
  }
  const level = read.level(record);
  const agedM = (read.levelAgeS(record) ?? 0) * CLIMB_MPS;
  return {
    heightM: level === null ? null : level * FLIGHT_LEVEL_M,
    heightSigmaM: Math.hypot(
      accuracy.pressureHeightSigmaM,
      PRESSURE_HEIGHT_SHARE * Math.max(level ?? 0, 0) * FLIGHT_LEVEL_M,
      agedM,
    ),
  };
}

function velocityOf(
  record: AsterixRecord,
  { accuracy }: DetectionContext,
): PositionDetection["velocity"] {
  const speed = read.groundSpeed(record);
  const trackDeg = read.trackDeg(record);
  if (speed === null || trackDeg === null || read.groundExceeded(record) === 1) return null;
  const speedMps = speed * NAUTICAL_MILE_M;
  const climb = climbFtPerMin(record);
  const statedMps = adsbSpeedSigmaMps(record) ?? accuracy.velocitySigmaMps;
  const agedMps = (read.velocityAgeS(record) ?? 0) * ACCELERATION_MPS2;
  return {
    eastMps: speedMps * Math.sin(trackDeg * DEGREE_RAD),
    northMps: speedMps * Math.cos(trackDeg * DEGREE_RAD),
    upMps: climb === null ? null : (climb * FOOT_M) / 60,
    horizontalSigmaMps: Math.max(Math.hypot(statedMps, agedMps), SPEED_SIGMA_MIN_MPS),
    upSigmaMps: accuracy.climbSigmaMps,
  };
}

function climbFtPerMin(record: AsterixRecord): number | null {
  const geometric = read.geometricRateExceeded(record) === 1 ? null : read.geometricRate(record);
  if (geometric !== null) return geometric;
  return read.pressureRateExceeded(record) === 1 ? null : read.pressureRate(record);
}

function identityOf(record: AsterixRecord) {
  const type = read.addressType(record);
  const isAircraft = type === ICAO_ADDRESS || type === DUPLICATE_ADDRESS;
  return identityFrom({
    track: read.track(record),
    address: isAircraft ? read.address(record) : null,
    callsign: read.callsign(record),
    mode3A: read.code(record),
  });
}
