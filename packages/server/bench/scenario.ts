import { type Look, sensorId, type TimeUs } from "@tocsin/core";
import { type RandomStream, stream } from "@tocsin/sim";
import { ballisticPath, type PathPoint, windOf } from "./ballistic-path.ts";
import { type BenchRadar, falsePlot, isVisible, type Plot, plotOf } from "./radar-model.ts";

/** What the one radar of the scenario is like: the filter is told the same. */
export const RADAR: BenchRadar = {
  id: sensorId("bench-radar"),
  eastM: 0,
  northM: 0,
  rangeSigmaM: 10,
  azimuthSigmaRad: 2e-3,
  elevationSigmaRad: 2e-3,
  rangeRateSigmaMps: 1,
  rangeBiasM: 0,
  azimuthBiasRad: 0,
  detectionProbability: 0.9,
  rangeRateMinMps: 0,
  periodUs: 1_000_000,
  rangeMinM: 500,
  rangeMaxM: 15_000,
  elevationMinRad: (0.3 * Math.PI) / 180,
  elevationMaxRad: (75 * Math.PI) / 180,
  clutterElevationMaxRad: (40 * Math.PI) / 180,
};

export const SCENARIO_START_US = 1_767_225_600_000_000;
export const SCENARIO_SCANS = 60;
const DRONE_SHARE = 0.6;
const DRONE_STEP_S = 0.05;

/** An object at the time of a scan: position and velocity east, north, up, m and m/s. */
export interface TruthState {
  readonly object: number;
  readonly kind: "drone" | "ballistic";
  readonly state: PathPoint;
  /** Inside the radar's volume. */
  readonly visible: boolean;
}

export interface BenchScan {
  readonly timeUs: TimeUs;
  readonly look: Look;
  /** The object of each detection of the look, −1 where it is false. */
  readonly origins: readonly number[];
  readonly truth: readonly TruthState[];
}

export interface BenchScenario {
  readonly objects: number;
  readonly seed: number;
  readonly clutterPerScan: number;
  readonly detections: number;
  readonly scans: readonly BenchScan[];
}

export interface ScenarioOptions {
  readonly objects: number;
  readonly seed: number;
  readonly scans?: number;
}

export const clutterPerScan = (objects: number): number => Math.max(20, 0.1 * objects);

/**
 * One radar at the origin that sees all round once in a second: three fifths of the objects are drones that fly
 * straight and sometimes turn, the rest bodies in free flight that come down within 3 km of the radar. Their drag
 * follows a curve over Mach, and a wind blows; no filter is told of either. All detections of a scan hold at its time.
 */
export function generateScenario(options: ScenarioOptions): BenchScenario {
  const { objects, seed } = options;
  const count = options.scans ?? SCENARIO_SCANS;
  const drones = Math.round(DRONE_SHARE * objects);
  const wind = windOf(stream(seed, "wind"));
  const courses = Array.from({ length: objects }, (_, object) => {
    const random = stream(seed, "object", String(object));
    return object < drones ? droneCourse(random, count) : ballisticPath(random, count, wind);
  });
  const radar = Array.from({ length: objects }, (_, object) =>
    stream(seed, "radar", String(object)),
  );
  const clutter = stream(seed, "clutter");
  const shuffle = stream(seed, "order");
  const scans = Array.from({ length: count }, (_, scan): BenchScan => {
    const timeUs = SCENARIO_START_US + scan * RADAR.periodUs;
    const truth: TruthState[] = [];
    const plots: Plot[] = [];
    for (let object = 0; object < objects; object++) {
      const state = courses[object].get(scan);
      if (state === undefined) continue;
      const visible = isVisible(state, RADAR);
      truth.push({ object, kind: object < drones ? "drone" : "ballistic", state, visible });
      if (visible && radar[object].chance(RADAR.detectionProbability))
        plots.push(plotOf(object, state, timeUs, RADAR, radar[object]));
    }
    for (let left = clutter.poisson(clutterPerScan(objects)); left > 0; left--)
      plots.push(falsePlot(timeUs, RADAR, clutter));
    shuffled(plots, shuffle);
    const origins = plots.map(({ origin }) => origin);
    return { timeUs, look: lookOf(scan, timeUs, RADAR, plots), origins, truth };
  });
  return {
    objects,
    seed,
    clutterPerScan: clutterPerScan(objects),
    detections: scans.reduce((sum, { look }) => sum + look.detections.length, 0),
    scans,
  };
}

export const lookOf = (
  sequence: number,
  timeUs: TimeUs,
  radar: BenchRadar,
  plots: readonly Plot[],
): Look => ({
  sensorId: radar.id,
  sequence,
  fromUs: timeUs,
  toUs: timeUs,
  sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
  detections: plots.map(({ detection }) => detection),
});

/** Constant velocity, with one coordinated turn in three flights of five; present from a time in the first 10 s on. */
function droneCourse(random: RandomStream, scans: number): ReadonlyMap<number, PathPoint> {
  const startS = random.uniform(0, 10);
  const distanceM = Math.sqrt(random.uniform(1e6, 81e6));
  const bearing = random.uniform(-Math.PI, Math.PI);
  let east = distanceM * Math.sin(bearing);
  let north = distanceM * Math.cos(bearing);
  let up = random.uniform(150, 900);
  const speedMps = random.uniform(15, 50);
  let heading = random.uniform(-Math.PI, Math.PI);
  const turns = random.chance(0.6);
  const turnFromS = random.uniform(5, 35);
  const turnToS = turnFromS + random.uniform(8, 20);
  const side = random.chance(0.5) ? 1 : -1;
  const turnRadps = (side * random.uniform(2, 10) * Math.PI) / 180;
  const climbMps = random.uniform(-2, 3);
  const course = new Map<number, PathPoint>();
  const stepsPerScan = Math.round(RADAR.periodUs / 1e6 / DRONE_STEP_S);
  for (let step = 0; step <= (scans - 1) * stepsPerScan; step++) {
    const timeS = step * DRONE_STEP_S;
    const climb = up > 100 && up < 1200 ? climbMps : 0;
    const ve = speedMps * Math.sin(heading);
    const vn = speedMps * Math.cos(heading);
    if (timeS < startS) continue;
    if (step % stepsPerScan === 0)
      course.set(step / stepsPerScan, [east, north, up, ve, vn, climb]);
    if (turns && timeS >= turnFromS && timeS < turnToS) heading += turnRadps * DRONE_STEP_S;
    east += ve * DRONE_STEP_S;
    north += vn * DRONE_STEP_S;
    up += climb * DRONE_STEP_S;
  }
  return course;
}

export function shuffled<T>(items: T[], random: RandomStream): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform(0, last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}
