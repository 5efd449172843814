/** Octets of one message (ASTM F3411-22a, 5.4.5.3). */
const MESSAGE_OCTETS = 25;
const PROTOCOL_VERSION = 2;
const ID_OCTETS_MAX = 20;
const ID_TYPE_SERIAL = 1;
const AIRBORNE = 2;
const HEIGHT_FROM_GROUND = 4;

/** 95 % bounds of table 7, by code from 1: of the place, of the height, of the speed. */
const HORIZONTAL_M = [18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3, 1];
const VERTICAL_M = [150, 45, 25, 10, 3, 1];
const SPEED_BOUND_MPS = [10, 3, 1, 0.3];

const SPEED_FINE_MAX_MPS = 63.75;
const SPEED_MAX_MPS = 254.25;
const SPEED_UNKNOWN = 255;
const TRACK_UNKNOWN_DEG = 361;
const CLIMB_STEPS_MAX = 124;
const CLIMB_STEPS_UNKNOWN = 126;
const ALTITUDE_UNKNOWN_M = -1_000;
const ALTITUDE_STEPS_MAX = 65_535;

/** What a location message says; null is not known. */
export interface LocationParts {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly trackDeg: number | null;
  readonly speedMps: number | null;
  readonly climbMps: number | null;
  /** Above the ellipsoid. */
  readonly geometricHeightM: number | null;
  /** Radii and bounds that hold 95 %. */
  readonly horizontalAccuracyM: number | null;
  readonly verticalAccuracyM: number | null;
  readonly speedAccuracyMps: number | null;
  /** Within the hour of UTC. */
  readonly secondOfHour: number;
}

/** A basic identification message with a serial number; letters beyond 20 are cut. */
export function encodeBasicId(serialNumber: string): Uint8Array {
  const octets = start(0);
  octets[1] = (ID_TYPE_SERIAL << 4) | 2;
  const text = new TextEncoder().encode(serialNumber);
  octets.set(text.subarray(0, ID_OCTETS_MAX), 2);
  return octets;
}

/** A location message (5.4.5.7). What lies beyond a field's range is cut to it. */
export function encodeLocation(parts: LocationParts): Uint8Array {
  const octets = start(1);
  const view = new DataView(octets.buffer);
  const trackDeg = trackOf(parts.trackDeg);
  const speed = speedOf(parts.speedMps);
  const isWest = trackDeg >= 180;
  octets[1] = (AIRBORNE << 4) | HEIGHT_FROM_GROUND | (isWest ? 2 : 0) | (speed.isCoarse ? 1 : 0);
  octets[2] = isWest ? trackDeg - 180 : trackDeg;
  octets[3] = speed.steps;
  view.setInt8(4, climbOf(parts.climbMps));
  view.setInt32(5, Math.round(parts.latitudeDeg * 1e7), true);
  view.setInt32(9, Math.round(parts.longitudeDeg * 1e7), true);
  view.setUint16(13, 0, true);
  view.setUint16(15, altitudeOf(parts.geometricHeightM), true);
  view.setUint16(17, 0, true);
  octets[19] =
    codeOf(parts.horizontalAccuracyM, HORIZONTAL_M) |
    (codeOf(parts.verticalAccuracyM, VERTICAL_M) << 4);
  octets[20] = codeOf(parts.speedAccuracyMps, SPEED_BOUND_MPS);
  view.setUint16(21, Math.floor(parts.secondOfHour * 10), true);
  octets[23] = 1;
  return octets;
}

/** Messages in one pack (5.4.5.23). */
export function encodePack(messages: readonly Uint8Array[]): Uint8Array {
  const pack = new Uint8Array(3 + MESSAGE_OCTETS * messages.length);
  pack.set([0xf0 | PROTOCOL_VERSION, MESSAGE_OCTETS, messages.length]);
  for (const [index, message] of messages.entries()) pack.set(message, 3 + MESSAGE_OCTETS * index);
  return pack;
}

function start(type: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(MESSAGE_OCTETS);
  octets[0] = (type << 4) | PROTOCOL_VERSION;
  return octets;
}

const trackOf = (trackDeg: number | null): number =>
  trackDeg === null ? TRACK_UNKNOWN_DEG : Math.round(((trackDeg % 360) + 360) % 360) % 360;

function speedOf(speedMps: number | null): { readonly steps: number; readonly isCoarse: boolean } {
  if (speedMps === null) return { steps: SPEED_UNKNOWN, isCoarse: true };
  if (speedMps <= SPEED_FINE_MAX_MPS)
    return { steps: Math.round(speedMps / 0.25), isCoarse: false };
  const coarse = (Math.min(speedMps, SPEED_MAX_MPS) - SPEED_FINE_MAX_MPS) / 0.75;
  return { steps: Math.round(coarse), isCoarse: true };
}

const climbOf = (climbMps: number | null): number =>
  climbMps === null
    ? CLIMB_STEPS_UNKNOWN
    : Math.max(-CLIMB_STEPS_MAX, Math.min(CLIMB_STEPS_MAX, Math.round(climbMps / 0.5)));

/** Half metres from −1,000 m; 0 is not known, so that −1,000 m itself becomes −999.5 m. */
const altitudeOf = (heightM: number | null): number =>
  heightM === null
    ? 0
    : Math.max(1, Math.min(ALTITUDE_STEPS_MAX, Math.round((heightM - ALTITUDE_UNKNOWN_M) * 2)));

/** The tightest bound that still holds; 0 where none does, or it is not known. */
function codeOf(value: number | null, bounds: readonly number[]): number {
  if (value === null) return 0;
  return bounds.findLastIndex((bound) => value <= bound) + 1;
}
