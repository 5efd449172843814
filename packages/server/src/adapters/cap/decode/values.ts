import type { OfficialCircle, OfficialReference, TimeUs } from "@tocsin/core";
import { CapFault } from "./cap-fault.ts";

/** Most corners of one document's polygons, circles and codes together. */
export const POINTS_MAX = 10_000;
const REFERENCES_MAX = 1_000;
const METERS_PER_KILOMETER = 1_000;
/** Half of the Earth's circumference, m. */
const RADIUS_MAX_M = 20_100_000;
const DEGREES = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/;
const LENGTH = /^\d{1,5}(?:\.\d{1,20})?$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([+-])(\d\d):(\d\d)$/;

/** A moment with its offset from UTC, as CAP's schema has it: no fraction, and no Z. */
export function momentUs(text: string, field: string): TimeUs {
  const found = MOMENT.exec(text.trim());
  if (found === null) throw wrong(field, text, "must be a time such as 2026-05-01T08:00:00-00:00");
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const [offsetHour, offsetMinute] = [Number(found[8]), Number(found[9])];
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const isDate = new Date(wallMs).toISOString().startsWith(text.trim().slice(0, 19));
  if (!isDate || year < 1 || offsetHour > 14 || offsetMinute > 59)
    throw wrong(field, text, "is no moment that there is");
  const offsetMs = (offsetHour * 60 + offsetMinute) * 60_000;
  return (found[7] === "-" ? wallMs + offsetMs : wallMs - offsetMs) * 1_000;
}

/** `lat,lon lat,lon …`, the first pair again at the end; without it, flat. */
export function polygonDeg(text: string, field: string): readonly number[] {
  const pairs = text.trim().split(/\s+/);
  if (pairs.length < 4) throw wrong(field, text, "needs at least four pairs");
  if (pairs.length > POINTS_MAX) throw wrong(field, text, `has over ${POINTS_MAX} pairs`);
  const corners = pairs.map((pair) => pointDeg(pair, field));
  const [first, last] = [corners[0], corners[corners.length - 1]];
  if (first[0] !== last[0] || first[1] !== last[1])
    throw wrong(field, text, "must end with the pair that it begins with");
  return corners.slice(0, -1).flat();
}

/** `lat,lon radius`, the radius in kilometres. */
export function circleOf(text: string, field: string): OfficialCircle {
  const [point = "", radius = "", ...more] = text.trim().split(/\s+/);
  if (more.length > 0 || !LENGTH.test(radius))
    throw wrong(field, text, "must be a point and a radius in km, such as 33.31,44.36 5");
  const [latitudeDeg, longitudeDeg] = pointDeg(point, field);
  const radiusM = Number(radius) * METERS_PER_KILOMETER;
  if (radiusM > RADIUS_MAX_M) throw wrong(field, text, "is larger than the Earth");
  return { latitudeDeg, longitudeDeg, radiusM };
}

function pointDeg(text: string, field: string): readonly [number, number] {
  const [latitude = "", longitude = "", ...more] = text.split(",");
  const isPoint = more.length === 0 && DEGREES.test(latitude) && DEGREES.test(longitude);
  if (!isPoint || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180)
    throw wrong(field, text, "must be latitude,longitude in degrees");
  return [Number(latitude), Number(longitude)];
}

/** `sender,identifier,sent` between white space. */
export function referencesOf(text: string, field: string): readonly OfficialReference[] {
  const parts = text.trim().split(/\s+/);
  if (parts.length > REFERENCES_MAX) throw wrong(field, text, `has over ${REFERENCES_MAX} entries`);
  return parts.map((part) => {
    const [sender = "", identifier = "", sent = "", ...more] = part.split(",");
    if (more.length > 0 || sender === "" || identifier === "")
      throw wrong(field, part, "must be sender,identifier,sent");
    return { sender, identifier, sentUs: momentUs(sent, field) };
  });
}

const SHOWN_MAX = 60;
const wrong = (field: string, text: string, words: string): CapFault =>
  new CapFault("bad-field", field, `is ${JSON.stringify(text.slice(0, SHOWN_MAX))}, and ${words}`);
