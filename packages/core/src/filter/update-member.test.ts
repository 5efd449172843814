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
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { lookTable } from "../association/look-table.ts";
import type { Detection } from "../measurement/look.ts";
import { COVARIANCE, DIAGONAL, MEMBER } from "./bank-layout.ts";
import { createInnovation, type Innovation, logLikelihoodOf } from "./innovation.ts";
import { GATE, LINEAR_COUNT } from "./measured.ts";
import { NO_SLACK, updateMember } from "./update-member.ts";
import { isUsable } from "./usable.ts";
import { standardNormal } from "../seeded.test-support.ts";

const spec = radar();
const geometry = geometryOf(spec);

function around(state: readonly number[], sigmas: readonly number[]): Float64Array {
  const member = new Float64Array(MEMBER);
  member.set(state);
  sigmas.forEach((sigma, i) => {
    member[COVARIANCE + DIAGONAL[i]] = sigma * sigma;
  });
  return member;
}

const tableOf = (detection: Detection) => lookTable(sweepLook(0, [detection]), geometry);
const update = (member: Float64Array, detection: Detection, innovation: Innovation): boolean =>
  updateMember(member, 0, false, tableOf(detection), 0, NO_SLACK, innovation);

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

describe("updateMember", () => {
  test("a reported place is a linear measurement, its height optional, its correlation kept", () => {
    const state = around([4000, -3000, 9000, 0, 0, 0], [1e4, 1e4, 30, 50, 50, 5]);
    const innovation = createInnovation(Infinity);
    update(state, report({ heightM: null }), innovation);
    expect(state[0]).toBeCloseTo(4000, 1);
    expect(state[1]).toBeCloseTo(-3000, 1);
    expect(state[COVARIANCE]).toBeCloseTo(400, -1);
    expect(state[COVARIANCE + 1]).toBeCloseTo(150, -1);
    expect(state[COVARIANCE + 6]).toBeCloseTo(200, -1);
    expect(Math.sqrt(state[COVARIANCE + 11])).toBeCloseTo(30, 1);
    expect(tableOf(report({ heightM: null })).values[LINEAR_COUNT]).toBe(2);
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
    update(state, report({ velocity }), innovation);
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
      const truth = [20_000, 8_000, 4000 + 2000 * standardNormal(random), 0, 0, 0];
      const seen = see(spec, truth, START_US, random, { elevationRad: null });
      const state = around([20_000, 8_000, 4000, 0, 0, 0], [3000, 3000, 2000, 1, 1, 1]);
      state[0] += 3000 * standardNormal(random);
      state[1] += 3000 * standardNormal(random);
      update(state, seen, createInnovation(Infinity));
      const along = (state[0] - truth[0]) * 0.9285 + (state[1] - truth[1]) * 0.3714;
      const p = state.subarray(COVARIANCE);
      const variance = 0.9285 * (0.9285 * p[0] + 2 * 0.3714 * p[1]) + 0.3714 * 0.3714 * p[6];
      sum += (along * along) / variance;
    }
    expect(sum / runs).toBeGreaterThan(0.7);
    expect(sum / runs).toBeLessThan(1.3);
  });

  test("what lies outside the gate is refused", () => {
    const state = around([4000, 1000, 500, 0, 0, 0], [10, 10, 10, 1, 1, 1]);
    const seen = see(spec, [4000, 1300, 500, 0, 0, 0], START_US, null);
    const gate = createInnovation(tableOf(seen).values[GATE]);
    expect(update(state, seen, gate)).toBe(false);
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
