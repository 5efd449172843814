import type { LocationMessage } from "./message.ts";

/** ASTM F3411-22a, table 7: 95 % bound of the horizontal place; 0 is unknown. */
const HORIZONTAL_M = [
  null,
  18_520,
  7_408,
  3_704,
  1_852,
  926,
  555.6,
  185.2,
  92.6,
  30,
  10,
  3,
  1,
] as const;
/** Table 7: of the height. */
const VERTICAL_M = [null, 150, 45, 25, 10, 3, 1] as const;
/** Table 7: of the speed. */
const SPEED_MPS = [null, 10, 3, 1, 0.3] as const;

const DEGREE_STEP = 1e-7;
const ALTITUDE_STEP_M = 0.5;
const ALTITUDE_UNKNOWN_M = -1_000;
/** With the multiplier, steps are coarser and count from where the fine ones end. */
const SPEED_STEP_MPS = 0.25;
const SPEED_COARSE_STEP_MPS = 0.75;
const SPEED_COARSE_FROM_MPS = 63.75;
const SPEED_UNKNOWN_MPS = 255;
const CLIMB_STEP_MPS = 0.5;
const CLIMB_MAX_MPS = 62;
const TENTHS_OF_HOUR_MAX = 36_000;

/** A location message of 25 octets (ASTM F3411-22a, 5.4.5.7); null where it names no place on Earth. */
export function decodeLocation(octets: Uint8Array): LocationMessage | null {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const latitude = view.getInt32(5, true);
  const longitude = view.getInt32(9, true);
  if (Math.abs(latitude) > 900_000_000 || Math.abs(longitude) > 1_800_000_000) return null;
  /** Both are 0 where the place is not known. */
  const isPlaced = latitude !== 0 || longitude !== 0;
  const flags = octets[1];
  const tenths = view.getUint16(21, true);
  const timeAccuracy = octets[23] & 15;
  return {
    type: "location",
    status: flags >>> 4,
    latitudeDeg: isPlaced ? latitude * DEGREE_STEP : null,
    longitudeDeg: isPlaced ? longitude * DEGREE_STEP : null,
    trackDeg: trackOf(octets[2], (flags & 2) !== 0),
    speedMps: speedOf(octets[3], (flags & 1) !== 0),
    climbMps: climbOf(view.getInt8(4)),
    pressureAltitudeM: altitudeOf(view.getUint16(13, true)),
    geometricHeightM: altitudeOf(view.getUint16(15, true)),
    heightM: altitudeOf(view.getUint16(17, true)),
    heightReference: (flags & 4) === 0 ? "take-off" : "ground",
    horizontalAccuracyM: HORIZONTAL_M[octets[19] & 15] ?? null,
    verticalAccuracyM: VERTICAL_M[octets[19] >>> 4] ?? null,
    speedAccuracyMps: SPEED_MPS[octets[20] & 15] ?? null,
    pressureAccuracyM: VERTICAL_M[octets[20] >>> 4] ?? null,
    secondOfHour: tenths > TENTHS_OF_HOUR_MAX ? null : tenths / 10,
    timeAccuracyS: timeAccuracy === 0 ? null : timeAccuracy / 10,
  };
}

/** Halves of a metre from −1,000 m, which means that the height is not known. */
export function altitudeOf(steps: number): number | null {
  const altitudeM = steps * ALTITUDE_STEP_M + ALTITUDE_UNKNOWN_M;
  return altitudeM === ALTITUDE_UNKNOWN_M ? null : altitudeM;
}

function trackOf(octet: number, isWest: boolean): number | null {
  const trackDeg = octet + (isWest ? 180 : 0);
  return trackDeg > 360 ? null : trackDeg;
}

function speedOf(octet: number, isCoarse: boolean): number | null {
  const speedMps = isCoarse
    ? octet * SPEED_COARSE_STEP_MPS + SPEED_COARSE_FROM_MPS
    : octet * SPEED_STEP_MPS;
  return speedMps >= SPEED_UNKNOWN_MPS ? null : speedMps;
}

function climbOf(octet: number): number | null {
  const climbMps = octet * CLIMB_STEP_MPS;
  return Math.abs(climbMps) > CLIMB_MAX_MPS ? null : climbMps;
}
