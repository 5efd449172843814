import type { CotEvent, DecodedEvent } from "./cot-event.ts";
import { NAME_LENGTH_MAX, refuse } from "./cot-event.ts";

/** An event as read, before anything in it is believed: NaN stands for what is no number. */
export type ReadEvent = {
  readonly [Key in keyof CotEvent]: CotEvent[Key] extends number | null
    ? number | null
    : CotEvent[Key];
};

/** From this on a height or an error is not known: 9999999 in XML, 999999 in the TAK protocol. */
const UNKNOWN_FROM_M = 999_999;
/** No object in the air that warnings are about is higher, and no ground is lower. */
const HEIGHT_MAX_M = 1_000_000;
const HEIGHT_MIN_M = -1_000;
const SPEED_MAX_MPS = 10_000;
/** Of the year 9999, the last that the standard's times can write. */
const TIME_MAX_US = 253_402_300_800_000_000;
const TYPE_FORM = /^[A-Za-z0-9](?:-?[A-Za-z0-9_.]+)*$/;

/** Holds an event against the standard: names and times must be there, and a point on the Earth; the rest is left out where it is none. */
export function checkEvent(read: ReadEvent): DecodedEvent {
  const { uid, type, latitudeDeg, longitudeDeg } = read;
  if (uid === "" || uid.length > NAME_LENGTH_MAX) return malformed("uid");
  if (type.length > NAME_LENGTH_MAX || !TYPE_FORM.test(type)) return malformed("type");
  for (const key of ["timeUs", "startUs", "staleUs"] as const)
    if (!isTime(read[key])) return malformed(key.slice(0, -"Us".length));
  if (!within(latitudeDeg, -90, 90)) return malformed("lat");
  if (!within(longitudeDeg, -180, 180)) return malformed("lon");
  const isMoving = within(read.speedMps, 0, SPEED_MAX_MPS) && within(read.courseDeg, -360, 360);
  return {
    ok: true,
    event: {
      ...read,
      timeUs: Number(read.timeUs),
      startUs: Number(read.startUs),
      staleUs: Number(read.staleUs),
      latitudeDeg,
      longitudeDeg,
      heightM: knownOr(read.heightM, HEIGHT_MIN_M, HEIGHT_MAX_M),
      circularErrorM: errorOf(read.circularErrorM),
      linearErrorM: errorOf(read.linearErrorM),
      callsign: read.callsign === "" ? null : read.callsign,
      speedMps: isMoving ? read.speedMps : null,
      courseDeg: isMoving ? read.courseDeg : null,
    },
  };
}

const malformed = (attribute: string): DecodedEvent => refuse("malformed-event", attribute);

const within = (value: number | null, min: number, max: number): value is number =>
  value !== null && value >= min && value <= max;

const isTime = (value: number | null): boolean =>
  Number.isSafeInteger(value) && within(value, 0, TIME_MAX_US);

const knownOr = (value: number | null, min: number, max: number): number | null =>
  within(value, min, max) && value < UNKNOWN_FROM_M ? value : null;

/** An error of 0 was not filled in: nothing is measured without one. */
const errorOf = (value: number | null): number | null =>
  within(value, Number.MIN_VALUE, UNKNOWN_FROM_M) && value < UNKNOWN_FROM_M ? value : null;
