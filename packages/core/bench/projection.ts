/**
 * Times projection and assessment: `node packages/core/bench/projection.ts`. Best and median of rounds, after a
 * warm-up round; seeded, so that every run does the same work.
 */
import {
  type AreaAssessment,
  type Area,
  areaId,
  assessArea,
  type MotionEstimate,
  polygonProbability,
  type Projection,
  projectImpact,
  projectTrack,
  type Track,
  trackId,
  UNKNOWN_CLASS,
} from "../src/index.ts";
import { standardAtmosphereWithWind } from "../src/atmosphere/atmosphere.ts";
import { circleRing } from "../src/geodesy/polygon.ts";
import { createEnvironment } from "../src/motion/environment.ts";
import { seededUniform } from "../src/seeded.test-support.ts";

const ROUNDS = 11;
const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind([
    { heightM: 0, eastMps: 3, northMps: 1 },
    { heightM: 5000, eastMps: 15, northMps: 4 },
  ]),
);

const uniform = seededUniform(1);
const between = (low: number, high: number): number => low + (high - low) * uniform();

function estimate(size: 6 | 7, mean: number[], probability: number): MotionEstimate {
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) covariance[i * (size + 1)] = i < 3 ? 100 : i < 6 ? 4 : 0.01;
  return {
    model: size === 7 ? "ballistic" : "powered",
    probability,
    mean: Float64Array.from(mean),
    covariance,
  };
}

/** Within 10 km of the site: three fifths drones, the rest shells and rockets; each with both laws of motion. */
function anyTrack(index: number): Track {
  const azimuth = between(0, 2 * Math.PI);
  const drone = index % 5 < 3;
  const speed = drone ? between(15, 60) : between(120, 350);
  const place = [
    between(-10_000, 10_000),
    between(-10_000, 10_000),
    drone ? 200 : between(300, 2000),
  ];
  const motion = [
    speed * Math.cos(azimuth),
    speed * Math.sin(azimuth),
    drone ? 0 : between(-100, 150),
  ];
  const share = drone ? 0.05 : 0.9;
  return {
    id: trackId(`t${index}`),
    status: "confirmed",
    existence: 0.99,
    timeUs: 0,
    estimates: [
      estimate(7, [...place, ...motion, Math.log(2e-4)], share),
      estimate(6, [...place, ...motion], 1 - share),
    ],
    classProbabilities: UNKNOWN_CLASS,
    firstSensedUs: 0,
    lastSensedUs: 0,
    confirmedUs: 0,
    detectionCount: 3,
    missCount: 0,
    evidence: [],
    identity: null,
  };
}

const areas: Area[] = Array.from({ length: 200 }, (_, index) => ({
  id: areaId(`a${index}`),
  name: "a",
  owner: "o",
  protection: "protected",
  rings: [circleRing(between(-6000, 6000), between(-6000, 6000), between(50, 300), 8)],
  groundHeightM: 40,
  people: 10,
  shelterS: 15,
  bufferM: 100,
}));

/** Times a round of `per` things; the best round is the one that other programs disturbed least. */
function timed(name: string, per: number, unit: string, round: () => void): void {
  round();
  const took = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    round();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const median = took[ROUNDS >> 1];
  const each = (1000 * took[0]) / per;
  process.stdout.write(
    `${name}: ${each.toFixed(2)} µs each, ${Math.round(1e6 / each)} ${unit}/s at best; rounds of ` +
      `${took[0].toFixed(1)} to ${took[ROUNDS - 1].toFixed(1)} ms, median ${median.toFixed(1)}\n`,
  );
}

const shell = estimate(7, [0, 0, 800, 180, 50, 150, Math.log(3e-4)], 1);
timed("impact projection, 33 s of flight", 200, "projections", () => {
  for (let i = 0; i < 200; i++) projectImpact(shell, 0, env);
});

for (const vertices of [4, 12, 100, 1000]) {
  const rings = [circleRing(30, 20, 150, vertices)];
  const count = 200_000 / vertices;
  timed(`probability over ${vertices} vertices`, count, "polygons", () => {
    for (let i = 0; i < count; i++) polygonProbability([i % 100, 0], [10_000, 3000, 4000], rings);
  });
}

const tracks = Array.from({ length: 500 }, (_, index) => anyTrack(index));
let projections: Projection[] = [];
timed("500 tracks projected", 500, "tracks", () => {
  projections = tracks.map((track) => projectTrack(track, env));
});
let last: AreaAssessment | null = null;
timed("500 tracks × 200 areas assessed", 100_000, "pairs", () => {
  for (const projection of projections) {
    for (const area of areas) {
      last = assessArea(projection, area, { nowUs: 0, horizonS: 120, environment: env });
    }
  }
});
if (last === null) process.exitCode = 1;
