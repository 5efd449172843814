import type { TimeUs } from "@tocsin/core";
import {
  addressFrom,
  callsignFrom,
  placeFrom,
  squawkFrom,
  type ReportResult,
} from "./aircraft-report.ts";

const FIELDS_MIN = 22;
const FIELDS_MAX = 32;

/**
 * One line of the BaseStation format (SBS-1, port 30003): `MSG` lines with 22 fields, of which those that the message
 * does not tell are empty. Its dates are the sender's local time without a zone, and are not used.
 */
export function decodeSbsLine(line: string): ReportResult {
  const fields = line.trim().split(",", FIELDS_MAX);
  if (fields[0] !== "MSG" || fields.length < FIELDS_MIN)
    return { ok: false, reason: "not-a-report" };
  const named = addressFrom(fields[4].trim());
  if (named === null) return { ok: false, reason: "bad-address" };
  const [altitude, speed, track, latitude, longitude, climb] = fields.slice(11, 17).map(numberFrom);
  const numbers = [altitude, speed, track, latitude, longitude, climb];
  if (numbers.some(Number.isNaN)) return { ok: false, reason: "bad-number" };
  const hasPlace = latitude !== null && longitude !== null;
  const place = hasPlace ? placeFrom(latitude, longitude) : null;
  if (hasPlace && place === null) return { ok: false, reason: "bad-position" };
  const ground = fields[21].trim();
  return {
    ok: true,
    report: {
      ...named,
      timeUs: null,
      place,
      isMultilaterated: false,
      onGround: ground === "" ? null : ground !== "0",
      pressureAltitudeFt: altitude,
      geometricHeightFt: null,
      groundSpeedKt: speed,
      trackDeg: track,
      climbFtPerMin: climb,
      callsign: callsignFrom(fields[10]),
      squawk: squawkFrom(fields[17].trim()),
      nacP: null,
      nacV: null,
      gva: null,
      containmentM: null,
      signalDb: null,
    },
  };
}

/**
 * When a line says that it was made, µs, as if its clock showed UTC: good for the time between two lines, not for a date. Null where it
 * does not say.
 */
export function sbsTimeOf(line: string): TimeUs | null {
  const [date = "", time = ""] = line.split(",", 8).slice(6);
  const match = /^\s*(\d{4})\/(\d{2})\/(\d{2})$/.exec(date);
  if (match === null || !/^\s*\d{2}:\d{2}:\d{2}(\.\d{1,6})?\s*$/.test(time)) return null;
  const ms = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${time.trim()}Z`);
  return Number.isNaN(ms) ? null : ms * 1000;
}

/** Null for an empty field, NaN for one that is no plain number. */
function numberFrom(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^[+-]?\d{1,9}(\.\d{1,12})?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
