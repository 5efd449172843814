import type { TimeUs } from "@tocsin/core";

/** Longest event that is read. One with many details takes some kilobytes. */
export const EVENT_OCTETS_MAX = 65_536;
/** Longest name and type of an event; real ones have a few dozen characters. */
export const NAME_LENGTH_MAX = 128;

/** What an event says, as far as a picture of the air needs it. Units as in the standard: degrees, metres, metres a second. */
export interface CotEvent {
  readonly uid: string;
  /** Atoms such as `a-f-A-M-F-Q`: what it is about, whose it is, in which dimension. */
  readonly type: string;
  /** How it came about: `h-…` by people, `m-…` by machines. Empty where it does not say. */
  readonly how: string;
  /** Whether of operations, an exercise or a simulation: begins with `o`, `e` or `s`. Empty where it does not say. */
  readonly operation: string;
  readonly timeUs: TimeUs;
  readonly startUs: TimeUs;
  readonly staleUs: TimeUs;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Above the ellipsoid; null where it is not known. */
  readonly heightM: number | null;
  /** One sigma; null where it is not known. */
  readonly circularErrorM: number | null;
  readonly linearErrorM: number | null;
  readonly callsign: string | null;
  readonly speedMps: number | null;
  /** Clockwise from true north. */
  readonly courseDeg: number | null;
}

export type CotReject =
  /** Longer than {@link EVENT_OCTETS_MAX}. */
  | "event-too-long"
  /** A document type, an entity, a processing instruction, a comment or CDATA: nothing that an event needs. */
  | "forbidden-markup"
  /** Neither well-formed XML in UTF-8 with an event as its root, nor a TAK message. */
  | "not-an-event"
  /** An event without its name, type, times or point, or with ones that are none. */
  | "malformed-event"
  /** A message of the TAK protocol that holds no event: what its sender can read. */
  | "no-event";

export type DecodedEvent =
  | { readonly ok: true; readonly event: CotEvent }
  | { readonly ok: false; readonly reason: CotReject; readonly detail: string };

export const refuse = (reason: CotReject, detail: string): DecodedEvent => ({
  ok: false,
  reason,
  detail,
});
