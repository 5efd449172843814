import { describe, expect, test } from "vitest";
import type { SensorSpec } from "../coverage/sensor.ts";
import { enuToGeodetic } from "../geodesy/local-frame.ts";
import { compareLooks, type Detection, type Look } from "../measurement/look.ts";
import { type CountingTracker, createTracker } from "../tracking/create-tracker.ts";
import {
  config,
  ENV,
  geometryOf,
  type Mover,
  NO_HEALTH,
  normal,
  radar,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { sensorId } from "../units/ids.ts";
import { KEPT, keepDetection } from "./kept-detection.ts";
import { PAIRS_PER_LOOK_MAX, REGISTERED_MAX, RegistrationFilter } from "./registration-filter.ts";
import type { Bias } from "./sensor-registration.ts";

const NORTH = radar({ id: sensorId("north") });
const EAST = radar({
  id: sensorId("east"),
  position: enuToGeodetic(ENV.frame, 5000, -2000, 0),
});
const REPORTS = radar({ id: sensorId("reports"), kind: "cooperative", authenticated: true });

/** How wrong a radar reads: m, rad, rad, s. */
interface Errors {
  readonly rangeM: number;
  readonly azimuthRad: number;
  readonly elevationRad: number;
  readonly clockS: number;
}
const RIGHT: Errors = { rangeM: 0, azimuthRad: 0, elevationRad: 0, clockS: 0 };
const LONG: Errors = { rangeM: 15, azimuthRad: 2e-3, elevationRad: 1e-3, clockS: 0.04 };
const SHORT: Errors = { rangeM: -12, azimuthRad: -2e-3, elevationRad: -1e-3, clockS: -0.03 };

const MOVERS: readonly Mover[] = [
  straight([2000, 6000, 400, 80, -30, 1]),
  straight([-4000, 3000, 900, 60, 40, 0]),
  straight([6000, 4000, 700, -90, 10, 0]),
  straight([-2000, -5000, 300, 20, 70, 0]),
  straight([3000, -6000, 1200, -30, 60, 2]),
  straight([8000, -1000, 500, -50, -40, 0]),
];

/** Sweeps of one radar that reads wrong, over every mover. */
function sweepsOf(spec: SensorSpec, errors: Errors, phaseS: number, random: () => number): Look[] {
  return Array.from({ length: 60 }, (_, i) => {
    const reportedS = i + phaseS;
    const trueS = reportedS - errors.clockS;
    const detections = MOVERS.flatMap((mover): Detection[] => {
      const state = mover(trueS);
      if (state === null || random() > 0.9) return [];
      const seen = see(spec, state, START_US + Math.round(reportedS * 1e6), random);
      return [
        {
          ...seen,
          rangeM: seen.rangeM + errors.rangeM,
          azimuthRad: seen.azimuthRad + errors.azimuthRad,
          elevationRad: (seen.elevationRad ?? 0) + errors.elevationRad,
        },
      ];
    });
    return { ...sweepLook(reportedS, detections, spec), sequence: i };
  });
}

/** What the objects say of themselves, within 3 m. */
function reportsOf(spec: SensorSpec, random: () => number): Look[] {
  return Array.from({ length: 60 }, (_, i) => {
    const timeS = i + 0.75;
    const timeUs = START_US + Math.round(timeS * 1e6);
    const detections = MOVERS.flatMap((mover): Detection[] => {
      const state = mover(timeS);
      if (state === null) return [];
      const [e, n, u] = state.slice(0, 3).map((value) => value + 3 * normal(random));
      return [
        {
          kind: "position",
          sensedUs: timeUs,
          rcsDbsm: null,
          identity: null,
          ...enuToGeodetic(ENV.frame, e, n, u),
          covarianceEeM2: 9,
          covarianceEnM2: 0,
          covarianceNnM2: 9,
          heightSigmaM: 3,
          velocity: null,
        },
      ];
    });
    return { ...sweepLook(timeS, detections, spec), sequence: i, sweep: null };
  });
}

function twoRadars(seed: number, errors: readonly [Errors, Errors] = [LONG, SHORT]): Look[] {
  const random = seeded(seed);
  return [...sweepsOf(NORTH, errors[0], 0, random), ...sweepsOf(EAST, errors[1], 0.5, random)].sort(
    compareLooks,
  );
}

function feed(tracker: CountingTracker, looks: readonly Look[]): CountingTracker {
  for (const look of looks) tracker.processLook(look, NO_HEALTH);
  return tracker;
}

const within = ({ value, sigma }: Bias, truth: number): number => Math.abs(value - truth) / sigma;

describe("registration", () => {
  test("two radars tell their difference, and that neither is known to be right", () => {
    const tracker = feed(createTracker(config([NORTH, EAST])), twoRadars(3));
    const [north] = tracker.registrations();
    const { relative, absolute } = north;
    expect(north.pairs).toBeGreaterThan(200);
    expect(within(relative.rangeM, 13.5)).toBeLessThan(3);
    expect(relative.rangeM.sigma).toBeLessThan(2.5);
    expect(within(relative.elevationRad, 1e-3)).toBeLessThan(3);
    expect(relative.elevationRad.sigma).toBeLessThan(2e-4);
    expect(within(relative.clockS, 0.035)).toBeLessThan(3);
    expect(relative.clockS.sigma).toBeLessThan(0.015);
    expect(within(absolute.clockS, LONG.clockS)).toBeLessThan(3);
    // What both clocks have in common cannot be seen: half the prior's variance is left.
    expect(absolute.clockS.sigma).toBeGreaterThan(0.034);
  });

  test("the stated errors of the estimates are the true ones", () => {
    let sum = 0;
    let count = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const random = seeded(100 + seed);
      const drawn = (): Errors => ({
        rangeM: 20 * normal(random),
        azimuthRad: 3.5e-3 * normal(random),
        elevationRad: 1.75e-3 * normal(random),
        clockS: 0.05 * normal(random),
      });
      const errors: readonly [Errors, Errors] = [drawn(), drawn()];
      const tracker = feed(createTracker(config([NORTH, EAST])), twoRadars(seed, errors));
      tracker.registrations().forEach(({ absolute }, i) => {
        for (const name of ["rangeM", "azimuthRad", "elevationRad", "clockS"] as const) {
          const off = within(absolute[name], errors[i][name]);
          sum += off * off;
          count++;
        }
      });
    }
    expect(count).toBe(64);
    expect(sum / count).toBeGreaterThan(0.5);
    expect(sum / count).toBeLessThan(1.7);
  });

  test("objects that report themselves tell what is true, where nobody can speak for them", () => {
    const looks = [...twoRadars(5), ...reportsOf(REPORTS, seeded(6))].sort(compareLooks);
    const tracker = feed(createTracker(config([NORTH, EAST, REPORTS])), looks);
    const [north, east] = tracker.registrations();
    expect(tracker.registrations()).toHaveLength(2);
    expect(north.absolute.rangeM.sigma).toBeLessThan(3);
    expect(within(north.absolute.rangeM, LONG.rangeM)).toBeLessThan(3);
    expect(within(east.absolute.rangeM, SHORT.rangeM)).toBeLessThan(3);
    expect(within(north.absolute.azimuthRad, LONG.azimuthRad)).toBeLessThan(3);
    expect(within(east.absolute.clockS, SHORT.clockS)).toBeLessThan(3);
  });

  test("what anybody may send moves no radar", () => {
    const open = { ...REPORTS, authenticated: false };
    const looks = [...sweepsOf(NORTH, LONG, 0, seeded(1)), ...reportsOf(open, seeded(2))].sort(
      compareLooks,
    );
    expect(feed(createTracker(config([NORTH, open])), looks).registrations()).toEqual([]);
  });

  test("only so many sensors take part", () => {
    const specs = Array.from({ length: REGISTERED_MAX + 1 }, (_, i) =>
      radar({ id: sensorId(`radar-${i}`) }),
    );
    const filter = new RegistrationFilter(specs.map(geometryOf));
    expect(filter.takesPart(REGISTERED_MAX - 1)).toBe(true);
    expect(filter.takesPart(REGISTERED_MAX)).toBe(false);
  });

  test("detections of a sensor that has no other beside it are not worth keeping", () => {
    expect(new RegistrationFilter([NORTH].map(geometryOf)).takesPart(0)).toBe(false);
    expect(new RegistrationFilter([NORTH, EAST].map(geometryOf)).takesPart(0)).toBe(true);
  });

  test("only so many pairs of one look are learnt from", () => {
    const filter = new RegistrationFilter([NORTH, EAST].map(geometryOf));
    const object = {
      state: Float64Array.of(2000, 6000, 400, 80, -30, 1),
      velocityCovariance: new Float64Array(6),
      fallMps2: 0,
    };
    const kept = [NORTH, EAST].map((spec, index) => {
      const numbers = new Float64Array(KEPT);
      const seen = see(spec, Array.from(object.state), START_US, null);
      keepDetection(seen, geometryOf(spec), index, numbers, 0);
      return { numbers, at: 0 };
    });
    for (let i = 0; i < PAIRS_PER_LOOK_MAX; i++) {
      expect(filter.areComparable(kept[0], kept[1])).toBe(true);
      filter.compare(kept[0], kept[1], object, START_US);
    }
    expect(filter.areComparable(kept[0], kept[1])).toBe(false);
    filter.settle();
    expect(filter.areComparable(kept[0], kept[1])).toBe(true);
    expect(filter.view()[0].pairs).toBe(PAIRS_PER_LOOK_MAX);
  });

  test("a radar alone is left as it is", () => {
    const looks = sweepsOf(NORTH, LONG, 0, seeded(1));
    expect(feed(createTracker(config([NORTH])), looks).registrations()).toEqual([]);
  });

  test("corrected radars see an object in one place", () => {
    const believed = { rangeSigmaM: 0, azimuthSigmaRad: 0, elevationSigmaRad: 0, clockSigmaS: 0 };
    const stiff = [NORTH, EAST].map((spec) => ({ ...spec, registration: believed }));
    const spread = (sensors: readonly SensorSpec[]): number => {
      const tracker = createTracker(config(sensors));
      let sum = 0;
      for (const look of twoRadars(9)) {
        tracker.processLook(look, NO_HEALTH);
        if (look.toUs < START_US + 30e6) continue;
        for (const { estimates, timeUs } of tracker.confirmed()) {
          const timeS = (timeUs - START_US) / 1e6;
          const away = MOVERS.map((mover) => {
            const state = mover(timeS) ?? [];
            return Math.hypot(...[0, 1, 2].map((k) => state[k] - estimates[0].mean[k]));
          });
          sum += Math.min(...away);
        }
      }
      return sum;
    };
    expect(spread([NORTH, EAST])).toBeLessThan(0.8 * spread(stiff));
    expect(
      feed(createTracker(config(stiff)), twoRadars(9)).registrations()[0].absolute.rangeM,
    ).toEqual({ value: 0, sigma: 0 });
  });

  test("late looks, snapshots and order change no bit", () => {
    const looks = twoRadars(4, [LONG, RIGHT]);
    const straightOn = feed(createTracker(config([NORTH, EAST])), looks);
    const back = createTracker(config([NORTH, EAST]));
    looks.forEach((look, i) => {
      if (i % 7 !== 3) {
        back.processLook(look, NO_HEALTH);
        return;
      }
      // The next look comes first, is applied, and taken back.
      const mark = back.mark();
      if (i + 1 < looks.length) back.processLook(looks[i + 1], NO_HEALTH);
      back.rewind(mark);
      back.processLook(look, NO_HEALTH);
      back.forget(mark);
    });
    expect(JSON.stringify(back.snapshot())).toBe(JSON.stringify(straightOn.snapshot()));
    const restored = feed(createTracker(config([NORTH, EAST])), looks.slice(0, 60));
    const again = createTracker(config([NORTH, EAST]));
    again.restore(JSON.parse(JSON.stringify(restored.snapshot())) as unknown);
    feed(again, looks.slice(60));
    expect(JSON.stringify(again.snapshot())).toBe(JSON.stringify(straightOn.snapshot()));
  });
});
