import {
  assert,
  createEnvironment,
  createLocalFrame,
  integrateBallistic,
  standardAtmosphereWithWind,
} from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { type BallisticAir, ballisticFlight } from "./ballistic-flight.ts";
import { dragCurve } from "./drag.ts";

const ORIGIN = { latitudeRad: 0.6, longitudeRad: 0.75, heightM: 100 };
const air = (levels: Parameters<typeof standardAtmosphereWithWind>[0] = []): BallisticAir => ({
  frame: createLocalFrame(ORIGIN),
  atmosphere: standardAtmosphereWithWind(levels),
  densityFactor: 1,
  groundHeightM: 100,
});
const START = {
  timeS: 0,
  position: [0, 0, 0],
  velocity: [200, 150, 300],
  boostMps2: 0,
  boostS: 0,
} as const;

describe("ballisticFlight", () => {
  test("without air it comes down where the parabola does, but for the Earth's shape and turning", () => {
    const flight = ballisticFlight({ ...START, drag: () => 0 }, air());
    assert(flight !== null, "it comes down");
    const flatS = (2 * 300) / 9.797;
    expect(flight.endS).toBeGreaterThan(flatS);
    expect(flight.endS).toBeLessThan(flatS * 1.005);
    const end = flight.stateAt(flight.endS);
    expect(Math.abs(end.eastM - 200 * flatS)).toBeLessThan(90);
    expect(Math.abs(end.northM - 150 * flatS)).toBeLessThan(90);
  });

  test("with even drag and wind it agrees with core's model, which was written apart from it", () => {
    const levels = [
      { heightM: 0, eastMps: 3, northMps: -2 },
      { heightM: 3_000, eastMps: 15, northMps: 6 },
    ];
    const k = 0.0002;
    const flight = ballisticFlight({ ...START, drag: () => k }, air(levels));
    assert(flight !== null, "it comes down");
    const env = createEnvironment(ORIGIN, standardAtmosphereWithWind(levels));
    const state = Float64Array.of(0, 0, 0, ...START.velocity, Math.log(k));
    const seconds = Math.floor(flight.endS);
    const theirs = integrateBallistic(state, seconds, 0.05, env, new Float64Array(7));
    const ours = flight.stateAt(seconds);
    expect(Math.abs(ours.eastM - theirs[0])).toBeLessThan(0.1);
    expect(Math.abs(ours.northM - theirs[1])).toBeLessThan(0.1);
    expect(Math.abs(ours.upM - theirs[2])).toBeLessThan(0.1);
    expect(Math.abs(ours.upMps - theirs[5])).toBeLessThan(0.01);
  });

  test("velocity is the rate of change of place between samples too", () => {
    const flight = ballisticFlight({ ...START, drag: () => 0.0003 }, air());
    assert(flight !== null, "it comes down");
    for (const timeS of [0.01, 3.33, 17.017, flight.endS - 0.01]) {
      const stepS = 1e-4;
      const [a, b] = [flight.stateAt(timeS - stepS), flight.stateAt(timeS + stepS)];
      expect((b.upM - a.upM) / (2 * stepS)).toBeCloseTo(flight.stateAt(timeS).upMps, 3);
      expect((b.eastM - a.eastM) / (2 * stepS)).toBeCloseTo(flight.stateAt(timeS).eastMps, 3);
    }
  });

  test("a boost along the velocity adds its acceleration for its time", () => {
    const boosted = { ...START, velocity: [0, 20, 20] as const, boostMps2: 400, boostS: 0.5 };
    const flight = ballisticFlight({ ...boosted, drag: () => 0 }, air());
    assert(flight !== null, "it comes down");
    const after = flight.stateAt(0.5);
    expect(Math.hypot(after.eastMps, after.northMps, after.upMps)).toBeCloseTo(
      Math.hypot(20, 20) + 200 - 9.8 * 0.5 * Math.SQRT1_2,
      0,
    );
  });

  test("what does not come down in time is no flight", () => {
    expect(ballisticFlight({ ...START, velocity: [0, 0, 4_000], drag: () => 0 }, air())).toBeNull();
  });
});

test("a drag curve is linear between its points and constant outside", () => {
  const law = dragCurve(
    [
      [0.5, 0.2],
      [1, 0.6],
    ],
    0.001,
  );
  expect([0, 0.5, 0.75, 1, 3].map(law)).toEqual([0.0002, 0.0002, 0.0004, 0.0006, 0.0006]);
});
