import { describe, expect, test } from "vitest";
import { type Atmosphere, standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import { cholesky } from "../linalg/cholesky.ts";
import { stepBallistic } from "../motion/ballistic.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import type { AirUncertainty } from "./ground-distribution.ts";
import { groundUnder, projectImpact } from "./project-impact.ts";
import { seededUniform, standardNormal } from "../seeded.test-support.ts";

const STILL: AirUncertainty = {
  windSigmaMps: 0,
  densitySigma: 0,
  dragDriftPerS: 0,
  dragShare: 0,
  dragShareSigma: 0,
};
const origin = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 };
const air = standardAtmosphereWithWind([
  { heightM: 0, eastMps: 3, northMps: 1 },
  { heightM: 5000, eastMps: 15, northMps: 4 },
]);
const env = createEnvironment(origin, air);

/** Standard normal numbers of a seed. */
function normals(seed: number): () => number {
  const uniform = seededUniform(seed);
  return () => standardNormal(uniform);
}

/** A covariance as a tracker gives it: position and velocity errors correlated, the drag's too. */
function covarianceOf(positionM: number, velocityMps: number, logDrag: number): Float64Array {
  const p = new Float64Array(49);
  for (let i = 0; i < 3; i++) {
    p[i * 8] = positionM * positionM;
    p[(i + 3) * 8] = velocityMps * velocityMps;
    p[i * 7 + i + 3] = 0.6 * positionM * velocityMps;
    p[(i + 3) * 7 + i] = 0.6 * positionM * velocityMps;
    p[(i + 3) * 7 + 6] = 0.3 * velocityMps * logDrag;
    p[6 * 7 + i + 3] = 0.3 * velocityMps * logDrag;
  }
  p[48] = logDrag * logDrag;
  return p;
}

const estimateOf = (mean: number[], covariance: Float64Array): MotionEstimate => ({
  model: "ballistic",
  probability: 1,
  mean: Float64Array.from(mean),
  covariance,
});

interface Draw {
  readonly state: Float64Array;
  readonly where: Environment;
  /** Standard deviation of one 0.1 s step of ln k. */
  readonly drift: number;
}

/** The truth: RK4 in steps of 0.1 s, straight across the last. */
function fly({ state, where, drift }: Draw, normal: () => number): [number, number, number] {
  const from = Float64Array.from(state);
  const to = new Float64Array(7);
  let high = heightOfEnu(env.frame, from[0], from[1], from[2]) - 40;
  for (let time = 0; ; time += 0.1) {
    stepBallistic(from, 0.1, where, to);
    const low = heightOfEnu(env.frame, to[0], to[1], to[2]) - 40;
    if (low <= 0 && to[5] < 0) {
      const share = high / (high - low);
      return [
        from[0] + share * (to[0] - from[0]),
        from[1] + share * (to[1] - from[1]),
        time + 0.1 * share,
      ];
    }
    from.set(to);
    if (drift > 0) from[6] = from[6] + drift * normal();
    high = low;
  }
}

interface Moments {
  readonly mean: number[];
  readonly covariance: number[][];
  readonly count: number;
}

function sample(estimate: MotionEstimate, errors: AirUncertainty, count: number): Moments {
  const normal = normals(2024);
  const factor = new Float64Array(49);
  cholesky(estimate.covariance, 7, factor);
  const landings: number[][] = [];
  for (let i = 0; i < count; i++) {
    const z = Array.from({ length: 7 }, normal);
    const state = estimate.mean.map((value, row) => {
      let sum = value;
      for (let column = 0; column <= row; column++) sum += factor[row * 7 + column] * z[column];
      return sum;
    });
    const gustE = errors.windSigmaMps * normal();
    const gustN = errors.windSigmaMps * normal();
    const denser = Math.exp(errors.densitySigma * normal());
    const atmosphere: Atmosphere = {
      ...air,
      density: (heightM) => denser * air.density(heightM),
      wind: (heightM, out) => {
        const wind = air.wind(heightM, out);
        wind.eastMps += gustE;
        wind.northMps += gustN;
        return wind;
      },
    };
    const where = { ...env, atmosphere };
    landings.push(fly({ state, where, drift: Math.sqrt(0.1 * errors.dragDriftPerS) }, normal));
  }
  const mean = [0, 1, 2].map((k) => landings.reduce((sum, l) => sum + l[k], 0) / count);
  const covariance = [0, 1, 2].map((a) =>
    [0, 1, 2].map(
      (b) =>
        landings.reduce((sum, l) => sum + (l[a] - mean[a]) * (l[b] - mean[b]), 0) / (count - 1),
    ),
  );
  return { mean, covariance, count };
}

function expectMoments(
  estimate: MotionEstimate,
  errors: AirUncertainty,
  count: number,
  leftOut = 0.01,
) {
  const answer = projectImpact(estimate, 0, env, { air: errors });
  if (!answer.known) throw new Error(answer.why);
  const { impact } = answer;
  const truth = sample(estimate, errors, count);
  const sigma = (k: number) => Math.sqrt(truth.covariance[k][k]);
  // Five standard errors of the samples' mean, and a share of a sigma for what the transform leaves out.
  const within = (k: number) => sigma(k) * (5 / Math.sqrt(count) + leftOut);
  expect(Math.abs(impact.eastM - truth.mean[0])).toBeLessThan(within(0));
  expect(Math.abs(impact.northM - truth.mean[1])).toBeLessThan(within(1));
  expect(Math.abs(impact.impactUs / 1e6 - truth.mean[2])).toBeLessThan(within(2));
  const ratios = {
    ee: impact.covarianceEeM2 / truth.covariance[0][0],
    nn: impact.covarianceNnM2 / truth.covariance[1][1],
    tt: (impact.impactSigmaS * impact.impactSigmaS) / truth.covariance[2][2],
    correlation: (impact.covarianceEnM2 - truth.covariance[0][1]) / (sigma(0) * sigma(1)),
  };
  return ratios;
}

const COUNT = 1500;
const mortar = [-1500, 300, 800, 115, 20, 120, Math.log(2e-4)];
const rocket = [-9000, 2000, 1800, 420, 30, 260, Math.log(2e-4)];

describe("against thousands of flights", () => {
  test.each([
    ["mortar going up, tight", mortar, covarianceOf(5, 1.5, 0.05)],
    ["rocket going up, as a young track knows it", rocket, covarianceOf(15, 8, 0.2)],
    ["mortar near its apex", [-400, 0, 1500, 100, 10, 5, Math.log(2e-4)], covarianceOf(10, 4, 0.1)],
    ["rocket coming down", [0, 0, 900, 250, 0, -220, Math.log(3e-4)], covarianceOf(10, 4, 0.15)],
  ])("%s: mean within the sampling error, covariance within 12 %%", (_, mean, covariance) => {
    const ratios = expectMoments(estimateOf(mean, covariance), STILL, COUNT);
    for (const ratio of [ratios.ee, ratios.nn, ratios.tt]) {
      expect(ratio).toBeGreaterThan(0.88);
      expect(ratio).toBeLessThan(1.12);
    }
    expect(Math.abs(ratios.correlation)).toBeLessThan(0.05);
  });

  test("wide open: a third in drag, 20 m/s in velocity", () => {
    const ratios = expectMoments(estimateOf(rocket, covarianceOf(60, 20, 0.35)), STILL, COUNT);
    for (const ratio of [ratios.ee, ratios.nn, ratios.tt]) {
      expect(ratio).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.15);
    }
  });

  test("wind and density that nobody measured are in the covariance", () => {
    const errors = { ...STILL, windSigmaMps: 4, densitySigma: 0.05 };
    const ratios = expectMoments(estimateOf(mortar, covarianceOf(3, 0.5, 0.02)), errors, COUNT);
    for (const ratio of [ratios.ee, ratios.nn, ratios.tt]) {
      expect(ratio).toBeGreaterThan(0.88);
      expect(ratio).toBeLessThan(1.12);
    }
  });

  test.each([
    ["going up", rocket],
    ["coming down", [0, 0, 3000, 250, 0, -180, Math.log(3e-4)]],
  ])("drag that wanders on the way is allowed for, %s", (_, mean) => {
    const errors = { ...STILL, dragDriftPerS: 0.004 };
    const ratios = expectMoments(estimateOf(mean, covarianceOf(3, 0.5, 0.02)), errors, COUNT, 0.1);
    expect(ratios.ee).toBeGreaterThan(0.88);
    expect(ratios.ee).toBeLessThan(1.5);
  });
});

describe("edges", () => {
  test("a singular covariance is a certain impact", () => {
    const answer = projectImpact(estimateOf(mortar, new Float64Array(49)), 5_000_000, env, {
      air: STILL,
    });
    if (!answer.known) throw new Error(answer.why);
    expect(Math.sqrt(answer.impact.covarianceEeM2)).toBeLessThan(0.05);
    expect(answer.impact.impactUs).toBeGreaterThan(5_000_000);
    expect(answer.impact.impactSigmaS).toBeLessThan(1e-3);
  });

  test("on the ground already: now, and here", () => {
    const answer = projectImpact(
      estimateOf([10, 20, -3, 50, 0, -60, Math.log(2e-4)], covarianceOf(5, 2, 0.1)),
      1e9,
      env,
    );
    if (!answer.known) throw new Error(answer.why);
    expect(Math.abs(answer.impact.impactUs - 1e9)).toBeLessThan(100_000);
    expect(Math.abs(answer.impact.eastM - 10)).toBeLessThan(5);
  });

  test("what does not come down has no impact", () => {
    const orbit = estimateOf([0, 0, 150_000, 3000, 0, 2500, -20], covarianceOf(5, 1, 0.1));
    expect(projectImpact(orbit, 0, env)).toEqual({ known: false, why: "never-lands" });
  });

  test("higher ground is met sooner", () => {
    const estimate = estimateOf(mortar, covarianceOf(5, 1.5, 0.05));
    const low = projectImpact(estimate, 0, env);
    const high = projectImpact(estimate, 0, env, { groundHeightM: 340 });
    if (!low.known || !high.known) throw new Error("must land");
    expect(high.impact.impactUs).toBeLessThan(low.impact.impactUs - 1_500_000);
    expect(high.impact.eastM).toBeLessThan(low.impact.eastM - 50);
  });
});

describe("terrain", () => {
  /** Falls to the east from 3 km. */
  const mean = Float64Array.of(0, 0, 3000, 200, 0, -50, Math.log(1.5e-4));
  const shell: MotionEstimate = {
    model: "ballistic",
    probability: 1,
    mean,
    covariance: covarianceOf(15, 3, 0.2),
  };
  const onGround = (heightAt: (eastM: number) => number) => {
    const answer = projectImpact(shell, 0, createEnvironment(origin, air, 40, { heightAt }));
    if (!answer.known) throw new Error("it comes down");
    return answer.impact;
  };

  test("is where it comes down: a plateau as level ground of its height", () => {
    const level = projectImpact(shell, 0, env, { groundHeightM: 700 });
    expect(onGround(() => 700)).toEqual(level.known ? level.impact : null);
  });

  test.each([-0.6, -0.2, 0.2, 0.6, 1.5])("slopes by %d, and the impact lies on it", (slope) => {
    const heightAt = (eastM: number) => 500 + slope * (eastM - 3000);
    const { eastM } = onGround(heightAt);
    const terrain = { heightAt };
    const height = groundUnder(mean, createEnvironment(origin, air, 40, terrain), 1, STILL);
    expect(Math.abs(height - heightAt(eastM))).toBeLessThan(60);
  });

  test("that rises towards it is met sooner, and by what comes down on a valley's floor later", () => {
    expect(onGround(() => 900).eastM).toBeLessThan(onGround(() => 40).eastM - 200);
    expect(onGround(() => -300).impactUs).toBeGreaterThan(onGround(() => 40).impactUs);
  });
});
