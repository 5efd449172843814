import fc from "fast-check";
import { expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { assessArea } from "../assessment/assess.ts";
import { decide } from "../assessment/decide.ts";
import { contextOf, trackOf } from "../assessment/decision.test-support.ts";
import { createEnvironment } from "../motion/environment.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import { BOMB, env, observe, stateAt } from "../projection/trajectory-world.test-support.ts";
import { circle, POLICY, siteOf } from "./engine.test-support.ts";
import { probabilityThatMatters, projectWhatMatters } from "./project-what-matters.ts";

const GUARDED = { policy: POLICY, areas: [circle("camp", 0, 0, 300)] };
const ENV = createEnvironment(siteOf().origin, standardAtmosphereWithWind());

/** Flies north at 1000 m, or falls freely to the west with probability `falling`. */
function perhapsFalling(falling: number, speedMps = 120): Track {
  const estimate = (model: MotionEstimate["model"], probability: number): MotionEstimate => {
    const size = model === "powered" ? 6 : 7;
    const covariance = new Float64Array(size * size);
    for (let i = 0; i < 6; i++) covariance[i * (size + 1)] = i < 3 ? 100 : 9;
    if (size === 7) covariance[48] = 0.1;
    const velocity = model === "powered" ? [0, speedMps, 0] : [-speedMps, 0, 0];
    const mean = Float64Array.of(2000, 0, 1000, ...velocity, Math.log(2e-4));
    return { model, probability, mean: mean.slice(0, size), covariance };
  };
  const estimates = [estimate("powered", 1 - falling), estimate("ballistic", falling)];
  return trackOf({ estimates: falling > 0.5 ? estimates.reverse() : estimates });
}
const kinds = ({ components }: Projection): string =>
  components.map((component) => component.kind).join();

test("what hardly falls is projected as flying, with the weight that flying has", () => {
  const projection = projectWhatMatters(perhapsFalling(0.02), GUARDED, ENV);
  expect(kinds(projection)).toBe("course");
  expect(projection.components[0].weight).toBeCloseTo(0.98, 12);
  const [whole] = projectTrack(perhapsFalling(0.02), ENV).components;
  expect(projection.components[0]).toEqual({ ...whole, weight: expect.closeTo(0.98, 12) });
});

test("what hardly flies is projected as falling", () => {
  const projection = projectWhatMatters(perhapsFalling(0.97), GUARDED, ENV);
  expect(kinds(projection)).toBe("impact");
  expect(projection.components[0].weight).toBeCloseTo(0.97, 12);
});

test("what falls or flies with a probability that could warn somebody is projected in full", () => {
  const least = probabilityThatMatters("ballistic", [POLICY]);
  for (const falling of [least, 0.3, 1 - probabilityThatMatters("powered", [POLICY]), 1]) {
    const track = perhapsFalling(falling);
    expect(projectWhatMatters(track, GUARDED, ENV)).toEqual(projectTrack(track, ENV));
  }
});

test("under a policy that hardly ever warns, falls of a twentieth and more are projected all the same", () => {
  const deaf = { ...POLICY, preAlertProbability: 1, releaseRatio: 1 };
  expect(
    kinds(projectWhatMatters(perhapsFalling(0.06), { ...GUARDED, policy: deaf }, ENV)),
  ).toContain("impact");
  expect(kinds(projectWhatMatters(perhapsFalling(0.04), { ...GUARDED, policy: deaf }, ENV))).toBe(
    "course",
  );
});

/** A bomb after eight seconds, as the filter and as a fit of its trajectory see it. */
function bomb() {
  const covariance = new Float64Array(49);
  for (let i = 0; i < 6; i++) covariance[i * 8] = i < 3 ? 400 : 25;
  covariance[48] = 0.1;
  const mean = stateAt(BOMB, 8);
  const estimates = [{ model: "ballistic" as const, probability: 1, mean, covariance }];
  const track = trackOf({ estimates, history: observe(BOMB, 8), timeUs: 8_000_000 });
  const fitted = projectTrack(track, env);
  const continued = projectTrack({ ...track, history: null }, env);
  const [impact] = fitted.components;
  if (impact.kind !== "impact") throw new Error("it comes down");
  const around = (awayM: number, radiusM = 300) => ({
    policy: POLICY,
    areas: [circle("camp", impact.eastM + awayM, impact.northM, radiusM)],
  });
  return { track, fitted, continued, around };
}

test("a trajectory is fitted where its object may come down in an area, and nowhere else", () => {
  const { track, fitted, continued, around } = bomb();
  expect(fitted).not.toEqual(continued);
  expect(projectWhatMatters(track, around(1500), env)).toEqual(fitted);
  expect(projectWhatMatters(track, around(20_000), env)).toEqual(continued);
});

test("nor where the filter's impact, however much widened, lies in one area alone", () => {
  const { track, fitted, continued, around } = bomb();
  expect(projectWhatMatters(track, around(0, 30_000), env)).toEqual(continued);
  const both = { policy: POLICY, areas: [...around(0, 30_000).areas, ...around(1500).areas] };
  expect(projectWhatMatters(track, both, env)).toEqual(fitted);
});

test("what goes beyond the allowance of fits goes by the filter's estimate", () => {
  const { track, fitted, continued, around } = bomb();
  const allowance = { left: 1 };
  expect(projectWhatMatters(track, around(20_000), env, allowance)).toEqual(continued);
  expect(allowance.left).toBe(1);
  expect(projectWhatMatters(track, around(0), env, allowance)).toEqual(fitted);
  expect(allowance.left).toBe(0);
  expect(projectWhatMatters(track, around(0), env, allowance)).toEqual(continued);
});

test("leaving a law of motion out changes nobody's stage, wherever the area lies and whatever was decided before", () => {
  let left = 0;
  fc.assert(
    fc.property(
      fc
        .oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 900, max: 1000 }))
        .map((n) => n / 1000),
      fc.double({ min: 40, max: 250, noNaN: true }),
      fc.integer({ min: -600, max: 600 }),
      fc.constantFrom("none" as const, "pre-alert" as const, "take-cover" as const),
      (falling, speedMps, besideM, before) => {
        const track = perhapsFalling(falling, speedMps);
        const whole = projectTrack(track, ENV);
        const impact = whole.components.find(({ kind }) => kind === "impact");
        // Where it falls, or on the way that it flies.
        const eastM = falling < 0.5 && impact?.kind === "impact" ? impact.eastM : 2000;
        const northM = falling < 0.5 ? 0 : 4000;
        const area = circle("camp", eastM + besideM, northM, 500);
        const stage = (projection: Projection): string => {
          const context = contextOf({ track, area, before });
          const { nowUs } = context;
          const options = { nowUs, horizonS: POLICY.preAlertHorizonS, environment: ENV };
          return decide({ ...context, assessment: assessArea(projection, area, options) }).stage;
        };
        const short = projectWhatMatters(track, GUARDED, ENV);
        if (short.components.length < whole.components.length) left++;
        expect(stage(short)).toBe(stage(whole));
      },
    ),
    { seed: 16, numRuns: 300 },
  );
  expect(left).toBeGreaterThan(50);
});
