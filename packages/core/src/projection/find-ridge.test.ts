import { describe, expect, test } from "vitest";
import { cholesky } from "../linalg/cholesky.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import { square } from "../units/algebra.ts";
import { type AirUncertainty, AIR_UNCERTAINTY } from "./ground-distribution.ts";
import { projectImpact } from "./project-impact.ts";
import { seeded } from "./trajectory-world.test-support.ts";

const ORIGIN = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 };
const GROUND_M = 40;
const RIDGE_EAST_M = 3300;
const STEP_S = 0.05;
/** Nothing but the state is uncertain, and the drag is even: what a plain integration can follow. */
const STILL: AirUncertainty = {
  ...AIR_UNCERTAINTY,
  windSigmaMps: 0,
  densitySigma: 0,
  dragDriftPerS: 0,
  dragShare: 0,
  dragShareSigma: 0,
};
/** Falls to the east from 1.5 km, and would come down at about 3.8 km. */
const mean = Float64Array.of(0, 0, 1500, 260, 0, -20, Math.log(1.5e-4));
const covariance = new Float64Array(49);
for (let i = 0; i < 7; i++) covariance[i * 8] = i < 3 ? 400 : i < 6 ? 16 : 0.01;
const shell: MotionEstimate = { model: "ballistic", probability: 1, mean, covariance };

/** Level ground with a ridge from south to north. */
const ridgeOf = (topM: number) => (eastM: number) =>
  GROUND_M + topM * Math.exp(-0.5 * square((eastM - RIDGE_EAST_M) / 150));

const envOf = (topM: number) =>
  createEnvironment(ORIGIN, standardAtmosphereWithWind(), GROUND_M, { heightAt: ridgeOf(topM) });

/** East of where flights drawn from the estimate first meet the ground, by short steps. */
function drawnImpacts(topM: number, count: number): readonly number[] {
  const env = envOf(topM);
  const heightAt = ridgeOf(topM);
  const { normal } = seeded(41);
  const factor = new Float64Array(49);
  expect(cholesky(covariance, 7, factor)).toBe(true);
  return Array.from({ length: count }, () => {
    const state = mean.map((value, i) => value + factor[i * 8] * normal());
    while (heightOfEnu(env.frame, state[0], state[1], state[2]) > heightAt(state[0]))
      integrateBallistic(state, STEP_S, STEP_S, env, state);
    return state[0];
  });
}

describe("a ridge on the way down", () => {
  test.each([280, 300, 350, 450])("of %d m takes its share of the flights", (topM) => {
    const answer = projectImpact(shell, 0, envOf(topM), { air: STILL });
    if (!answer.known) throw new Error("it comes down");
    const east = drawnImpacts(topM, 400);
    const behind = east.filter((e) => e > RIDGE_EAST_M + 100).length / east.length;
    const before = east.filter((e) => e <= RIDGE_EAST_M + 100);
    const meanBefore = before.reduce((sum, e) => sum + e, 0) / before.length;
    expect(answer.impact.weight).toBeGreaterThan(0.45);
    expect(Math.abs(answer.impact.weight - (1 - behind))).toBeLessThan(0.15);
    expect(Math.abs(answer.impact.eastM - meanBefore)).toBeLessThan(120);
    expect(answer.impact.weight + (answer.beyond?.weight ?? 0)).toBeGreaterThan(0.998);
  });

  test("that the mean clears changes nothing", () => {
    const low = projectImpact(shell, 0, envOf(60), { air: STILL });
    const none = projectImpact(shell, 0, envOf(0), { air: STILL });
    if (!low.known || !none.known) throw new Error("it comes down");
    expect(low.beyond).toBeNull();
    expect(low.impact.weight).toBe(1);
    expect(Math.abs(low.impact.eastM - none.impact.eastM)).toBeLessThan(30);
  });

  test("on the way up is no end of it", () => {
    const rising = Float64Array.of(-2000, 0, 60, 150, 0, 160, Math.log(1.5e-4));
    const env = createEnvironment(ORIGIN, standardAtmosphereWithWind(), GROUND_M, {
      heightAt: (e) => GROUND_M + 300 * Math.exp(-0.5 * square((e + 1800) / 40)),
    });
    const answer = projectImpact({ ...shell, mean: rising }, 0, env, { air: STILL });
    if (!answer.known) throw new Error("it comes down");
    expect(answer.impact.eastM).toBeGreaterThan(1000);
    expect(answer.beyond).toBeNull();
  });
});
