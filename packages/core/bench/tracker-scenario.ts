import { standardNormal as normal } from "../src/seeded.test-support.ts";
/** A seeded salvo and drone raid about one radar, for the tracker's bench. Its own air and integrator, so that truth and filter share none. */
export interface Scenario {
  readonly radar: ScenarioRadar;
  /** For each scan, what was there and what the radar reported. */
  readonly scans: readonly Scan[];
}
export interface ScenarioRadar {
  readonly rangeSigmaM: number;
  readonly angleSigmaRad: number;
  readonly rangeRateSigmaMps: number;
  readonly detectionProbability: number;
  readonly clutterPerScan: number;
  readonly rangeMinM: number;
  readonly rangeMaxM: number;
  readonly elevationMinRad: number;
  readonly elevationMaxRad: number;
}
export interface Scan {
  readonly truth: readonly TruthState[];
  readonly detections: readonly ScenarioDetection[];
}
export interface TruthState {
  readonly object: number;
  readonly ballistic: boolean;
  /** East, north, up, m, and their rates, m/s. */
  readonly state: readonly number[];
}
export interface ScenarioDetection {
  readonly rangeM: number;
  readonly azimuthRad: number;
  readonly elevationRad: number;
  readonly rangeRateMps: number;
}

export const SCANS = 60;
const STEP_S = 0.05;
const STEPS_PER_SCAN = 20;
const GRAVITY_MPS2 = 9.80665;

/** xorshift128 by G. Marsaglia (2003), seeded by a linear congruence; doubles in [0, 1). */
export function randomStream(seed: number): () => number {
  let x = (seed * 2654435761 + 1) >>> 0;
  let y = (x * 1664525 + 1013904223) >>> 0;
  let z = (y * 1664525 + 1013904223) >>> 0;
  let w = (z * 1664525 + 1013904223) >>> 0;
  const next = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return w / 4294967296;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** 60 % drones and 40 % rockets and mortar bombs, `count` in all, over 60 scans at 1 Hz. */
export function makeScenario(count: number, seed: number): Scenario {
  const random = randomStream(seed);
  const radar: ScenarioRadar = {
    rangeSigmaM: 10,
    angleSigmaRad: 2e-3,
    rangeRateSigmaMps: 1,
    detectionProbability: 0.9,
    clutterPerScan: Math.max(20, 0.1 * count),
    rangeMinM: 500,
    rangeMaxM: 15_000,
    elevationMinRad: 0.3 * (Math.PI / 180),
    elevationMaxRad: 75 * (Math.PI / 180),
  };
  const paths = Array.from({ length: count }, (_, object) =>
    object < 0.6 * count ? dronePath(random) : ballisticPath(random),
  );
  const scans: Scan[] = [];
  for (let scan = 0; scan < SCANS; scan++) scans.push(observe(paths, scan, radar, random));
  return { radar, scans };
}

type Path = readonly (readonly number[] | null)[];

function observe(
  paths: readonly Path[],
  scan: number,
  radar: ScenarioRadar,
  random: () => number,
): Scan {
  const truth: TruthState[] = [];
  const detections: ScenarioDetection[] = [];
  paths.forEach((path, object) => {
    const state = path[scan];
    if (state === null) return;
    const seen = polar(state);
    const inside =
      seen.rangeM >= radar.rangeMinM &&
      seen.rangeM <= radar.rangeMaxM &&
      seen.elevationRad >= radar.elevationMinRad &&
      seen.elevationRad <= radar.elevationMaxRad;
    if (!inside) return;
    truth.push({ object, ballistic: object >= 0.6 * paths.length, state });
    if (random() >= radar.detectionProbability) return;
    detections.push({
      rangeM: seen.rangeM + radar.rangeSigmaM * normal(random),
      azimuthRad: seen.azimuthRad + radar.angleSigmaRad * normal(random),
      elevationRad: seen.elevationRad + radar.angleSigmaRad * normal(random),
      rangeRateMps: seen.rangeRateMps + radar.rangeRateSigmaMps * normal(random),
    });
  });
  for (let i = poisson(radar.clutterPerScan, random); i > 0; i--) {
    detections.push({
      rangeM: between(random, radar.rangeMinM, radar.rangeMaxM),
      azimuthRad: between(random, -Math.PI, Math.PI),
      elevationRad: between(random, radar.elevationMinRad, 40 * (Math.PI / 180)),
      rangeRateMps: between(random, -60, 60),
    });
  }
  return { truth, detections: shuffled(detections, random) };
}

/** Straight flight at 15–50 m/s, six in ten with one turn of 2–10°/s. */
function dronePath(random: () => number): Path {
  const beginS = between(random, 0, 10);
  const ground = Math.sqrt(between(random, 1e6, 81e6));
  const bearing = between(random, -Math.PI, Math.PI);
  const speed = between(random, 15, 50);
  const climb = between(random, -2, 3);
  const turnS = random() < 0.6 ? between(random, 5, 35) : Infinity;
  const turnEndS = turnS + between(random, 8, 20);
  const rate = between(random, 2, 10) * (Math.PI / 180) * (random() < 0.5 ? -1 : 1);
  let east = ground * Math.sin(bearing);
  let north = ground * Math.cos(bearing);
  let up = between(random, 150, 900);
  let heading = between(random, -Math.PI, Math.PI);
  const path: (readonly number[] | null)[] = [];
  for (let step = 0; step < SCANS * STEPS_PER_SCAN; step++) {
    const t = step * STEP_S;
    const rise = up > 100 && up < 1200 ? climb : 0;
    const velocity = [speed * Math.sin(heading), speed * Math.cos(heading), rise] as const;
    if (step % STEPS_PER_SCAN === 0) path.push(t < beginS ? null : [east, north, up, ...velocity]);
    if (t < beginS) continue;
    if (t >= turnS && t < turnEndS) heading += rate * STEP_S;
    east += velocity[0] * STEP_S;
    north += velocity[1] * STEP_S;
    up += velocity[2] * STEP_S;
  }
  return path;
}

/** A free body with constant drag that comes down within 3 km of the radar: half mortar bombs, half rockets. */
function ballisticPath(random: () => number): Path {
  const isMortar = random() < 0.5;
  const speed = isMortar ? between(random, 180, 280) : between(random, 300, 420);
  const steepness = isMortar ? between(random, 45, 70) : between(random, 38, 58);
  const elevation = steepness * (Math.PI / 180);
  const drag = between(random, 6e-5, 1.6e-4);
  const bearing = between(random, -Math.PI, Math.PI);
  const beginS = between(random, 0, 15);
  const level = speed * Math.cos(elevation);
  let state = [
    0,
    0,
    0,
    level * Math.sin(bearing),
    level * Math.cos(bearing),
    speed * Math.sin(elevation),
  ];
  const flown: number[][] = [];
  while (state[2] >= 0) {
    flown.push(state);
    state = fallStep(state, drag);
  }
  const impactDistance = 3000 * Math.sqrt(random());
  const impactBearing = between(random, -Math.PI, Math.PI);
  const shiftEast = impactDistance * Math.sin(impactBearing) - state[0];
  const shiftNorth = impactDistance * Math.cos(impactBearing) - state[1];
  return Array.from({ length: SCANS }, (_, scan) => {
    const at = flown[Math.round((scan - beginS) / STEP_S)];
    if (at === undefined) return null;
    return [at[0] + shiftEast, at[1] + shiftNorth, ...at.slice(2)];
  });
}

/** Midpoint rule in an exponential atmosphere of 8.5 km over a flat Earth: errs by centimetres in a flight. */
function fallStep(state: readonly number[], drag: number): number[] {
  const slope = fall(state, drag);
  const middle = state.map((value, i) => value + 0.5 * STEP_S * slope[i]);
  const better = fall(middle, drag);
  return state.map((value, i) => value + STEP_S * better[i]);
}

function fall(state: readonly number[], drag: number): number[] {
  const [, , up, ve, vn, vu] = state;
  const brake = drag * Math.exp(-up / 8500) * Math.hypot(ve, vn, vu);
  return [ve, vn, vu, -brake * ve, -brake * vn, -GRAVITY_MPS2 - brake * vu];
}

function polar(state: readonly number[]): ScenarioDetection {
  const [east, north, up, ve, vn, vu] = state;
  const rangeM = Math.hypot(east, north, up);
  return {
    rangeM,
    azimuthRad: Math.atan2(east, north),
    elevationRad: Math.asin(up / rangeM),
    rangeRateMps: (east * ve + north * vn + up * vu) / rangeM,
  };
}

const between = (random: () => number, low: number, high: number): number =>
  low + (high - low) * random();

function poisson(mean: number, random: () => number): number {
  let count = 0;
  for (let left = mean; ; count++) {
    left += Math.log(1 - random());
    if (left < 0) return count;
  }
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = result[i];
    result[i] = result[j];
    result[j] = held;
  }
  return result;
}
