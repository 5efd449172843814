/**
 * The tracker on seeded scenarios: detections a second, times of a scan, confirmation delay and accuracy.
 * `node packages/core/bench/tracker.ts [repeats] [seed]`. A scan's time holds processLook, tracks() and takeEnded().
 */
import { createTracker, type Look, type SensorSpec, sensorId, type Track } from "../src/index.ts";
import { makeScenario, type Scenario } from "./tracker-scenario.ts";

const SIZES = (process.argv[4] ?? "50,200,1000").split(",").map(Number);
const START_US = 1_700_000_000_000_000;
const CUTOFF_M = 200;
const SITE = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 0 };

const repeats = Number(process.argv[2] ?? 15);
const seed = Number(process.argv[3] ?? 1);
for (const count of SIZES) {
  const scenario = makeScenario(count, seed);
  const looks = looksOf(scenario);
  const health = new Map();
  const quickest = new Float64Array(looks.length).fill(Infinity);
  let bestMs = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const tracker = makeTracker(scenario);
    let totalMs = 0;
    looks.forEach((look, scan) => {
      const begin = processorMs();
      tracker.processLook(look, health);
      tracker.confirmed();
      tracker.takeEnded();
      const tookMs = processorMs() - begin;
      totalMs += tookMs;
      quickest[scan] = Math.min(quickest[scan], tookMs);
    });
    bestMs = Math.min(bestMs, totalMs);
  }
  const times = [...quickest].sort((a, b) => a - b);
  const detections = looks.reduce((sum, look) => sum + look.detections.length, 0);
  console.log(
    JSON.stringify({
      objects: count,
      detections,
      detectionsPerSecond: Math.round((1000 * detections) / bestMs),
      scanMsP50: rounded(times[Math.floor(times.length * 0.5)]),
      scanMsP99: rounded(times[Math.floor(times.length * 0.99)]),
      snapshot: snapshotCost(scenario, looks),
      ...accuracy(scenario, looks),
    }),
  );
}

/** Of this process: what others on the machine do does not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function makeTracker(scenario: Scenario): ReturnType<typeof createTracker> {
  return createTracker({
    origin: SITE,
    sensors: [radarOf(scenario)],
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 5,
    endAfterUs: 30_000_000,
    tracksMax: 10_000,
  });
}

function radarOf({ radar }: Scenario): SensorSpec {
  return {
    id: sensorId("radar"),
    name: "radar",
    kind: "radar",
    position: SITE,
    azimuthOffsetRad: 0,
    rangeOffsetM: 0,
    coverage: {
      rangeMinM: radar.rangeMinM,
      rangeMaxM: radar.rangeMaxM,
      azimuthFromRad: 0,
      azimuthWidthRad: 2 * Math.PI,
      elevationMinRad: radar.elevationMinRad,
      elevationMaxRad: radar.elevationMaxRad,
      horizon: false,
    },
    detectionProbability: radar.detectionProbability,
    falseDetectionsPerSweep: radar.clutterPerScan,
    periodUs: 1_000_000,
    staleAfterUs: 5_000_000,
    commonCauseGroup: null,
    authenticated: true,
  };
}

function looksOf({ radar, scans }: Scenario): readonly Look[] {
  return scans.map(({ detections }, scan) => {
    const toUs = START_US + scan * 1_000_000;
    return {
      sensorId: sensorId("radar"),
      sequence: scan,
      fromUs: toUs - 999_999,
      toUs,
      sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
      detections: detections.map((detection) => ({
        kind: "polar",
        sensedUs: toUs,
        rcsDbsm: null,
        identity: null,
        rangeM: detection.rangeM,
        azimuthRad: detection.azimuthRad,
        elevationRad: detection.elevationRad,
        rangeRateMps: null,
        heightM: null,
        rangeSigmaM: radar.rangeSigmaM,
        azimuthSigmaRad: radar.angleSigmaRad,
        elevationSigmaRad: radar.angleSigmaRad,
        rangeRateSigmaMps: radar.rangeRateSigmaMps,
        heightSigmaM: 1,
      })),
    };
  });
}

function snapshotCost(scenario: Scenario, looks: readonly Look[]): object {
  const tracker = makeTracker(scenario);
  let ms = 0;
  for (const look of looks) {
    tracker.processLook(look, new Map());
    tracker.takeEnded();
    const begin = performance.now();
    tracker.snapshot();
    ms += performance.now() - begin;
  }
  const text = JSON.stringify(tracker.snapshot());
  return { ms: rounded(ms / looks.length), kilobytes: Math.round(text.length / 1000) };
}

/** GOSPA with cut-off 200 m and power 2 on a greedy matching, which here is nearly the best one. */
function accuracy(scenario: Scenario, looks: readonly Look[]): object {
  const tracker = makeTracker(scenario);
  const first = new Map<number, number>();
  const confirmed = new Map<number, number>();
  const held = new Map<number, string>();
  const errors = { drone: [0, 0, 0], ballistic: [0, 0, 0] };
  let gospa = 0;
  let switches = 0;
  let falseTracks = 0;
  looks.forEach((look, scan) => {
    tracker.processLook(look, new Map());
    const { truth } = scenario.scans[scan];
    for (const { object } of truth) if (!first.has(object)) first.set(object, scan);
    const shown = tracker.confirmed();
    const tracks = shown.map((track) => ({ id: track.id, state: stateAt(track, look.toUs) }));
    const pairs = match(
      truth.map(({ state }) => state),
      tracks.map(({ state }) => state),
    );
    falseTracks += tracks.length - pairs.length;
    let sum = 0.5 * CUTOFF_M * CUTOFF_M * (truth.length + tracks.length - 2 * pairs.length);
    for (const [i, j, distance2] of pairs) {
      sum += distance2;
      const { object, ballistic, state } = truth[i];
      const kind = ballistic ? errors.ballistic : errors.drone;
      kind[0] += distance2;
      for (let k = 3; k < 6; k++) kind[1] += (state[k] - tracks[j].state[k]) ** 2;
      kind[2]++;
      if (!confirmed.has(object)) confirmed.set(object, scan);
      if ((held.get(object) ?? tracks[j].id) !== tracks[j].id) switches++;
      held.set(object, tracks[j].id);
    }
    if (scan >= 5) gospa += Math.sqrt(sum / Math.max(1, truth.length)) / (looks.length - 5);
  });
  const delays = [...confirmed].map(([object, scan]) => scan - (first.get(object) ?? scan));
  const rms = (kind: number[], i: number): number => rounded(Math.sqrt(kind[i] / kind[2]));
  return {
    gospaPerRootObject: rounded(gospa),
    switches,
    falsePerScan: rounded(falseTracks / looks.length),
    missedShare: rounded(1 - confirmed.size / first.size),
    confirmationScans: rounded(delays.reduce((sum, delay) => sum + delay, 0) / delays.length),
    droneRmsM: rms(errors.drone, 0),
    droneRmsMps: rms(errors.drone, 1),
    ballisticRmsM: rms(errors.ballistic, 0),
    ballisticRmsMps: rms(errors.ballistic, 1),
  };

  function stateAt(track: Track, timeUs: number): number[] {
    const mean = [0, 0, 0, 0, 0, 0];
    for (const estimate of tracker.predict(track, timeUs).estimates) {
      for (let i = 0; i < 6; i++) mean[i] += estimate.probability * estimate.mean[i];
    }
    return mean;
  }
}

function match(
  truth: readonly (readonly number[])[],
  tracks: readonly (readonly number[])[],
): [number, number, number][] {
  const near: [number, number, number][] = [];
  truth.forEach((a, i) =>
    tracks.forEach((b, j) => {
      const distance2 = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
      if (distance2 < CUTOFF_M * CUTOFF_M) near.push([i, j, distance2]);
    }),
  );
  near.sort((a, b) => a[2] - b[2]);
  const usedTruth = new Set<number>();
  const usedTrack = new Set<number>();
  return near.filter(([i, j]) => {
    if (usedTruth.has(i) || usedTrack.has(j)) return false;
    usedTruth.add(i);
    usedTrack.add(j);
    return true;
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
