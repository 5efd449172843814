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

/** Null for an empty field, NaN for one that is no plain number. */
function numberFrom(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^[+-]?\d{1,9}(\.\d{1,12})?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
