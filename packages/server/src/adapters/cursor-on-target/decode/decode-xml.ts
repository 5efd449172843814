import { MICROS_PER_SECOND } from "@tocsin/core";
import { checkEvent } from "./check-event.ts";
import { type DecodedEvent, EVENT_OCTETS_MAX, refuse } from "./cot-event.ts";
import { MarkupFault, readElements } from "./read-elements.ts";

/** The declaration that may stand first; in it nothing but a version, an encoding and `standalone`. */
const DECLARATION = /^\s*<\?xml\s[^<>?]*\?>/;
/** What begins every document type, comment, CDATA section and processing instruction. */
const FORBIDDEN = /<[!?]/;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads one event in XML. What could make a reader fetch, expand or hide something is refused before it is parsed. Never throws. */
export function decodeXml(octets: Uint8Array): DecodedEvent {
  if (octets.length > EVENT_OCTETS_MAX) return refuse("event-too-long", `${octets.length} octets`);
  let text: string;
  try {
    text = UTF8.decode(octets).replace(DECLARATION, "").trim();
  } catch {
    return refuse("not-an-event", "is not UTF-8");
  }
  if (FORBIDDEN.test(text)) return refuse("forbidden-markup", text.slice(0, 80));
  const parts = new Map<string, Readonly<Record<string, string>>>();
  try {
    readElements(text, (path, attributes) => {
      if (!READ.has(path)) return;
      if (parts.has(path)) throw new MarkupFault(`${path} stands twice`);
      parts.set(path, attributes);
    });
  } catch (error) {
    if (error instanceof MarkupFault) return refuse("not-an-event", error.message);
    throw error;
  }
  const of = (path: string, name: string): string => parts.get(path)?.[name] ?? "";
  if (!parts.has(EVENT)) return refuse("not-an-event", "its root is no event");
  return checkEvent({
    uid: of(EVENT, "uid"),
    type: of(EVENT, "type"),
    how: of(EVENT, "how"),
    operation: of(EVENT, "opex"),
    timeUs: timeOf(of(EVENT, "time")),
    startUs: timeOf(of(EVENT, "start")),
    staleUs: timeOf(of(EVENT, "stale")),
    latitudeDeg: numberOf(of(POINT, "lat")),
    longitudeDeg: numberOf(of(POINT, "lon")),
    heightM: numberOf(of(POINT, "hae")),
    circularErrorM: numberOf(of(POINT, "ce")),
    linearErrorM: numberOf(of(POINT, "le")),
    callsign: of(CONTACT, "callsign"),
    speedMps: numberOf(of(TRACK, "speed")),
    courseDeg: numberOf(of(TRACK, "course")),
  });
}

const EVENT = "event";
const POINT = "event/point";
const CONTACT = "event/detail/contact";
const TRACK = "event/detail/track";
const READ = new Set([EVENT, POINT, CONTACT, TRACK]);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const numberOf = (text: string): number =>
  text.length <= 64 && NUMBER.test(text.trim()) ? Number(text) : Number.NaN;

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?(Z|[+-]\d{2}:\d{2})$/;

/** Microseconds since 1970 of a date and time of XML Schema with its zone; NaN where it is none. */
function timeOf(text: string): number {
  const found = MOMENT.exec(text.trim());
  if (found === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = found;
  const wholeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return (
    wholeMs * MICROS_PER_MILLISECOND + Math.round(Number(`0.${fraction}0`) * MICROS_PER_SECOND)
  );
}
const MICROS_PER_MILLISECOND = 1_000;
