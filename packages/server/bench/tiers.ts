import { type Look, sensorId, type TimeUs } from "@tocsin/core";
import { type RandomStream, stream } from "@tocsin/sim";
import type { PathPoint } from "./ballistic-path.ts";
import { type BenchRadar, falsePlot, isMoving, isVisible, plotOf } from "./radar-model.ts";
import {
  type BenchScenario,
  lookOf,
  RADAR,
  SCENARIO_START_US,
  shuffled,
  type TruthState,
} from "./scenario.ts";
import {
  drawLaunch,
  hoverCourse,
  launchCourse,
  passingCourse,
  swarmCourse,
  weaveCourse,
} from "./tier-courses.ts";

/** A look when it reaches the tracker, with the object of each of its detections. */
export interface Arrival {
  readonly look: Look;
  readonly receivedUs: TimeUs;
  readonly origins: readonly number[];
}

/** A time at which tracks are compared with the truth. */
export interface Moment {
  readonly timeUs: TimeUs;
  readonly truth: readonly TruthState[];
}

/** Looks in the order in which they arrive, and the moments at which the picture that they give is scored. */
export interface ScoredScenario {
  readonly seed: number;
  readonly objects: number;
  readonly radars: readonly BenchRadar[];
  /** Mean false detections of one look. */
  readonly clutter: number;
  readonly arrivals: readonly Arrival[];
  readonly moments: readonly Moment[];
}

/** Position and velocity at a time since the start, s; null while there is no object. */
export type Course = (timeS: number) => PathPoint | null;

export interface Tier {
  readonly name: string;
  readonly text: string;
  readonly radars: readonly BenchRadar[];
  readonly clutter: number;
  readonly seconds: number;
  readonly objects: number;
  readonly kind: TruthState["kind"];
  /** The greatest time on the way, s: looks of differing delay overtake each other. */
  readonly delayS: number;
  course(object: number, random: RandomStream): Course;
}

const radars = (changes: Partial<BenchRadar>): readonly BenchRadar[] => [{ ...RADAR, ...changes }];

const TWO_RADARS: readonly BenchRadar[] = [
  { ...RADAR, detectionProbability: 0.8, rangeBiasM: 12, azimuthBiasRad: 1.5e-3 },
  {
    ...RADAR,
    id: sensorId("bench-radar-2"),
    eastM: 2500,
    northM: -1500,
    detectionProbability: 0.8,
    rangeBiasM: -10,
    azimuthBiasRad: -1.5e-3,
  },
];

export const TIERS: readonly Tier[] = [
  {
    name: "swarm crossing",
    text: "two swarms of 12 drones, 25–35 m/s, 35 m apart inside, cross; P_D 0.8, 600 false detections a scan, two radars with opposite biases of about 11 m and 1.5 mrad, up to 2 s of delay",
    radars: TWO_RADARS,
    clutter: 600,
    seconds: 60,
    objects: 24,
    kind: "drone",
    delayS: 2,
    course: swarmCourse,
  },
  {
    name: "heavy clutter",
    text: "20 drones that weave, 600 false detections a scan",
    radars: radars({}),
    clutter: 600,
    seconds: 60,
    objects: 20,
    kind: "drone",
    delayS: 0,
    course: (_object, random) => weaveCourse(random, 15, 50, 0.1),
  },
  {
    name: "manoeuvring drones",
    text: "20 drones at 30–60 m/s that turn at up to 15 °/s again and again",
    radars: radars({}),
    clutter: 20,
    seconds: 60,
    objects: 20,
    kind: "drone",
    delayS: 0,
    course: (_object, random) => weaveCourse(random, 30, 60, 0.26),
  },
  {
    name: "hovering drones",
    text: "20 multirotors that fly at 8–15 m/s and stand still for 15–25 s",
    radars: radars({}),
    clutter: 20,
    seconds: 60,
    objects: 20,
    kind: "drone",
    delayS: 0,
    course: (_object, random) => hoverCourse(random),
  },
  {
    name: "Doppler floor",
    text: "20 drones at 15–35 m/s that pass the radar 1–2.5 km off, and that it does not show while they come nearer or go away at less than 3 m/s, which is 6–40 s",
    radars: radars({ rangeRateMinMps: 3 }),
    clutter: 20,
    seconds: 60,
    objects: 20,
    kind: "drone",
    delayS: 0,
    course: (_object, random) => passingCourse(random),
  },
  {
    name: "boost phase",
    text: "12 rockets that burn for 2–4 s at 60–120 m/s² and fly on with drag",
    radars: radars({}),
    clutter: 20,
    seconds: 50,
    objects: 12,
    kind: "ballistic",
    delayS: 0,
    course: (_object, random) => launchCourse(drawLaunch(random)),
  },
];

export function generateTier(tier: Tier, seed: number): ScoredScenario {
  const { name } = tier;
  const courses = Array.from({ length: tier.objects }, (_, object) =>
    tier.course(object, stream(seed, name, "object", String(object))),
  );
  const arrivals = tier.radars
    .flatMap((radar, index) => looksOf(tier, radar, index / tier.radars.length, courses, seed))
    .sort((a, b) => a.receivedUs - b.receivedUs || a.look.toUs - b.look.toUs);
  const moments = Array.from({ length: tier.seconds }, (_, second): Moment => {
    const truth: TruthState[] = [];
    courses.forEach((course, object) => {
      const state = course(second);
      if (state === null) return;
      const visible = tier.radars.some((radar) => isVisible(state, radar));
      truth.push({ object, kind: tier.kind, state, visible });
    });
    return { timeUs: SCENARIO_START_US + second * 1_000_000, truth };
  });
  const { objects, clutter } = tier;
  return { seed, objects, radars: tier.radars, clutter, arrivals, moments };
}

function looksOf(
  { name, seconds, clutter, delayS }: Tier,
  radar: BenchRadar,
  phase: number,
  courses: readonly Course[],
  seed: number,
): readonly Arrival[] {
  const random = stream(seed, name, "radar", radar.id);
  const periodS = radar.periodUs / 1e6;
  return Array.from({ length: Math.floor(seconds / periodS) }, (_, scan): Arrival => {
    const timeS = (scan + phase) * periodS;
    const timeUs = SCENARIO_START_US + Math.round(timeS * 1e6);
    const plots = courses.flatMap((course, object) => {
      const state = course(timeS);
      if (state === null || !isVisible(state, radar) || !isMoving(state, radar)) return [];
      if (!random.chance(radar.detectionProbability)) return [];
      return [plotOf(object, state, timeUs, radar, random)];
    });
    for (let left = random.poisson(clutter); left > 0; left--)
      plots.push(falsePlot(timeUs, radar, random));
    shuffled(plots, random);
    const delayUs = Math.round(1e6 * delayS * (delayS === 0 ? 0 : random.unit()));
    return {
      look: lookOf(scan, timeUs, radar, plots),
      receivedUs: timeUs + delayUs,
      origins: plots.map(({ origin }) => origin),
    };
  });
}

/** The scenario of one radar as looks that arrive at once. */
export const scoredScenario = (scenario: BenchScenario): ScoredScenario => ({
  seed: scenario.seed,
  objects: scenario.objects,
  radars: [RADAR],
  clutter: scenario.clutterPerScan,
  arrivals: scenario.scans.map(({ look, timeUs, origins }) => ({
    look,
    receivedUs: timeUs,
    origins,
  })),
  moments: scenario.scans.map(({ timeUs, truth }) => ({ timeUs, truth })),
});
