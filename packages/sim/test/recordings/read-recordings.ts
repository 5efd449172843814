import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const FEET_M = 0.3048;
/** A recording that is read again is two flights where nothing was heard for this long, s. */
const GAP_S = 30;

/** Where an object was at a time: seconds since 1970, degrees, metres above the ellipsoid. */
export interface Fix {
  readonly timeS: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly heightM: number;
}

/** One object of a recording, without a gap. */
export interface RecordedTrack {
  readonly id: string;
  readonly fixes: readonly Fix[];
}

export interface Recording {
  /** What it is, in words. */
  readonly name: string;
  readonly kind: "aircraft" | "multirotor";
  /** `flown`: a radar sees what was flown. `claimed`: it is what was heard, and nothing need be there. */
  readonly tracks: readonly RecordedTrack[];
  readonly heard: "flown" | "claimed";
}

/** Recordings that are not shipped, as far as they are where `TOCSIN_DATA` points; `absent` says which are not. */
export function readRecordings(): {
  readonly recordings: readonly Recording[];
  readonly absent: readonly string[];
} {
  const absent: string[] = [];
  const read = (path: string, make: (octets: Buffer) => Recording): readonly Recording[] => {
    const whole = join(DATA, path);
    if (existsSync(whole)) return [make(readFileSync(whole))];
    absent.push(whole);
    return [];
  };
  const recordings = [
    ...read("tracks/OpenSky_Plane_States.csv", (octets) => ({
      name: "84 aircraft over England (OpenSky)",
      kind: "aircraft",
      heard: "flown",
      tracks: ofOpenSky(octets.toString("utf8")),
    })),
    ...read("adsb/readsb_trace_full_ac671b.json", (octets) => ({
      name: "an airliner's day (readsb)",
      kind: "aircraft",
      heard: "flown",
      tracks: ofReadsb(octets.toString("utf8")),
    })),
    ...read("tracks/noisy_spoofing.json.gz", (octets) => ({
      name: "an airliner's claims under spoofed navigation",
      kind: "aircraft",
      heard: "claimed",
      tracks: ofColumns(gunzipSync(octets).toString("utf8")),
    })),
    ...[1, 2].flatMap((number) =>
      read(`tracks/drone-eth/dataset${number}_rtk.txt`, (octets) => ({
        name: `a multirotor, surveyed (${number})`,
        kind: "multirotor",
        heard: "flown",
        tracks: ofSurvey(octets.toString("utf8")),
      })),
    ),
  ];
  return { recordings, absent };
}

function ofOpenSky(text: string): readonly RecordedTrack[] {
  const [head, ...lines] = text.trim().split("\n");
  const columns = new Map(head.split(",").map((name, i) => [name, i]));
  const found = lines.map((line) => {
    const cells = line.split(",");
    const number = (name: string): number => Number(cells[columns.get(name) ?? -1] || Number.NaN);
    const id = cells[columns.get("icao24") ?? -1];
    // The table repeats a place until another is heard.
    return {
      id,
      ...fixOf(number("lastposupdate"), number("lat"), number("lon"), number("geoaltitude")),
    };
  });
  return stretches(found);
}

function ofReadsb(text: string): readonly RecordedTrack[] {
  const { icao, timestamp, trace } = JSON.parse(text) as {
    icao: string;
    timestamp: number;
    trace: readonly (readonly [number, number, number, number | string | null])[];
  };
  return stretches(
    trace.flatMap(([timeS, latitude, longitude, feet]) =>
      typeof feet === "number"
        ? [{ id: icao, ...fixOf(timestamp + timeS, latitude, longitude, feet * FEET_M) }]
        : [],
    ),
  );
}

function ofColumns(text: string): readonly RecordedTrack[] {
  const columns = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, number>>>>;
  return stretches(
    Object.keys(columns["last_position"]).map((row) => ({
      id: String(columns["icao24"][row]),
      ...fixOf(
        columns["last_position"][row] / 1000,
        columns["latitude"][row],
        columns["longitude"][row],
        columns["altitude"][row] * FEET_M,
      ),
    })),
  );
}

/** Metres in a frame of the survey's own, ten times a second: laid beside a place where nothing else is. */
function ofSurvey(text: string): readonly RecordedTrack[] {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const lowest = Math.min(...rows.map(([, , up]) => up));
  return stretches(
    rows.map(([east, north, up], i) => ({
      id: "drone",
      ...fixOf(1.6e9 + i / 10, 47 + north / 111_200, 8 + east / 75_800, 400 + up - lowest + 2),
    })),
  );
}

const fixOf = (timeS: number, latitudeDeg: number, longitudeDeg: number, heightM: number): Fix => ({
  timeS,
  latitudeDeg,
  longitudeDeg,
  heightM,
});

/** The fixes of each object in order of time, without repetitions, cut where nothing was heard; garbled heights give way to the middle one of five. */
function stretches(found: readonly (Fix & { readonly id: string })[]): readonly RecordedTrack[] {
  const tracks: { id: string; fixes: Fix[] }[] = [];
  for (const [id, all] of Map.groupBy(found, (each) => each.id)) {
    const sorted = all
      .filter((fix) =>
        Number.isFinite(fix.timeS + fix.latitudeDeg + fix.longitudeDeg + fix.heightM),
      )
      .toSorted((a, b) => a.timeS - b.timeS);
    let open: Fix[] = [];
    for (const fix of sorted) {
      const last = open.at(-1);
      if (last !== undefined && fix.timeS <= last.timeS) continue;
      if (last === undefined || fix.timeS - last.timeS > GAP_S) {
        open = [];
        tracks.push({ id: `${id}-${tracks.length + 1}`, fixes: open });
      }
      open.push(fix);
    }
  }
  return tracks
    .filter(({ fixes }) => fixes.length > 3)
    .map(({ id, fixes }) => ({ id, fixes: withoutGarble(fixes) }));
}

const withoutGarble = (fixes: readonly Fix[]): readonly Fix[] =>
  fixes.map((fix, i) => {
    const near = fixes.slice(Math.max(0, i - 2), i + 3).map(({ heightM }) => heightM);
    return { ...fix, heightM: near.toSorted((a, b) => a - b)[near.length >> 1] };
  });
