import { degrees, type PositionDetection } from "@tocsin/core";
import { type LookEncoder, placesEncoder } from "@tocsin/sdk";
import { beastFrame } from "./beast-frame.ts";
import {
  identitySquitter,
  positionSquitter,
  type SquitterHead,
  velocitySquitter,
} from "./squitter.ts";

const FOOT_M = 0.3048;
const KNOT_MPS = 1_852 / 3_600;
const TICKS_PER_US = 12;
/** The receiver's clock has 48 bits; 0 would mean that it has none. */
const TICKS_MODULO = 281_474_976_710_656;
/** Height of 12 bits in steps of 25 ft from −1,000 ft. */
const HEIGHT_FT = { least: -1_000, most: 50_175 };
const SPEED_KT_MAX = 1_021;
const CLIMB_STEP_FT_PER_MIN = 64;
const CLIMB_FT_PER_MIN_MAX = 32_576;
/** Type codes of heights above the ellipsoid, by the 95 % bound of the place that they claim, m (RTCA DO-260, table 2-11). */
const TYPE_CODES = [
  [20, 3],
  [21, 10],
] as const;
const TYPE_CODE_OTHER = 22;
const SIGMAS_OF_95_PERCENT = 2.4477;

/**
 * A receiver of 1090 MHz that hands aircraft on in Beast frames: for each report an even and an odd position with its height above the ellipsoid, the velocity over the ground
 * and the callsign. An object without a 24-bit address can't be said, and transponder codes are not.
 */
export const aircraftEncoder = (): LookEncoder =>
  placesEncoder((detection) => {
    const address = detection.identity?.aircraftAddress ?? null;
    return address === null ? null : framesOf(detection, Number.parseInt(address, 16));
  });

function framesOf(detection: PositionDetection, address: number): readonly Uint8Array[] {
  const head: SquitterHead = { address };
  const place = {
    latitudeDeg: degrees(detection.latitudeRad),
    longitudeDeg: degrees(detection.longitudeRad),
  };
  const said = {
    altitudeFt: detection.heightM === null ? null : heightFt(detection.heightM),
    typeCode: typeCodeOf(detection),
  };
  const velocity = velocityOf(head, detection.velocity);
  const callsign = detection.identity?.callsign ?? null;
  const ticks = (detection.sensedUs * TICKS_PER_US) % TICKS_MODULO || 1;
  return [
    ...(callsign === null ? [] : [identitySquitter(head, callsign.toUpperCase().slice(0, 8))]),
    ...(velocity === null ? [] : [velocity]),
    positionSquitter(head, place, { ...said, isOdd: false }),
    positionSquitter(head, place, { ...said, isOdd: true }),
  ].map((message) => beastFrame(message, ticks));
}

const clamped = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** To the step of the field. */
const heightFt = (heightM: number): number =>
  clamped(25 * Math.round(heightM / FOOT_M / 25), HEIGHT_FT.least, HEIGHT_FT.most);

function typeCodeOf({ covarianceEeM2, covarianceNnM2 }: PositionDetection): number {
  const radiusM = SIGMAS_OF_95_PERCENT * Math.sqrt((covarianceEeM2 + covarianceNnM2) / 2);
  return TYPE_CODES.find(([, boundM]) => radiusM <= boundM)?.[0] ?? TYPE_CODE_OTHER;
}

/** Null where none was reported, and beyond the 1,021 knots of the field. */
function velocityOf(
  head: SquitterHead,
  velocity: PositionDetection["velocity"],
): Uint8Array | null {
  if (velocity === null) return null;
  const eastKt = Math.round(velocity.eastMps / KNOT_MPS);
  const northKt = Math.round(velocity.northMps / KNOT_MPS);
  if (Math.abs(eastKt) > SPEED_KT_MAX || Math.abs(northKt) > SPEED_KT_MAX) return null;
  const climb = ((velocity.upMps ?? 0) / FOOT_M) * 60;
  const steps = Math.round(climb / CLIMB_STEP_FT_PER_MIN);
  const climbFtPerMin = clamped(
    steps * CLIMB_STEP_FT_PER_MIN,
    -CLIMB_FT_PER_MIN_MAX,
    CLIMB_FT_PER_MIN_MAX,
  );
  return velocitySquitter(head, { eastKt, northKt, climbFtPerMin });
}
