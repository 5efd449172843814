import type { TimeUs } from "@tocsin/core";
import type { Aircraft, CompactReport, Timed } from "./aircraft.ts";
import {
  decodeGlobal,
  decodeGlobalSurface,
  decodeLocal,
  type PlaceDeg,
} from "./decode/compact-position.ts";

/** An even and an odd report further apart are of different zones, perhaps. DO-260B, A.1.7.5: 10 s in the air. */
const PAIR_AIRBORNE_US = 10_000_000;
const PAIR_SURFACE_US = 25_000_000;
/** A place that is older names no zone: what flew since then is not known. */
const NEAR_AGE_US = 60_000_000;
/** In 60 s at 700 m/s: well within the half zone, 333 km, inside which one report is unambiguous. */
const NEAR_SPEED_MPS = 700;
const NEAR_SLACK_M = 1_000;

export type PlaceReject = "no-pair-yet" | "pair-of-two-zones" | "beyond-range";

export interface PlaceOptions {
  /** The receiver, and how far it can hear. */
  readonly receiver: PlaceDeg;
  readonly rangeMaxM: number;
}

/**
 * The place of a compact report just heard, which is kept as the newest of its parity. By itself if the aircraft's last place
 * is young and the way from there is one that can be flown; else as a pair with the newest of the other parity.
 */
export function findPlace(
  aircraft: Aircraft,
  report: CompactReport,
  timeUs: TimeUs,
  options: PlaceOptions,
): PlaceDeg | PlaceReject {
  const other = report.isOdd ? aircraft.even : aircraft.odd;
  if (report.isOdd) aircraft.odd = { value: report, timeUs };
  else aircraft.even = { value: report, timeUs };
  const found = placeNear(aircraft, report, timeUs) ?? placeOfPair(report, other, timeUs, options);
  if (typeof found === "string") return found;
  return distanceM(found, options.receiver) > options.rangeMaxM ? "beyond-range" : found;
}

function placeNear(aircraft: Aircraft, report: CompactReport, timeUs: TimeUs): PlaceDeg | null {
  const { place } = aircraft;
  if (place === null) return null;
  const ageUs = timeUs - place.timeUs;
  if (ageUs < 0 || ageUs > NEAR_AGE_US) return null;
  const found = decodeLocal(report, place.value, report.isSurface);
  if (found === null) return null;
  const reachM = NEAR_SLACK_M + (NEAR_SPEED_MPS * ageUs) / 1e6;
  return distanceM(found, place.value) <= reachM ? found : null;
}

function placeOfPair(
  report: CompactReport,
  other: Timed<CompactReport> | null,
  timeUs: TimeUs,
  { receiver }: PlaceOptions,
): PlaceDeg | PlaceReject {
  if (other?.value.isSurface !== report.isSurface) return "no-pair-yet";
  const apartUs = Math.abs(timeUs - other.timeUs);
  if (apartUs > (report.isSurface ? PAIR_SURFACE_US : PAIR_AIRBORNE_US)) return "no-pair-yet";
  const even = report.isOdd ? other.value : report;
  const odd = report.isOdd ? report : other.value;
  const place = report.isSurface
    ? decodeGlobalSurface(even, odd, report.isOdd, receiver)
    : decodeGlobal(even, odd, report.isOdd);
  return place ?? "pair-of-two-zones";
}

const METRES_PER_DEGREE = 111_195;

/** On a sphere, small-angle: enough to tell what can be flown. */
function distanceM(a: PlaceDeg, b: PlaceDeg): number {
  const north = a.latitudeDeg - b.latitudeDeg;
  const around = a.longitudeDeg - b.longitudeDeg;
  const east = around - 360 * Math.round(around / 360);
  const middle = ((a.latitudeDeg + b.latitudeDeg) / 2) * (Math.PI / 180);
  return METRES_PER_DEGREE * Math.hypot(north, east * Math.cos(middle));
}
