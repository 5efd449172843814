import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SensorSpec } from "../coverage/sensor.ts";
import { createLocalFrame, geodeticToEnu, type LocalFrame } from "../geodesy/local-frame.ts";
import type { Geodetic } from "../geodesy/geodetic.ts";
import type { Detection, Look } from "../measurement/look.ts";
import { predictPolar } from "../measurement/predict-polar.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { normal } from "./tracker-world.test-support.ts";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const RADIANS = Math.PI / 180;

/** A file of recordings that are not shipped, or null where it is absent, which is said. */
export function recording(name: string): string | null {
  const path = join(DATA, name);
  if (existsSync(path)) return path;
  process.stderr.write(`skipped: ${path} is absent (set TOCSIN_DATA)\n`);
  return null;
}

/** Where an object was, as its recording says: times in seconds, ascending, and its place at each, m in the frame asked for. */
export interface Movement {
  readonly name: string;
  readonly times: readonly number[];
  readonly places: readonly (readonly [number, number, number])[];
}

/** Longer gaps between two places of a recording are not bridged, s: nobody knows where it was. */
const BRIDGED_S = 30;

/**
 * East, north and up with velocity at a time; null where the recording says nothing. Between two recorded places runs the cubic whose
 * velocity at each is that from its neighbour before to its neighbour after (E. Catmull and R. Rom, 1974, for uneven times).
 */
export function stateAt({ times, places }: Movement, timeS: number): readonly number[] | null {
  let low = 0;
  let high = times.length - 1;
  if (high < 1 || timeS < times[0] || timeS > times[high]) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= timeS) low = middle;
    else high = middle;
  }
  const dt = times[high] - times[low];
  if (dt > BRIDGED_S) return null;
  const s = (timeS - times[low]) / dt;
  const velocity = (at: number, i: number): number => {
    const isBefore = at > 0 && times[at] - times[at - 1] <= BRIDGED_S;
    const isAfter = at + 1 < times.length && times[at + 1] - times[at] <= BRIDGED_S;
    const before = isBefore ? at - 1 : at;
    const after = isAfter ? at + 1 : at;
    return (places[after][i] - places[before][i]) / (times[after] - times[before]);
  };
  const place: number[] = [];
  const speed: number[] = [];
  for (let i = 0; i < 3; i++) {
    const p = places[low][i];
    const q = places[high][i];
    const v = dt * velocity(low, i);
    const w = dt * velocity(high, i);
    const bend = 3 * (q - p) - 2 * v - w;
    const twist = 2 * (p - q) + v + w;
    place.push(p + s * (v + s * (bend + s * twist)));
    speed.push((v + s * (2 * bend + 3 * s * twist)) / dt);
  }
  return [...place, ...speed];
}

/** The middle one of each five heights: a garbled reply says thousands of metres for one turn, and the aircraft was not there. */
const withoutGarble = (heights: readonly number[]): number[] =>
  heights.map((_, i) => {
    const near = heights.slice(Math.max(0, i - 2), i + 3).sort((a, b) => a - b);
    return near[near.length >> 1];
  });

/** Aircraft of an OpenSky table of state vectors, by their addresses, each at the times at which it was heard. */
export function openSkyMovements(path: string, origin: Geodetic): Movement[] {
  const frame = createLocalFrame(origin);
  const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const column = new Map(head.split(",").map((name, i) => [name, i]));
  const byAddress = new Map<string, { times: number[]; reports: [number, number, number][] }>();
  for (const line of lines) {
    const cells = line.split(",");
    const read = (name: string): number => Number(cells[column.get(name) ?? -1]);
    const address = cells[column.get("icao24") ?? -1];
    const entry = byAddress.get(address) ?? { times: [], reports: [] };
    byAddress.set(address, entry);
    const heard = read("lastposupdate");
    // The table repeats a place until another is heard.
    if (heard <= (entry.times.at(-1) ?? -Infinity)) continue;
    entry.times.push(heard);
    entry.reports.push([read("lat"), read("lon"), read("geoaltitude")]);
  }
  return [...byAddress].map(([name, { times, reports }]) => {
    const heights = withoutGarble(reports.map(([, , height]) => height));
    const places = reports.map(([lat, lon], i) => placeOf(frame, lat, lon, heights[i]));
    return { name, times, places };
  });
}

/** A trace as readsb keeps it: seconds, latitude, longitude, height in feet or "ground"; only what it says in the air. */
export function readsbMovement(path: string, origin: Geodetic): Movement {
  const frame = createLocalFrame(origin);
  const { icao, trace } = JSON.parse(readFileSync(path, "utf8")) as {
    icao: string;
    trace: [number, number, number, number | string | null][];
  };
  const heard = trace.filter(
    (entry, i) => typeof entry[3] === "number" && (i === 0 || entry[0] > trace[i - 1][0]),
  );
  return {
    name: icao,
    times: heard.map(([timeS]) => timeS),
    places: heard.map(([, latitude, longitude, feet]) =>
      placeOf(frame, latitude, longitude, typeof feet === "number" ? feet * 0.3048 : 0),
    ),
  };
}

function placeOf(
  frame: LocalFrame,
  latitudeDeg: number,
  longitudeDeg: number,
  heightM: number,
): [number, number, number] {
  const geodetic = {
    latitudeRad: latitudeDeg * RADIANS,
    longitudeRad: longitudeDeg * RADIANS,
    heightM,
  };
  const [e, n, u] = geodeticToEnu(frame, geodetic, new Float64Array(3));
  return [e, n, u];
}

/** Three numbers a line, metres in a frame of the survey's own, at a steady rate. */
export function surveyedMovement(path: string, perSecond: number, at: readonly number[]): Movement {
  const places = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([x, y, z]): [number, number, number] => [at[0] + x, at[1] + y, at[2] + z]);
  return { name: path, times: places.map((_, i) => i / perSecond), places };
}

/** A turning radar that sees recorded movements with seeded errors and clutter spread over its cover. */
export interface SimulatedRadar {
  readonly spec: SensorSpec;
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  /** Null of a radar that measures no elevation. */
  readonly elevationSigmaRad: number | null;
  /** Null of one that is told no height. */
  readonly heightSigmaM: number | null;
}

/** One turn that ends at `timeUs`, when every object in reach is sensed at once. */
export function radarTurn(
  radar: SimulatedRadar,
  geometry: SensorGeometry,
  states: readonly (readonly number[] | null)[],
  timeUs: number,
  random: () => number,
): Look {
  const { spec } = radar;
  const { coverage } = spec;
  const detections: Detection[] = [];
  for (const state of states) {
    if (state === null) continue;
    const seen = predictPolar(geometry, Float64Array.from(state), new Float64Array(5));
    if (seen[0] > coverage.rangeMaxM || seen[0] < coverage.rangeMinM) continue;
    if (random() >= spec.detectionProbability) continue;
    detections.push(
      plot(radar, timeUs, {
        rangeM: seen[0] + radar.rangeSigmaM * normal(random),
        azimuthRad: seen[1] + radar.azimuthSigmaRad * normal(random),
        elevationRad: seen[2] + (radar.elevationSigmaRad ?? 0) * normal(random),
        heightM: seen[4] + (radar.heightSigmaM ?? 0) * normal(random),
      }),
    );
  }
  for (let left = spec.falseDetectionsPerSweep; left > 0; left--) {
    if (random() >= left) continue;
    const span = coverage.rangeMaxM - coverage.rangeMinM;
    detections.push(
      plot(radar, timeUs, {
        rangeM: coverage.rangeMinM + span * random(),
        azimuthRad: 2 * Math.PI * random(),
        elevationRad: 0.3 * random(),
        heightM: 12_000 * random(),
      }),
    );
  }
  return {
    sensorId: spec.id,
    sequence: Math.round(timeUs / spec.periodUs),
    fromUs: timeUs - spec.periodUs + 1,
    toUs: timeUs,
    sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
    detections,
  };
}

function plot(
  radar: SimulatedRadar,
  sensedUs: number,
  measured: { rangeM: number; azimuthRad: number; elevationRad: number; heightM: number },
): Detection {
  return {
    kind: "polar",
    sensedUs,
    rcsDbsm: null,
    identity: null,
    rangeM: measured.rangeM,
    azimuthRad: measured.azimuthRad,
    elevationRad: radar.elevationSigmaRad === null ? null : measured.elevationRad,
    rangeRateMps: null,
    heightM: radar.heightSigmaM === null ? null : measured.heightM,
    rangeSigmaM: radar.rangeSigmaM,
    azimuthSigmaRad: radar.azimuthSigmaRad,
    elevationSigmaRad: radar.elevationSigmaRad ?? 1,
    rangeRateSigmaMps: 1,
    heightSigmaM: radar.heightSigmaM ?? 1,
  };
}

export const geometryAt = (origin: Geodetic, spec: SensorSpec): SensorGeometry =>
  createSensorGeometry(createLocalFrame(origin), spec);
