import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { FLIGHT_LIMIT_S, flyToGround, groundCrossing } from "./fly-to-ground.ts";

const GROUND_M = 40;
const origin = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: GROUND_M };
const env = createEnvironment(
  origin,
  standardAtmosphereWithWind([
    { heightM: 0, eastMps: 3, northMps: 1 },
    { heightM: 5000, eastMps: 15, northMps: 4 },
  ]),
);

const heightOver = (s: Float64Array) => heightOfEnu(env.frame, s[0], s[1], s[2]) - GROUND_M;

/** The same flight in steps of 2 ms, its last one cut by a straight line. */
function slowly(state: Float64Array): { eastM: number; northM: number; timeS: number } {
  const from = Float64Array.from(state);
  const to = new Float64Array(7);
  for (let time = 0; time < FLIGHT_LIMIT_S; time += 0.002) {
    integrateBallistic(from, 0.002, 0.002, env, to);
    const high = heightOver(from);
    const low = heightOver(to);
    if (low < 0 && to[5] < 0) {
      const share = high / (high - low);
      return {
        eastM: from[0] + share * (to[0] - from[0]),
        northM: from[1] + share * (to[1] - from[1]),
        timeS: time + 0.002 * share,
      };
    }
    from.set(to);
  }
  throw new Error("never landed");
}

const shots: Record<string, number[]> = {
  mortar: [0, 0, 100, 115, 0, 190, Math.log(2e-4)],
  rocket: [0, 0, 100, 255, 100, 300, Math.log(1.6e-4)],
  "draggy supersonic rocket": [5000, 2000, 100, 500, 200, 700, Math.log(5e-4)],
  debris: [0, 0, 3000, 20, 0, -10, Math.log(0.01)],
  "fast and steep": [0, 0, 10_000, 800, 0, -200, Math.log(4e-3)],
  "from 20 km off": [-20_000, 0, 60, 600, 0, 700, Math.log(8e-4)],
};

describe("down to the ground", () => {
  test.each(Object.entries(shots))("%s lands within 1 cm of a flight in 2 ms steps", (_, shot) => {
    const state = Float64Array.from(shot);
    const out = groundCrossing();
    expect(flyToGround(state, env, GROUND_M, 1, out)).toBe(true);
    const truth = slowly(state);
    expect(Math.abs(out.state[0] - truth.eastM)).toBeLessThan(0.01);
    expect(Math.abs(out.state[1] - truth.northM)).toBeLessThan(0.01);
    expect(Math.abs(out.timeS - truth.timeS)).toBeLessThan(2e-4);
    expect(Math.abs(heightOver(out.state))).toBeLessThan(2e-4);
  });

  test("without drag it is the parabola, over an Earth that falls away", () => {
    const out = groundCrossing();
    flyToGround(Float64Array.of(0, 0, 0.001, 30, 40, 200, -40), env, GROUND_M, 1, out);
    const gravity = env.gravityMps2 * (1 - env.gravityDecay1 * 1000);
    expect(out.timeS).toBeCloseTo((2 * 200) / gravity, 1);
    expect(out.state[0]).toBeGreaterThan(30 * 40.7);
    // East-west and north-south turn through the Earth's rotation by metres, no more.
    expect(Math.abs(out.state[0] - 30 * out.timeS)).toBeLessThan(8);
    expect(Math.abs(out.state[1] - 40 * out.timeS)).toBeLessThan(8);
  });

  test("back to where it rose, and forth again to the same place", () => {
    const out = groundCrossing();
    const up = Float64Array.of(300, -200, 900, 200, 80, 150, Math.log(3e-4));
    expect(flyToGround(up, env, GROUND_M, -1, out)).toBe(true);
    expect(out.timeS).toBeLessThan(-3);
    expect(out.state[5]).toBeGreaterThan(150);
    const again = new Float64Array(7);
    integrateBallistic(out.state, -out.timeS, 0.01, env, again);
    for (let i = 0; i < 6; i++) expect(Math.abs(again[i] - up[i])).toBeLessThan(0.01);
  });
});

describe("at the ground", () => {
  const out = groundCrossing();

  test("a little below and falling: it hit a moment ago", () => {
    const low = Float64Array.of(0, 0, -20, 100, 0, -100, Math.log(2e-4));
    expect(flyToGround(low, env, GROUND_M, 1, out)).toBe(true);
    expect(out.timeS).toBeGreaterThan(-0.21);
    expect(out.timeS).toBeLessThan(-0.19);
    expect(out.state[0]).toBeCloseTo(-20, 0);
  });

  test("deep below and falling: it has landed where it is", () => {
    const deep = Float64Array.of(7, 8, -5000, 0, 0, -50, Math.log(2e-4));
    expect(flyToGround(deep, env, GROUND_M, 1, out)).toBe(true);
    expect([out.timeS, out.state[0], out.state[1]]).toEqual([0, 7, 8]);
  });

  test("below and rising: it comes out and falls later, or lands at its highest", () => {
    expect(flyToGround(Float64Array.of(0, 0, -20, 0, 0, 100, -9), env, GROUND_M, 1, out)).toBe(
      true,
    );
    expect(out.timeS).toBeGreaterThan(15);
    expect(flyToGround(Float64Array.of(0, 0, -200, 0, 0, 20, -9), env, GROUND_M, 1, out)).toBe(
      true,
    );
    expect(out.timeS).toBeLessThan(5);
  });

  test("never: out of the time limit, or beyond every speed", () => {
    expect(
      flyToGround(Float64Array.of(0, 0, 200_000, 0, 0, 2500, -20), env, GROUND_M, 1, out),
    ).toBe(false);
    // Run back through thick air a slow draggy body would have been impossibly fast.
    expect(flyToGround(Float64Array.of(0, 0, 3000, 50, 0, -60, -2), env, GROUND_M, -1, out)).toBe(
      false,
    );
  });
});
