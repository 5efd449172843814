import { describe, expect, test } from "vitest";
import { enuToGeodetic } from "../geodesy/local-frame.ts";
import type { PositionDetection } from "../measurement/look.ts";
import {
  ENV,
  geometryOf,
  radar,
  see,
  seeded,
  START_US,
} from "../tracking/tracker-world.test-support.ts";
import { createGaussian, type Gaussian } from "./gaussian.ts";
import { isUsable, prepareDetection } from "./prepared-detection.ts";
import { createInnovation, logLikelihoodOf } from "./scalar-update.ts";
import { NO_SLACK, updateWithDetection } from "./update-detection.ts";

const spec = radar();
const geometry = geometryOf(spec);

function around(state: readonly number[], sigmas: readonly number[]): Gaussian {
  const gaussian = createGaussian(6);
  gaussian.mean.set(state);
  sigmas.forEach((sigma, i) => {
    gaussian.covariance[i * 7] = sigma * sigma;
  });
  return gaussian;
}

const report = (changes: Partial<PositionDetection>): PositionDetection => ({
  kind: "position",
  sensedUs: START_US,
  rcsDbsm: null,
  identity: null,
  ...enuToGeodetic(ENV.frame, 4000, -3000, 9000),
  covarianceEeM2: 400,
  covarianceEnM2: 150,
  covarianceNnM2: 200,
  heightSigmaM: 10,
  velocity: null,
  ...changes,
});

describe("updateWithDetection", () => {
  test("a reported place is a linear measurement, its height optional, its correlation kept", () => {
    const state = around([4000, -3000, 9000, 0, 0, 0], [1e4, 1e4, 30, 50, 50, 5]);
    const innovation = createInnovation(Infinity);
    const prepared = prepareDetection(report({ heightM: null }), 0, geometry);
    updateWithDetection(state, prepared, NO_SLACK, innovation);
    expect(state.mean[0]).toBeCloseTo(4000, 1);
    expect(state.mean[1]).toBeCloseTo(-3000, 1);
    expect(state.covariance[0]).toBeCloseTo(400, -1);
    expect(state.covariance[1]).toBeCloseTo(150, -1);
    expect(state.covariance[7]).toBeCloseTo(200, -1);
    expect(Math.sqrt(state.covariance[14])).toBeCloseTo(30, 1);
    expect(prepared.dimension).toBe(2);
  });

  test("its likelihood is the Gaussian density of what was measured", () => {
    const state = around([4000, -3000, 9000, 0, 0, 0], [1e-6, 1e-6, 1e-6, 1, 1, 1]);
    const innovation = createInnovation(Infinity);
    const velocity = {
      eastMps: 0,
      northMps: 0,
      upMps: 0,
      horizontalSigmaMps: 2,
      upSigmaMps: 3,
    };
    const prepared = prepareDetection(report({ velocity }), 0, geometry);
    updateWithDetection(state, prepared, NO_SLACK, innovation);
    const determinant = (400 * 200 - 150 * 150) * 100 * 5 * 5 * 10;
    const expected = -0.5 * Math.log(determinant) - 3 * Math.log(2 * Math.PI);
    expect(logLikelihoodOf(innovation)).toBeCloseTo(expected, 2);
  });

  test("a wide prior is consistent after a precise range: its errors are those it states", () => {
    const random = seeded(9);
    let sum = 0;
    const runs = 2000;
    for (let run = 0; run < runs; run++) {
      // A radar without elevation: height known to kilometres only, so that range bends over the prior.
      const truth = [20_000, 8_000, 4000 + 2000 * gaussianOf(random), 0, 0, 0];
      const seen = see(spec, truth, START_US, random, { elevationRad: null });
      const state = around([20_000, 8_000, 4000, 0, 0, 0], [3000, 3000, 2000, 1, 1, 1]);
      state.mean[0] += 3000 * gaussianOf(random);
      state.mean[1] += 3000 * gaussianOf(random);
      updateWithDetection(
        state,
        prepareDetection(seen, 0, geometry),
        NO_SLACK,
        createInnovation(Infinity),
      );
      const along = (state.mean[0] - truth[0]) * 0.9285 + (state.mean[1] - truth[1]) * 0.3714;
      const p = state.covariance;
      const variance = 0.9285 * (0.9285 * p[0] + 2 * 0.3714 * p[1]) + 0.3714 * 0.3714 * p[7];
      sum += (along * along) / variance;
    }
    expect(sum / runs).toBeGreaterThan(0.7);
    expect(sum / runs).toBeLessThan(1.3);
  });

  test("what lies outside the gate is refused", () => {
    const state = around([4000, 1000, 500, 0, 0, 0], [10, 10, 10, 1, 1, 1]);
    const seen = see(spec, [4000, 1300, 500, 0, 0, 0], START_US, null);
    const prepared = prepareDetection(seen, 0, geometry);
    const gate = createInnovation(prepared.gate);
    expect(updateWithDetection(state, prepared, NO_SLACK, gate)).toBe(false);
  });

  test("detections that mean nothing are told apart", () => {
    const seen = see(spec, [4000, 1000, 500, 0, 0, 0], START_US, null);
    expect(isUsable(seen)).toBe(true);
    expect(isUsable({ ...seen, rangeM: NaN })).toBe(false);
    expect(isUsable({ ...seen, azimuthSigmaRad: 0 })).toBe(false);
    expect(isUsable({ ...seen, elevationRad: null, elevationSigmaRad: NaN })).toBe(true);
    expect(isUsable(report({}))).toBe(true);
    expect(isUsable(report({ covarianceEnM2: 500 }))).toBe(false);
  });
});

function gaussianOf(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
