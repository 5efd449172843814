import type { SensorSpec } from "../../src/coverage/sensor.ts";
import { createLocalFrame, geodeticToEnu } from "../../src/geodesy/local-frame.ts";
import { createTracker } from "../../src/tracking/create-tracker.ts";
import { mostProbableClass } from "../../src/tracking/most-probable-class.ts";
import {
  geometryAt,
  type Movement,
  radarTurn,
  type SimulatedRadar,
  stateAt,
} from "../../src/tracking/recorded-movement.test-support.ts";
import { config, NO_HEALTH, radar, seeded } from "../../src/tracking/tracker-world.test-support.ts";
import type { Fix } from "./movements.ts";
import { median } from "./speed-grid.ts";

/** So much of a recording is watched, s: where most is in it. */
const WATCHED_S = 1200;
/** Reports farther apart are two flights, s. */
const GAP_S = 30;
/** A recording that reaches farther is watched by a radar of the air, m. */
const NEAR_M = 5000;
/** An air radar stands so far beside the middle, so that little flies through the cone above it that it does not see, m. */
const ASIDE_M = 25_000;
/** No ground that people fly from is higher, m. */
const GROUND_MOST_M = 3000;
/** Farther off than this, a track is not that object's: of an air radar, and of a near one, m. */
const HELD_WITHIN_M = { air: 2500, near: 150 } as const;
/** A stretch shorter than so many looks is too short for a track. */
const LOOKS_LEAST = 8;
const BALLISTIC: readonly string[] = ["rocket", "mortar", "missile"];

/** What a simulated radar's tracks made of recorded movements. */
export interface Watched {
  readonly radar: "air" | "near";
  /** Stretches of flight without a gap, and how many of those had one track all along. */
  readonly flights: number;
  readonly single: number;
  /** Tracks that went from one object to another. */
  readonly swapped: number;
  /** Of how many looks a track was likeliest to be of each class, as a share. */
  readonly classes: Readonly<Record<string, number>>;
  readonly ballisticShare: number;
  readonly medianErrorM: number;
}

/** Lets a radar with noise, misses and clutter look at recorded movements, and follows them as the product does. Null where nothing flies long enough. */
export function watchMovements(fixes: readonly Fix[], seed = 1): Watched | null {
  const window = densestWindow(fixes);
  const origin = {
    latitudeRad: median(window.map((fix) => fix.latitudeRad)),
    longitudeRad: median(window.map((fix) => fix.longitudeRad)),
    heightM: groundOf(window),
  };
  const frame = createLocalFrame(origin);
  const placed = window.map((fix) => {
    const [e, n, u] = geodeticToEnu(frame, fix, new Float64Array(3));
    return { ...fix, place: [e, n, u] as [number, number, number] };
  });
  const reach = Math.max(...placed.map(({ place }) => Math.hypot(place[0], place[1])));
  const kind = reach > NEAR_M ? "air" : "near";
  const device = deviceOf(kind, origin);
  const away = kind === "near" ? Math.max(600, reach + 200) : ASIDE_M;
  const flights = stretchesOf(placed, away, device.spec.periodUs / 1e6);
  if (flights.length === 0) return null;
  return watch(flights, device, kind, seed);
}

/** The lowest that something was, if that may be the ground: a recording of a cruise says nothing of it. */
function groundOf(window: readonly Fix[]): number {
  const lowest = Math.min(...window.map((fix) => fix.heightM));
  return lowest > 0 && lowest < GROUND_MOST_M ? lowest : 0;
}

function densestWindow(fixes: readonly Fix[]): readonly Fix[] {
  let best = [0, 0];
  let from = 0;
  fixes.forEach(({ timeS }, to) => {
    while (timeS - fixes[from].timeS > WATCHED_S) from++;
    if (to - from > best[1] - best[0]) best = [from, to];
  });
  return fixes.slice(best[0], best[1] + 1);
}

function deviceOf(kind: Watched["radar"], origin: SensorSpec["position"]): SimulatedRadar {
  const plain = radar();
  const isAir = kind === "air";
  return {
    spec: radar({
      position: origin,
      coverage: {
        ...plain.coverage,
        rangeMinM: isAir ? 500 : 50,
        rangeMaxM: isAir ? 400_000 : 12_000,
        elevationMinRad: -0.1,
      },
      detectionProbability: 0.95,
      falseDetectionsPerSweep: 5,
      periodUs: isAir ? 4_000_000 : 1_000_000,
    }),
    rangeSigmaM: isAir ? 50 : 3,
    azimuthSigmaRad: isAir ? 1e-3 : 5e-3,
    elevationSigmaRad: isAir ? 2e-3 : 5e-3,
    heightSigmaM: null,
  };
}

/** Nothing that is recorded here flies faster, m/s. */
const SPEED_MOST_MPS = 1000;

/** Tables repeat a place until another is heard: no farther on, for no longer. */
const REPEATED_M = 1;
const REPEATED_S = 10;

/** A garbled reply says another height or place for one turn: heights are the middle ones of five, and a place that can't be reached from the last one is left out. So is one that only repeats the last, and what comes sooner than the radar looks: times are rounded, and make speeds of their own. */
function withoutGarble(fixes: readonly Placed[], spacingS: number): Placed[] {
  const level = fixes.map((fix, i): Placed => {
    const up = median(fixes.slice(Math.max(0, i - 2), i + 3).map(({ place }) => place[2]));
    return { ...fix, place: [fix.place[0], fix.place[1], up] };
  });
  const kept: Placed[] = [];
  for (const fix of level) {
    const last = kept.at(-1);
    const wayM =
      last === undefined
        ? 0
        : Math.hypot(fix.place[0] - last.place[0], fix.place[1] - last.place[1]);
    const spanS = fix.timeS - (last?.timeS ?? fix.timeS);
    const isRepeat = wayM < REPEATED_M && spanS < REPEATED_S;
    const isFlown = wayM <= SPEED_MOST_MPS * Math.max(spanS, 1);
    if (last === undefined || (isFlown && !isRepeat && spanS >= spacingS)) kept.push(fix);
  }
  return kept;
}

type Placed = Fix & { readonly place: [number, number, number] };

/** One movement for each object and stretch without a gap, moved east by `awayM`. */
function stretchesOf(
  placed: readonly Placed[],
  awayM: number,
  periodS: number,
): readonly Movement[] {
  const byObject = Map.groupBy(placed, ({ object }) => object);
  for (const [name, fixes] of byObject) byObject.set(name, withoutGarble(fixes, 0.95 * periodS));
  const found: { name: string; times: number[]; places: [number, number, number][] }[] = [];
  for (const [name, fixes] of byObject) {
    let open: (typeof found)[number] | null = null;
    for (const { timeS, place } of fixes) {
      const last = open?.times.at(-1) ?? -Infinity;
      if (timeS <= last) continue;
      if (open === null || timeS - last > GAP_S) {
        open = { name: `${name}/${timeS.toFixed(0)}`, times: [], places: [] };
        found.push(open);
      }
      open.times.push(timeS);
      open.places.push([place[0] + awayM, place[1], place[2]]);
    }
  }
  return found.filter(
    ({ times }) => (times.at(-1) ?? 0) - times[0] > LOOKS_LEAST * periodS && times.length > 3,
  );
}

function watch(
  flights: readonly Movement[],
  device: SimulatedRadar,
  kind: Watched["radar"],
  seed: number,
): Watched {
  const { spec } = device;
  const periodS = spec.periodUs / 1e6;
  const geometry = geometryAt(spec.position, spec);
  const tracker = createTracker({
    ...config([spec]),
    origin: spec.position,
    endAfterUs: 30_000_000,
  });
  const random = seeded(seed);
  const held = new Map<string, string[]>();
  const classes = new Map<string, number>();
  const errors: number[] = [];
  const startS = Math.ceil(Math.min(...flights.map(({ times }) => times[0])));
  for (let i = 0; i * periodS <= WATCHED_S; i++) {
    const timeS = startS + i * periodS;
    const timeUs = Math.round(timeS * 1e6);
    const states = flights.map((flight) => stateAt(flight, timeS));
    const look = radarTurn(device, geometry, states, timeUs, random);
    tracker.processLook(look, NO_HEALTH);
    const tracks = tracker.confirmed().map((track) => tracker.predict(track, timeUs));
    const taken = new Set<string>();
    flights.forEach(({ name }, at) => {
      const state = states[at];
      if (state === null) return;
      const ids = held.get(name) ?? [];
      held.set(name, ids);
      const near = tracks
        .filter((track) => !taken.has(track.id))
        .map((track) => {
          const [e, n] = track.estimates[0].mean;
          return { track, errorM: Math.hypot(e - state[0], n - state[1]) };
        })
        .filter(({ errorM }) => errorM < HELD_WITHIN_M[kind])
        .sort(
          (a, b) =>
            Number(a.track.id !== ids.at(-1)) - Number(b.track.id !== ids.at(-1)) ||
            a.errorM - b.errorM,
        );
      if (near.length === 0) return;
      const [{ track, errorM }] = near;
      taken.add(track.id);
      errors.push(errorM);
      if (ids.at(-1) !== track.id) ids.push(track.id);
      const best = mostProbableClass(track).class;
      classes.set(best, (classes.get(best) ?? 0) + 1);
    });
  }
  const owners = new Map<string, Set<string>>();
  for (const [name, ids] of held)
    for (const id of ids) owners.set(id, (owners.get(id) ?? new Set()).add(name.split("/", 1)[0]));
  const all = [...classes.values()].reduce((sum, count) => sum + count, 0);
  const shares = Object.fromEntries([...classes].map(([name, count]) => [name, count / all]));
  return {
    radar: kind,
    flights: flights.length,
    single: flights.filter(({ name }) => held.get(name)?.length === 1).length,
    swapped: [...owners.values()].filter((names) => names.size > 1).length,
    classes: shares,
    ballisticShare: BALLISTIC.reduce((sum, name) => sum + (shares[name] ?? 0), 0),
    medianErrorM: median(errors),
  };
}
