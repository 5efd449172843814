/**
 * Objects of several sizes as a radar that obeys the radar equation sees them, some of them barely: how much of their flight they are tracked,
 * by how many tracks, from which detection on, and how many tracks are false.
 * `node packages/core/bench/small-objects.ts [seeds] [false detections a sweep]`.
 */
import {
  config,
  NO_HEALTH,
  radar,
  see,
  seeded,
  type Mover,
  straight,
  clutter,
  geometryOf,
  START_US,
  sweepLook,
} from "../src/tracking/tracker-world.test-support.ts";
import { detectionProbabilityOf } from "../src/coverage/detection-probability.ts";
import { createTracker } from "../src/tracking/create-tracker.ts";
import { mostProbableClass } from "../src/tracking/most-probable-class.ts";
import type { ObjectClass, Track } from "../src/tracking/track.ts";
import type { Detection } from "../src/measurement/look.ts";

const SEEDS = Number(process.argv[2] ?? 20);
const CLUTTER = Number(process.argv[3] ?? 20);
const SECONDS = 90;
const SPEC = radar({
  falseDetectionsPerSweep: CLUTTER,
  radar: {
    referenceRangeM: 8_500,
    referenceCrossSectionM2: 1,
    referenceDetectionProbability: 0.9,
    falseAlarmProbability: 1e-6,
    beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
    rangeRateMinMps: 0,
    groundClutter: null,
    crossSectionsM2: {},
  },
});
const GEOMETRY = geometryOf(SPEC);

interface Kind {
  readonly name: string;
  readonly class: ObjectClass;
  readonly crossSectionM2: number;
  readonly fromM: readonly [number, number];
  readonly speedMps: readonly [number, number];
  readonly heightM: readonly [number, number];
}
const KINDS: readonly Kind[] = [
  {
    name: "multirotor 0.01 m²",
    class: "multirotor",
    crossSectionM2: 0.01,
    fromM: [3000, 6500],
    speedMps: [8, 18],
    heightM: [60, 200],
  },
  {
    name: "multirotor 0.03 m²",
    class: "multirotor",
    crossSectionM2: 0.03,
    fromM: [4000, 8000],
    speedMps: [8, 18],
    heightM: [60, 200],
  },
  {
    name: "fixed wing 0.1 m²",
    class: "fixed-wing-drone",
    crossSectionM2: 0.1,
    fromM: [6000, 11000],
    speedMps: [30, 60],
    heightM: [100, 400],
  },
  {
    name: "aircraft 10 m²",
    class: "aircraft",
    crossSectionM2: 10,
    fromM: [9000, 19000],
    speedMps: [60, 120],
    heightM: [800, 3000],
  },
];

/** Objects that one run follows, and how near a track of one is, m. */
const OBJECTS = 4;
const NEAR_M = 300;

const between = (random: () => number, [least, most]: readonly [number, number]): number =>
  least + (most - least) * random();

const sumOf = () => ({
  seen: 0,
  tracked: 0,
  tracks: 0,
  never: 0,
  confirmedS: 0,
  falseTracks: 0,
  errorM: 0,
  ofClass: 0,
});
type Sum = ReturnType<typeof sumOf>;

/** What is known of one object in a run. */
interface Followed {
  readonly mover: Mover;
  readonly ids: Set<string>;
  firstS: number;
  confirmedS: number;
}

function moverOf(kind: Kind, random: () => number): Mover {
  const bearing = 2 * Math.PI * random();
  const range = between(random, kind.fromM);
  const speed = between(random, kind.speedMps);
  const course = bearing + Math.PI + 0.9 * (2 * random() - 1);
  return straight([
    range * Math.sin(bearing),
    range * Math.cos(bearing),
    between(random, kind.heightM),
    speed * Math.sin(course),
    speed * Math.cos(course),
    0,
  ]);
}

const stateAt = ({ mover }: Followed, s: number): readonly number[] => mover(s) ?? [];

/** What the radar detects at a second: by its equation of the objects, and clutter. */
function detectionsAt(
  s: number,
  kind: Kind,
  objects: readonly Followed[],
  random: () => number,
  sum: Sum,
): Detection[] {
  const timeUs = START_US + s * 1_000_000;
  const detections: Detection[] = [];
  for (const object of objects) {
    const state = stateAt(object, s);
    const [east, north, up] = state;
    const target = {
      crossSectionM2: kind.crossSectionM2,
      velocityMps: state.slice(3),
      rangeRateSigmaMps: 0,
    };
    if (random() >= detectionProbabilityOf(GEOMETRY, undefined, east, north, up, target)) continue;
    sum.seen++;
    if (Number.isNaN(object.firstS)) object.firstS = s;
    detections.push(see(SPEC, state, timeUs, random));
  }
  for (let k = 0; k < CLUTTER; k++) detections.push(clutter(SPEC, timeUs, random));
  return detections;
}

/** The object of a track, and how far from it the track is. */
function nearestTo(
  track: Track,
  objects: readonly Followed[],
  s: number,
): { readonly object: Followed | null; readonly awayM: number } {
  const { mean } = track.estimates[0];
  const dt = (START_US + s * 1_000_000 - track.timeUs) / 1e6;
  let object: Followed | null = null;
  let awayM = NEAR_M;
  for (const candidate of objects) {
    const [east, north] = stateAt(candidate, s);
    const away = Math.hypot(mean[0] + dt * mean[3] - east, mean[1] + dt * mean[4] - north);
    if (away < awayM) [object, awayM] = [candidate, away];
  }
  return { object, awayM };
}

function run(kind: Kind, seed: number, sum: Sum): void {
  const random = seeded(seed * 977 + kind.name.length);
  const objects: Followed[] = Array.from({ length: OBJECTS }, () => moverOf(kind, random)).map(
    (mover) => ({ mover, ids: new Set(), firstS: NaN, confirmedS: NaN }),
  );
  const tracker = createTracker(config([SPEC]));
  const strangers = new Set<string>();
  for (let s = 0; s < SECONDS; s++) {
    const detections = detectionsAt(s, kind, objects, random, sum);
    tracker.processLook(sweepLook(s, detections, SPEC), NO_HEALTH);
    tracker.takeEnded();
    const held = new Set<Followed>();
    for (const track of tracker.confirmed()) {
      const { object, awayM } = nearestTo(track, objects, s);
      if (object === null) {
        strangers.add(track.id);
        continue;
      }
      held.add(object);
      object.ids.add(track.id);
      sum.errorM += awayM;
      if (mostProbableClass(track).class === kind.class) sum.ofClass++;
      if (Number.isNaN(object.confirmedS)) object.confirmedS = s;
    }
    sum.tracked += held.size;
  }
  for (const { ids, confirmedS, firstS } of objects) {
    sum.tracks += ids.size;
    if (ids.size === 0) sum.never++;
    else sum.confirmedS += confirmedS - firstS;
  }
  for (const id of strangers) if (!objects.some(({ ids }) => ids.has(id))) sum.falseTracks++;
}

for (const kind of KINDS) {
  const sum = sumOf();
  for (let seed = 1; seed <= SEEDS; seed++) run(kind, seed, sum);
  const objects = OBJECTS * SEEDS;
  const flown = objects * SECONDS;
  console.log(
    JSON.stringify({
      kind: kind.name,
      meanChance: (sum.seen / flown).toFixed(3),
      trackedShare: (sum.tracked / flown).toFixed(3),
      tracksOfObject: (sum.tracks / objects).toFixed(2),
      neverTracked: sum.never,
      confirmedAfterS: (sum.confirmedS / (objects - sum.never)).toFixed(2),
      falseTracks: sum.falseTracks,
      errorM: (sum.errorM / sum.tracked).toFixed(1),
      classShare: (sum.ofClass / sum.tracked).toFixed(3),
    }),
  );
}
