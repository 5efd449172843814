import { describe, expect, test } from "vitest";
import type { SensorSpec } from "../coverage/sensor.ts";
import { sensorId } from "../units/ids.ts";
import type { Detection, Look } from "../measurement/look.ts";
import { type CountingTracker, createTracker } from "./create-tracker.ts";
import { LOST_TRACKS_MAX } from "./lost-tracks.ts";
import type { Track } from "./track.ts";
import {
  clutter,
  config,
  falling,
  type Mover,
  NO_HEALTH,
  radar,
  see,
  seeded,
  SITE,
  START_US,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

/** Sweeps of one radar over movers that are there; nothing is seen of a mover where `isHidden`. */
function sweeps(
  movers: readonly Mover[],
  count: number,
  seed: number,
  options: {
    readonly spec?: SensorSpec;
    readonly clutter?: number;
    readonly isHidden?: (mover: number, timeS: number) => boolean;
    readonly isAway?: (timeS: number) => boolean;
  } = {},
): Look[] {
  const spec = options.spec ?? radar();
  const random = seeded(seed);
  const looks: Look[] = [];
  for (let i = 0; i < count; i++) {
    const detections: Detection[] = [];
    movers.forEach((mover, k) => {
      const state = mover(i);
      const isSeen = random() < spec.detectionProbability;
      if (state === null || !isSeen || options.isHidden?.(k, i) === true) return;
      const { rangeMinM, rangeMaxM } = spec.coverage;
      const detection = see(spec, state, START_US + i * 1e6, random);
      if (detection.rangeM > rangeMinM && detection.rangeM < rangeMaxM) detections.push(detection);
    });
    for (let k = 0; k < (options.clutter ?? 0); k++) {
      detections.push(clutter(spec, START_US + i * 1e6, random));
    }
    if (options.isAway?.(i) !== true) looks.push(sweepLook(i, detections, spec));
  }
  return looks;
}

function follow(tracker: CountingTracker, looks: readonly Look[]): void {
  for (const look of looks) tracker.processLook(look, NO_HEALTH);
}

const idsOf = (tracks: readonly Track[]): string[] => tracks.map(({ id }) => id);

/** Flies straight, and from `atS` on by `rate` rad/s for as long as it takes to turn by `angle`. */
function turning(state: readonly number[], atS: number, rate: number, angle: number): Mover {
  return (timeS) => {
    let [e, n] = state;
    let [, , , ve, vn] = state;
    const [, , u] = state;
    const speed = Math.hypot(ve, vn);
    let course = Math.atan2(ve, vn);
    let left = Math.abs(angle);
    for (let t = 0; t < timeS - 1e-9; t += 0.05) {
      if (t >= atS && left > 0) {
        course += 0.05 * rate;
        left -= Math.abs(0.05 * rate);
      }
      ve = speed * Math.sin(course);
      vn = speed * Math.cos(course);
      e += 0.05 * ve;
      n += 0.05 * vn;
    }
    return [e, n, u, ve, vn, 0];
  };
}

describe("a track that broke", () => {
  const drone = straight([-3000, 4000, 300, 50, 5, 0]);

  test("is found again by the one that follows, which says so", () => {
    // Unseen without a look from 20 s to 60 s.
    const looks = sweeps([drone], 80, 1, { clutter: 5, isAway: (t) => t >= 20 && t < 60 });
    const tracker = createTracker(config([radar()], { endAfterUs: 20_000_000 }));
    follow(tracker, looks.slice(0, 20));
    const [before] = tracker.confirmed();
    follow(tracker, looks.slice(20));
    const tracks = tracker.confirmed();
    expect(tracks).toHaveLength(1);
    expect(tracks[0].id).not.toBe(before.id);
    expect(tracks[0].continues?.track).toBe(before.id);
    expect(tracks[0].continues?.probability).toBeGreaterThan(0.9);
  });

  test("and still coasts goes on under its name", () => {
    const looks = sweeps([turning([-3000, 6000, 300, 60, 0, 0], 20, 0.7, 2.4)], 40, 3);
    const tracker = createTracker(config());
    follow(tracker, looks.slice(0, 20));
    const [before] = tracker.confirmed();
    const began = new Set<string>();
    for (const look of looks.slice(20)) {
      tracker.processLook(look, NO_HEALTH);
      for (const { id } of tracker.tracks()) began.add(id);
    }
    // A turn of 4 g leaves the gate: a second track began and turned out to be the first.
    expect(began.size).toBeGreaterThan(1);
    expect(idsOf(tracker.confirmed())).toEqual([before.id]);
    const [track] = tracker.confirmed();
    expect(track.firstSensedUs).toBe(before.firstSensedUs);
    expect(track.evidence[0]).toEqual(before.evidence[0]);
    expect(track.detectionCount).toBeGreaterThan(30);
  });

  test("is not found in what came from elsewhere", () => {
    const stranger = straight([4000, -5000, 900, 0, 40, 0]);
    const tracker = createTracker(config());
    follow(tracker, sweeps([(t) => (t < 20 ? drone(t) : t < 40 ? null : stranger(t))], 60, 2));
    const [track] = tracker.confirmed();
    expect(track.continues).toBeNull();
  });

  test("is said to be found with the less confidence the longer it was away and the more it is off", () => {
    const chance = (gapS: number, asideM: number): number => {
      const aside: Mover = (t) => {
        const state = drone(t) as readonly number[];
        return t < 20 ? state : [state[0], state[1] + asideM, ...state.slice(2)];
      };
      const looks = sweeps([aside], 40 + gapS, 4, { isAway: (t) => t >= 20 && t < 20 + gapS });
      const tracker = createTracker(config([radar()], { endAfterUs: 5_000_000 }));
      follow(tracker, looks);
      return tracker.confirmed()[0].continues?.probability ?? 0;
    };
    expect(chance(30, 0)).toBeGreaterThan(0.95);
    expect(chance(120, 0)).toBeLessThan(chance(30, 0));
    expect(chance(120, 0)).toBeGreaterThan(0.5);
    expect(chance(30, 1200)).toBeLessThan(chance(30, 0));
    expect(chance(30, 2500)).toBeLessThan(0.5);
    expect(chance(30, 6000)).toBe(0);
    expect(chance(200, 0)).toBe(0);
  });
});

describe("from radar to radar", () => {
  const west = (rangeMaxM: number): SensorSpec =>
    radar({ id: sensorId("a-west"), coverage: { ...radar().coverage, rangeMaxM } });
  const east = (rangeMaxM: number): SensorSpec =>
    radar({
      id: sensorId("b-east"),
      position: {
        ...SITE,
        longitudeRad: SITE.longitudeRad + 12_000 / (6_378_000 * Math.cos(0.58)),
      },
      coverage: { ...radar().coverage, rangeMaxM },
    });
  const drone = straight([1000, 1500, 400, 60, 0, 0]);

  function handOver(rangeMaxM: number): { ids: Set<string>; tracker: CountingTracker } {
    const specs = [west(rangeMaxM), east(rangeMaxM)];
    const looks = specs
      .flatMap((spec, i) => sweeps([drone], 170, 10 + i, { spec, clutter: 3 }))
      .sort((a, b) => a.toUs - b.toUs || (a.sensorId < b.sensorId ? -1 : 1));
    const tracker = createTracker(config(specs));
    const ids = new Set<string>();
    for (const look of looks) {
      tracker.processLook(look, NO_HEALTH);
      for (const { id, detectionCount } of tracker.confirmed())
        if (detectionCount > 10) ids.add(id);
    }
    return { ids, tracker };
  }

  test("one track where their covers overlap", () => {
    const { ids, tracker } = handOver(7500);
    expect([...ids]).toHaveLength(1);
    expect(new Set(tracker.confirmed()[0].evidence.map((one) => one.sensorId)).size).toBe(2);
  });

  test("across a gap of a minute, the second goes on from the first", () => {
    const { ids, tracker } = handOver(4500);
    const [track] = tracker.confirmed();
    expect(ids.size).toBe(2);
    expect(track.continues?.track).toBe([...ids][0]);
    expect(track.continues?.probability).toBeGreaterThan(0.8);
  });
});

describe("many stay as many as they are", () => {
  test("six drones abreast, hidden for twenty seconds, are the same six afterwards", () => {
    const row = Array.from({ length: 6 }, (_, i) =>
      straight([-3000, 3000 + 350 * i, 300, 45, 2 * (i - 3), 0]),
    );
    const looks = sweeps(row, 60, 6, { isAway: (t) => t >= 20 && t < 40 });
    const tracker = createTracker(config([radar()], { endAfterUs: 10_000_000 }));
    follow(tracker, looks.slice(0, 20));
    const byNorth = (tracks: readonly Track[]): string[] =>
      tracks
        .toSorted((a, b) => a.estimates[0].mean[1] - b.estimates[0].mean[1])
        .map(({ id }) => id);
    const before = byNorth(tracker.confirmed());
    follow(tracker, looks.slice(20));
    const after = new Map(tracker.confirmed().map((track) => [track.id as string, track]));
    expect(after.size).toBe(6);
    const found = byNorth([...after.values()]).map((id) => after.get(id)?.continues?.track);
    expect(found).toEqual(before);
  });

  test("a drone that drops a bomb is two objects from then on", () => {
    const drone = straight([-2000, 3000, 1500, 40, 0, 0]);
    const bomb = falling([-2000 + 40 * 20, 3000, 1500, 40, 0, 0], 3e-4);
    for (const seed of [1, 2, 3, 4, 5]) {
      const tracker = createTracker(config());
      const looks = sweeps([drone, (t) => (t < 20 ? null : bomb(t - 20))], 34, seed, {
        clutter: 5,
      });
      follow(tracker, looks.slice(0, 20));
      const before = idsOf(tracker.confirmed());
      expect(before).toHaveLength(1);
      follow(tracker, looks.slice(20));
      const tracks = tracker.confirmed();
      expect(tracks).toHaveLength(2);
      expect(idsOf(tracks)).toContain(before[0]);
      for (const { continues } of tracks) expect(continues?.track).not.toBe(before[0]);
    }
  });

  test("a swarm that splits stays what it is", () => {
    const starts = [-2, -1, 0, 1, 2].map((k) => [-4000, 3000 + 200 * k, 300, 40, 0, 0]);
    const swarm = starts.map((state, k) => turning(state, 25, 0.1 * Math.sign(k - 2), 0.5));
    for (const seed of [1, 2, 3]) {
      const tracker = createTracker(config());
      follow(tracker, sweeps(swarm, 60, seed, { clutter: 5 }));
      expect(tracker.confirmed()).toHaveLength(5);
    }
  });

  test("rockets fired one after another from one place do not go on from each other", () => {
    const rocket = falling([6000, -4000, 100, -160, 120, 230]);
    const train = [0, 12, 24].map(
      (afterS): Mover =>
        (t) =>
          t < afterS ? null : rocket(t - afterS),
    );
    for (const seed of [1, 2, 3]) {
      const tracker = createTracker(config());
      const seen = new Map<string, Track>();
      for (const look of sweeps(train, 45, seed, { clutter: 5 })) {
        tracker.processLook(look, NO_HEALTH);
        for (const track of tracker.confirmed()) seen.set(track.id, track);
      }
      const long = [...seen.values()].filter(({ detectionCount }) => detectionCount > 8);
      expect(long).toHaveLength(3);
      for (const { continues } of long) expect(continues).toBeNull();
    }
  });
});

describe("what is remembered of lost tracks", () => {
  const broken = [
    turning([-3000, 6000, 300, 60, 0, 0], 20, 0.7, 2.4),
    straight([3000, 4000, 500, -50, 5, 0]),
  ];
  const looks = sweeps(broken, 70, 8, {
    clutter: 8,
    isHidden: (mover, t) => mover === 1 && t >= 15 && t < 45,
  });
  const whole = (): unknown => {
    const tracker = createTracker(config());
    follow(tracker, looks);
    expect(tracker.confirmed().some(({ continues }) => (continues ?? null) !== null)).toBe(true);
    return tracker.snapshot();
  };

  test.each([18, 22, 24, 30, 46, 50])(
    "goes through a snapshot at look %i with every bit",
    (cut) => {
      const first = createTracker(config());
      follow(first, looks.slice(0, cut));
      const second = createTracker(config());
      second.restore(JSON.parse(JSON.stringify(first.snapshot())));
      follow(second, looks.slice(cut));
      second.takeEnded();
      const straightOn = createTracker(config());
      follow(straightOn, looks);
      straightOn.takeEnded();
      expect(JSON.stringify(second.snapshot())).toBe(JSON.stringify(straightOn.snapshot()));
    },
  );

  test.each([18, 22, 24, 30, 46, 50])("comes back with a mark at look %i", (cut) => {
    const tracker = createTracker(config());
    follow(tracker, looks.slice(0, cut));
    const mark = tracker.mark();
    const there = JSON.stringify(tracker.snapshotOf(mark));
    follow(tracker, looks.slice(cut));
    tracker.rewind(mark);
    expect(JSON.stringify(tracker.snapshot())).toBe(there);
    follow(tracker, looks.slice(cut));
    expect(JSON.stringify(tracker.snapshot())).toBe(JSON.stringify(whole()));
    tracker.forget(mark);
  });

  test("is bounded", () => {
    const many = Array.from({ length: LOST_TRACKS_MAX + 20 }, (_, i) =>
      straight([-9000 + 200 * i, 6000 + 40 * (i % 7), 400, 0, 20, 0]),
    );
    const tracker = createTracker(config([radar()]));
    follow(tracker, sweeps(many, 8, 9));
    expect(tracker.confirmed().length).toBeGreaterThan(LOST_TRACKS_MAX);
    tracker.advance(START_US + 60e6);
    expect(tracker.confirmed()).toHaveLength(0);
    const { lost } = tracker.snapshot() as { lost: readonly unknown[] };
    expect(lost).toHaveLength(LOST_TRACKS_MAX);
    tracker.advance(START_US + 400e6);
    expect((tracker.snapshot() as typeof tracker & { lost: unknown[] }).lost).toHaveLength(0);
  });
});
