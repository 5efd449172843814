import {
  addressFrom,
  callsignFrom,
  placeFrom,
  squawkFrom,
  type AircraftReport,
  type ReportReject,
  type ReportResult,
} from "./aircraft-report.ts";

/** More aircraft than a receiver can hear, or points than a day's trace has, are no report. */
export const JSON_ENTRIES_MAX = 100_000;

export interface JsonReports {
  readonly reports: readonly AircraftReport[];
  readonly rejects: readonly ReportReject[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The reports of a document of readsb (or dump1090-fa): `aircraft.json` with `now` and `aircraft`, one aircraft alone as the
 * JSON port sends it line by line, or a trace with `icao`, `timestamp` and `trace`. Times that the document gives are kept;
 * where it gives none, null.
 */
export function decodeReadsbJson(text: string): JsonReports {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { reports: [], rejects: ["not-a-report"] };
  }
  if (!isFields(parsed)) return { reports: [], rejects: ["not-a-report"] };
  const nowS = numberOf(parsed["now"]);
  if (Array.isArray(parsed["trace"])) return gather(traceOf(parsed, parsed["trace"]));
  if (Array.isArray(parsed["aircraft"])) {
    const entries: readonly unknown[] = parsed["aircraft"].slice(0, JSON_ENTRIES_MAX);
    return gather(entries.map((entry) => aircraftOf(entry, nowS)));
  }
  return gather([aircraftOf(parsed, nowS)]);
}

function gather(results: Iterable<ReportResult>): JsonReports {
  const reports: AircraftReport[] = [];
  const rejects: ReportReject[] = [];
  for (const result of results) {
    if (result.ok) reports.push(result.report);
    else rejects.push(result.reason);
  }
  return { reports, rejects };
}

function aircraftOf(entry: unknown, nowS: number | null): ReportResult {
  if (!isFields(entry)) return { ok: false, reason: "not-a-report" };
  const named = addressFrom(textOf(entry["hex"]) ?? "");
  if (named === null) return { ok: false, reason: "bad-address" };
  const latitude = numberOf(entry["lat"]);
  const longitude = numberOf(entry["lon"]);
  const hasPlace = latitude !== null && longitude !== null;
  const place = hasPlace ? placeFrom(latitude, longitude) : null;
  if (hasPlace && place === null) return { ok: false, reason: "bad-position" };
  const ageS = numberOf(entry["seen_pos"]) ?? numberOf(entry["seen"]) ?? 0;
  const isMultilaterated =
    entry["type"] === "mlat" || (Array.isArray(entry["mlat"]) && entry["mlat"].includes("lat"));
  return {
    ok: true,
    report: {
      ...named,
      timeUs: nowS === null ? null : timeOf(nowS - ageS),
      place,
      isMultilaterated,
      onGround: entry["alt_baro"] === "ground" ? true : null,
      pressureAltitudeFt: numberOf(entry["alt_baro"]),
      geometricHeightFt: numberOf(entry["alt_geom"]),
      groundSpeedKt: numberOf(entry["gs"]),
      trackDeg: numberOf(entry["track"]),
      climbFtPerMin: numberOf(entry["geom_rate"]) ?? numberOf(entry["baro_rate"]),
      callsign: callsignFrom(textOf(entry["flight"]) ?? ""),
      squawk: squawkFrom(textOf(entry["squawk"]) ?? ""),
      nacP: numberOf(entry["nac_p"]),
      nacV: numberOf(entry["nac_v"]),
      gva: numberOf(entry["gva"]),
      containmentM: numberOf(entry["rc"]),
      signalDb: numberOf(entry["rssi"]),
    },
  };
}

const STALE_FLAG = 1;
const GEOMETRIC_ALTITUDE_FLAG = 8;

/** Points of a trace: seconds since `timestamp`, place, altitude, speed, track, flags, climb, details, source, geometric height. */
function* traceOf(trace: Fields, points: readonly unknown[]): Generator<ReportResult> {
  const named = addressFrom(textOf(trace["icao"]) ?? "");
  const startS = numberOf(trace["timestamp"]);
  if (named === null || startS === null) {
    yield { ok: false, reason: "bad-address" };
    return;
  }
  for (const point of points.slice(0, JSON_ENTRIES_MAX)) {
    if (!Array.isArray(point)) {
      yield { ok: false, reason: "not-a-report" };
      continue;
    }
    const at: readonly unknown[] = point;
    const flags = numberOf(at[6]) ?? 0;
    if ((flags & STALE_FLAG) !== 0) continue;
    yield pointOf(at, { named, startS, isGeometric: (flags & GEOMETRIC_ALTITUDE_FLAG) !== 0 });
  }
}

function pointOf(
  at: readonly unknown[],
  context: {
    readonly named: { readonly address: number; readonly isAircraftAddress: boolean };
    readonly startS: number;
    readonly isGeometric: boolean;
  },
): ReportResult {
  const latitude = numberOf(at[1]);
  const longitude = numberOf(at[2]);
  const offsetS = numberOf(at[0]);
  const place = latitude === null || longitude === null ? null : placeFrom(latitude, longitude);
  if (place === null || offsetS === null) return { ok: false, reason: "bad-position" };
  const altitude = numberOf(at[3]);
  const details = isFields(at[8]) ? at[8] : {};
  return {
    ok: true,
    report: {
      ...context.named,
      timeUs: timeOf(context.startS + offsetS),
      place,
      isMultilaterated: at[9] === "mlat",
      onGround: at[3] === "ground" ? true : null,
      pressureAltitudeFt: context.isGeometric ? null : altitude,
      geometricHeightFt: numberOf(at[10]) ?? (context.isGeometric ? altitude : null),
      groundSpeedKt: numberOf(at[4]),
      trackDeg: numberOf(at[5]),
      climbFtPerMin: numberOf(at[7]),
      callsign: callsignFrom(textOf(details["flight"]) ?? ""),
      squawk: squawkFrom(textOf(details["squawk"]) ?? ""),
      nacP: numberOf(details["nac_p"]),
      nacV: numberOf(details["nac_v"]),
      gva: numberOf(details["gva"]),
      containmentM: numberOf(details["rc"]),
      signalDb: null,
    },
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e12 ? value : null;
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
/** Null before 1970: the clock of a receiver that has not been set. */
const timeOf = (seconds: number): number | null =>
  seconds >= 0 && seconds < 1e11 ? Math.round(seconds * 1_000_000) : null;
