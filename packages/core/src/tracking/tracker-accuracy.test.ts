import { describe, expect, test } from "vitest";
import { cholesky, mahalanobisSquared } from "../linalg/cholesky.ts";
import type { Look, PolarDetection } from "../measurement/look.ts";
import { type CountingTracker, createTracker } from "./create-tracker.ts";
import type { MotionModel, Track } from "./track.ts";
import {
  clutter,
  config,
  falling,
  type Mover,
  NO_HEALTH,
  normal,
  radar,
  runOfLooks,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

const confirmed = (tracker: CountingTracker): readonly Track[] =>
  tracker.tracks().filter((track) => track.status !== "tentative");

/** Normalised estimation error squared of position and velocity: 6 on average when the stated covariance is the true one. */
function normalisedError(
  track: Track,
  model: MotionModel,
  truth: readonly number[],
): number | null {
  const estimate = track.estimates.find((entry) => entry.model === model);
  if (estimate === undefined) return null;
  const n = estimate.mean.length;
  const block = new Float64Array(36);
  const error = new Float64Array(6);
  for (let i = 0; i < 6; i++) {
    error[i] = estimate.mean[i] - truth[i];
    for (let j = 0; j < 6; j++) block[i * 6 + j] = estimate.covariance[i * n + j];
  }
  const factor = new Float64Array(36);
  expect(cholesky(block, 6, factor)).toBe(true);
  return mahalanobisSquared(factor, error, 6, new Float64Array(6));
}

function averageError(
  movers: readonly Mover[],
  model: MotionModel,
  from: number,
  to: number,
): number {
  let sum = 0;
  let count = 0;
  movers.forEach((mover, run) => {
    const tracker = createTracker(config());
    runOfLooks([mover], to, 100 + run).forEach((look, i) => {
      tracker.processLook(look, NO_HEALTH);
      const [track] = confirmed(tracker);
      if (i < from || track === undefined || track.timeUs !== look.toUs) return;
      const truth = mover((look.toUs - START_US) / 1e6);
      const error = truth === null ? null : normalisedError(track, model, truth);
      if (error === null) return;
      sum += error;
      count++;
    });
  });
  expect(count).toBeGreaterThan(200);
  return sum / count;
}

describe("the stated errors are the true ones", () => {
  test("of ballistic bodies with unknown drag", () => {
    const random = seeded(31);
    const bodies = Array.from({ length: 40 }, () => {
      const bearing = 2 * Math.PI * random();
      const speed = 120 + 120 * random();
      const place = [6000 * Math.sin(bearing), 6000 * Math.cos(bearing), 200];
      const velocity = [
        -speed * Math.sin(bearing),
        -speed * Math.cos(bearing),
        150 + 100 * random(),
      ];
      return falling([...place, ...velocity], 1.8e-4 * Math.exp(0.5 * normal(random)));
    });
    const error = averageError(bodies, "ballistic", 5, 22);
    expect(error).toBeGreaterThan(3.5);
    expect(error).toBeLessThan(7);
  });

  test("of drones that turn now and then", () => {
    const random = seeded(32);
    const drones = Array.from({ length: 40 }, () => turningDrone(random));
    const error = averageError(drones, "powered", 4, 40);
    expect(error).toBeGreaterThan(2.5);
    expect(error).toBeLessThan(7.5);
  });
});

function turningDrone(random: () => number): Mover {
  const speed = 15 + 40 * random();
  const bearing = 2 * Math.PI * random();
  const heading = 2 * Math.PI * random();
  const beginS = 8 + 15 * random();
  const endS = beginS + 12;
  const rate = (0.05 + 0.1 * random()) * (random() < 0.5 ? -1 : 1);
  return (timeS) => {
    let east = 4000 * Math.sin(bearing);
    let north = 4000 * Math.cos(bearing);
    let course = heading;
    for (let step = 0; step < Math.round(timeS * 20); step++) {
      const t = step / 20;
      if (t >= beginS && t < endS) course += rate / 20;
      east += (speed * Math.sin(course)) / 20;
      north += (speed * Math.cos(course)) / 20;
    }
    return [east, north, 300, speed * Math.sin(course), speed * Math.cos(course), 0];
  };
}

describe("many at once", () => {
  test("two that cross keep their identities", () => {
    const movers = [straight([-1000, 4000, 300, 40, 0, 0]), straight([0, 3000, 330, 0, 40, 0])];
    for (const seed of [1, 2, 3, 4, 5]) {
      const tracker = createTracker(config());
      const looks = runOfLooks(movers, 50, seed, { clutter: 10 });
      const namesAt = (i: number): string[] =>
        movers.map((mover) => nearest(confirmed(tracker), mover(i) as readonly number[]));
      for (const look of looks.slice(0, 13)) tracker.processLook(look, NO_HEALTH);
      const before = namesAt(12);
      for (const look of looks.slice(13)) tracker.processLook(look, NO_HEALTH);
      expect(namesAt(49)).toEqual(before);
      expect(new Set(before).size).toBe(2);
      expect(confirmed(tracker)).toHaveLength(2);
    }
  });

  const leader = falling([7000, -3000, 100, -190, 70, 210]);
  const abreast = Array.from({ length: 8 }, (_, i) =>
    falling([7000 + 90 * i, -2000 + 60 * (i % 3), 150, -190 - 2 * i, 70 + i, 210 - 3 * i]),
  );
  const inTrain = Array.from(
    { length: 8 },
    (_, i): Mover =>
      (timeS) =>
        leader(timeS + 4 - 0.5 * i),
  );
  const wideApart = Array.from({ length: 8 }, (_, i) =>
    falling([6000 + 40 * i, -2000 + 250 * i, 150, -190 - 2 * i, 70 + i, 210 - 3 * i]),
  );

  test.each([
    ["90 m abreast", abreast],
    ["150 m in train", inTrain],
  ])("a salvo of eight, %s, stays the same eight under a Doppler radar", (_, salvo) => {
    for (const seed of [1, 2, 3]) {
      const { tracker, lost } = fly(salvo, seed, true);
      expect(lost).toEqual([]);
      expectEightBallistic(tracker);
    }
  });

  test("a salvo 250 m apart ends up as eight without Doppler too", () => {
    for (const seed of [1, 2, 3]) {
      const { tracker } = fly(wideApart, seed, false);
      expectEightBallistic(tracker);
      expect(tracker.counters().varianceRepairs).toBe(0);
    }
  });

  function fly(salvo: readonly Mover[], seed: number, hasDoppler: boolean) {
    const random = seeded(seed);
    const tracker = createTracker(config());
    const lost: string[] = [];
    for (let i = 0; i < 25; i++) {
      const timeUs = START_US + i * 1_000_000;
      const detections: PolarDetection[] = [];
      for (const mover of salvo) {
        const state = mover(i);
        if (state === null || random() >= 0.9) continue;
        const rangeRateMps = hasDoppler ? radialSpeed(state) + normal(random) : null;
        detections.push(see(radar(), state, timeUs, random, { rangeRateMps }));
      }
      for (let k = 0; k < 20; k++) {
        const rangeRateMps = hasDoppler ? 120 * (random() - 0.5) : null;
        detections.push(clutter(radar(), timeUs, random, { rangeRateMps }));
      }
      tracker.processLook(sweepLook(i, detections), NO_HEALTH);
      for (const { track } of tracker.takeEnded()) {
        if (track.confirmedUs !== null) lost.push(track.id);
      }
    }
    return { tracker, lost };
  }

  function expectEightBallistic(tracker: CountingTracker): void {
    expect(confirmed(tracker)).toHaveLength(8);
    for (const { estimates } of confirmed(tracker)) {
      expect(estimates[0].model).toBe("ballistic");
      expect(estimates[0].probability).toBeGreaterThan(0.99);
    }
  }

  const radialSpeed = ([e, n, u, ve, vn, vu]: readonly number[]): number =>
    (e * ve + n * vn + u * vu) / Math.hypot(e, n, u);
  const nearest = (tracks: readonly Track[], state: readonly number[]): string =>
    [...tracks].sort((a, b) => away(a, state) - away(b, state))[0].id;
  const away = ({ estimates: [{ mean }] }: Track, state: readonly number[]): number =>
    Math.hypot(mean[0] - state[0], mean[1] - state[1], mean[2] - state[2]);
});

const AIRPORT = radar({
  coverage: { ...radar().coverage, rangeMinM: 1000, rangeMaxM: 100_000, elevationMinRad: 0 },
  periodUs: 4_000_000,
  falseDetectionsPerSweep: 50,
});
const FLAT: Partial<PolarDetection> = {
  elevationRad: null,
  rangeSigmaM: 60,
  azimuthSigmaRad: 2.5e-3,
};

describe("a radar without elevation", () => {
  test("follows an airliner horizontally", () => {
    const random = seeded(4);
    const airliner = straight([60_000, -20_000, 9500, -150, 120, 0]);
    const tracker = createTracker(config([AIRPORT], { endAfterUs: 60_000_000 }));
    let squared = 0;
    let count = 0;
    for (let i = 0; i < 60; i++) {
      const timeUs = START_US + i * 4_000_000;
      const truth = airliner(i * 4) as readonly number[];
      const detections =
        random() < 0.9
          ? [{ ...see(AIRPORT, truth, timeUs, null, FLAT), ...noisy(truth, timeUs, random) }]
          : [];
      for (let k = 0; k < 5; k++) detections.push(clutter(AIRPORT, timeUs, random, FLAT));
      tracker.processLook(sweepLook(i * 4, detections, AIRPORT), NO_HEALTH);
      if (i < 8) continue;
      expect(confirmed(tracker).length).toBeGreaterThanOrEqual(1);
      const [track] = [...confirmed(tracker)].sort((a, b) => b.detectionCount - a.detectionCount);
      expect(track.heightReports).toBe(0);
      const { mean, model } = tracker.predict(track, timeUs).estimates[0];
      expect(model).toBe("powered");
      squared += (mean[0] - truth[0]) ** 2 + (mean[1] - truth[1]) ** 2;
      count++;
    }
    // A height of unknown kilometres puts the ground distance off by hundreds of metres at most.
    expect(Math.sqrt(squared / count)).toBeLessThan(900);
    expect(confirmed(tracker).length).toBeLessThanOrEqual(2);
  });

  function noisy(truth: readonly number[], timeUs: number, random: () => number) {
    const seen = see(AIRPORT, truth, timeUs, null, FLAT);
    return {
      rangeM: seen.rangeM + 60 * normal(random),
      azimuthRad: seen.azimuthRad + 2.5e-3 * normal(random),
    };
  }

  test("confirms next to nothing from clutter alone", () => {
    const random = seeded(14);
    const tracker = createTracker(config([AIRPORT], { endAfterUs: 60_000_000 }));
    const seen = new Set<string>();
    for (let i = 0; i < 100; i++) {
      const timeUs = START_US + i * 4_000_000;
      const detections = Array.from({ length: 50 }, () => clutter(AIRPORT, timeUs, random, FLAT));
      tracker.processLook(sweepLook(i * 4, detections, AIRPORT), NO_HEALTH);
      for (const track of confirmed(tracker)) seen.add(track.id);
    }
    expect(seen.size).toBeLessThanOrEqual(3);
  });
});

test("the world turned about the radar turns the answer", () => {
  const movers = [
    straight([3000, 4000, 300, -30, -20, 1]),
    falling([6000, -4000, 200, -160, 120, 230]),
  ];
  const looks = runOfLooks(movers, 14, 4, { clutter: 10 });
  const turn = 1.1;
  const turned: Look[] = looks.map((look) => ({
    ...look,
    detections: look.detections.map((detection) =>
      detection.kind === "polar"
        ? { ...detection, azimuthRad: detection.azimuthRad + turn }
        : detection,
    ),
  }));
  const run = (input: readonly Look[]): readonly Track[] => {
    const tracker = createTracker(config());
    for (const look of input) tracker.processLook(look, NO_HEALTH);
    return [...confirmed(tracker)].sort(
      (a, b) => a.firstSensedUs - b.firstSensedUs || height(a) - height(b),
    );
  };
  const height = (track: Track): number => track.estimates[0].mean[2];
  const before = run(looks);
  const after = run(turned);
  expect(before).toHaveLength(2);
  expect(after).toHaveLength(2);
  before.forEach((track, i) => {
    const a = track.estimates[0].mean;
    const b = after[i].estimates[0].mean;
    // The Earth's rotation and shape do not turn with it: decimetres over this flight.
    const east = a[0] * Math.cos(turn) + a[1] * Math.sin(turn);
    const north = a[1] * Math.cos(turn) - a[0] * Math.sin(turn);
    expect(Math.hypot(b[0] - east, b[1] - north, b[2] - a[2])).toBeLessThan(1.5);
  });
});
