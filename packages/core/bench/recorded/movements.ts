import type { Geodetic } from "../../src/geodesy/geodetic.ts";
import { numberOf, readTable } from "./read-table.ts";

const RADIANS = Math.PI / 180;
const FEET_M = 0.3048;

/** Where an object was at a time. */
export interface Fix extends Geodetic {
  readonly object: string;
  readonly timeS: number;
}

/** Whether a text tells things apart by a name, or is no table: then it is no altimeter's log. */
export const namesObjects = (text: string): boolean =>
  /^\s*[[{<]/.test(text) ||
  (readTable(text)?.columns.some((name) => ADDRESSES.includes(keyOf(name))) ?? false);

/** Columns that only a table of several things has; an altimeter numbers its flights too. */
const ADDRESSES = ["icao24", "hex", "icao", "mac", "callsign"];

type Cell = string | number | null | undefined;
type Row = (name: string) => Cell;

const NAMES = {
  time: ["lastposupdate", "last_position", "timestamp", "time", "t", "date", "snapshot_id"],
  object: ["icao24", "hex", "icao", "address", "mac", "id", "callsign", "flight"],
  latitude: ["latitude", "lat", "lat_deg"],
  longitude: ["longitude", "lon", "lng", "long", "lon_deg"],
  height: ["geoaltitude", "geo_altitude", "altitude", "alt", "height", "ele", "baroaltitude"],
} as const;

/**
 * Reads where things were out of a table, an array of JSON objects (also by columns), a trace of readsb or a GPX track. Null where it holds no
 * places. Heights are feet where the head says so or the speeds beside them are knots (`groundspeed`), metres otherwise.
 */
export function readFixes(text: string): readonly Fix[] | null {
  const start = text.trimStart().charAt(0);
  const fixes =
    start === "{" || start === "[" ? ofJson(text) : start === "<" ? ofGpx(text) : ofTable(text);
  return fixes === null || fixes.length < 10 ? null : fixes.toSorted((a, b) => a.timeS - b.timeS);
}

function ofTable(text: string): readonly Fix[] | null {
  const table = readTable(text);
  if (table === null) return null;
  const columns = new Map(table.columns.map((name, i) => [keyOf(name), i]));
  const isFeet =
    table.columns.some((name) => /alt.*\bf(ee)?t\b/i.test(name)) || isInKnots([...columns.keys()]);
  return fixesOf(
    table.rows.map((row) => (name) => row[columns.get(name) ?? -1]),
    [...columns.keys()],
    { isFeet, hasDecimalComma: table.hasDecimalComma },
  );
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s*[([].*$/, "")
    .trim();
const isInKnots = (names: readonly string[]): boolean =>
  names.includes("groundspeed") || names.includes("alt_baro");

function ofJson(text: string): readonly Fix[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isFields(parsed)) return Array.isArray(parsed) ? ofRecords(parsed.filter(isFields)) : null;
  if (Array.isArray(parsed["trace"])) return ofTrace(parsed, parsed["trace"]);
  const columns = Object.entries(parsed).filter(([, column]) => isFields(column)) as [
    string,
    Record<string, unknown>,
  ][];
  const keys = Object.keys(columns[0]?.[1] ?? {});
  return ofRecords(
    keys.map((key) => Object.fromEntries(columns.map(([name, column]) => [name, column[key]]))),
  );
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function ofRecords(records: readonly Record<string, unknown>[]): readonly Fix[] | null {
  const names = Object.keys(records[0] ?? {});
  return fixesOf(
    records.map((record) => (name) => record[name] as Cell),
    names,
    { isFeet: isInKnots(names), hasDecimalComma: false },
  );
}

function ofTrace(parsed: Record<string, unknown>, trace: readonly unknown[]): readonly Fix[] {
  const base = Number(parsed["timestamp"] ?? 0);
  return trace.flatMap((entry) => {
    if (!Array.isArray(entry) || typeof entry[3] !== "number") return [];
    const [timeS, latitude, longitude] = entry.map(Number);
    return [
      {
        object: String(parsed["icao"]),
        timeS: base + timeS,
        latitudeRad: latitude * RADIANS,
        longitudeRad: longitude * RADIANS,
        heightM: entry[3] * FEET_M,
      },
    ];
  });
}

function ofGpx(text: string): readonly Fix[] | null {
  const fixes: Fix[] = [];
  for (const [, head, body] of text.matchAll(/<trkpt\b([^>]*)>([\s\S]*?)<\/trkpt>/g)) {
    const read = (pattern: RegExp, from: string): number => Number(pattern.exec(from)?.[1]);
    const fix = {
      object: "track",
      timeS: Date.parse(/<time>([^<]+)<\/time>/.exec(body)?.[1] ?? "") / 1000,
      latitudeRad: read(/\blat="([^"]+)"/, head) * RADIANS,
      longitudeRad: read(/\blon="([^"]+)"/, head) * RADIANS,
      heightM: read(/<ele>([^<]+)<\/ele>/, body) || 0,
    };
    if (Number.isFinite(fix.timeS + fix.latitudeRad + fix.longitudeRad)) fixes.push(fix);
  }
  return fixes;
}

function fixesOf(
  rows: readonly Row[],
  names: readonly string[],
  { isFeet, hasDecimalComma }: { readonly isFeet: boolean; readonly hasDecimalComma: boolean },
): readonly Fix[] | null {
  const find = (kind: keyof typeof NAMES): string | undefined =>
    NAMES[kind].find((name) => names.includes(name) && rows.some((row) => row(name) !== null));
  const [time, object, latitude, longitude] = [
    find("time"),
    find("object"),
    find("latitude"),
    find("longitude"),
  ];
  if (time === undefined || latitude === undefined || longitude === undefined) return null;
  const heights = NAMES.height.filter((name) => names.includes(name));
  const read = (row: Row, name: string): number => {
    const cell = row(name);
    if (cell === null || cell === undefined || cell === "") return NaN;
    return typeof cell === "number" ? cell : numberOf(cell, hasDecimalComma);
  };
  return rows.flatMap((row) => {
    const height = heights.map((name) => read(row, name)).find(Number.isFinite) ?? NaN;
    const fix = {
      object: object === undefined ? "object" : String(row(object)),
      timeS: secondsOf(row(time), read(row, time)),
      latitudeRad: read(row, latitude) * RADIANS,
      longitudeRad: read(row, longitude) * RADIANS,
      heightM: height * (isFeet ? FEET_M : 1),
    };
    return Number.isFinite(fix.timeS + fix.latitudeRad + fix.longitudeRad + fix.heightM)
      ? [fix]
      : [];
  });
}

/** Seconds of a number in seconds, milliseconds or microseconds since 1970, or of a date. */
function secondsOf(cell: Cell, value: number): number {
  if (Number.isFinite(value))
    return value > 1e14 ? value / 1e6 : value > 1e11 ? value / 1e3 : value;
  const text = typeof cell === "string" ? cell.trim() : "";
  const ms = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`);
  return ms / 1000;
}
