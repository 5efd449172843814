import fc from "fast-check";
import { expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createEnvironment } from "../motion/environment.ts";
import { assert } from "../units/assert.ts";
import { AIR_UNCERTAINTY, groundDistribution } from "./ground-distribution.ts";

const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind(),
);
const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });

/** A state and what is not known of it, from a body well followed to a slow thing of which little is. */
const estimates = fc.record({
  place: fc.tuple(between(-8000, 8000), between(-8000, 8000), between(5, 3000)),
  velocity: fc.tuple(between(-250, 250), between(-250, 250), between(-200, 200)),
  logDrag: between(-11, -5),
  factors: fc.array(between(-1, 1), { minLength: 49, maxLength: 49 }),
  placeSigmaM: between(1, 800),
  speedSigmaMps: between(0.3, 120),
  dragSigma: between(0.05, 1.2),
});

test("however wide the state and however the ground is met, the covariance of the crossing is one", () => {
  let wide = 0;
  fc.assert(
    fc.property(estimates, (given) => {
      const { place, velocity, logDrag, factors, placeSigmaM, speedSigmaMps, dragSigma } = given;
      const mean = Float64Array.of(...place, ...velocity, logDrag);
      const scale = (i: number): number =>
        i < 3 ? placeSigmaM : i < 6 ? speedSigmaMps : dragSigma;
      const covariance = new Float64Array(49);
      for (let i = 0; i < 7; i++) {
        for (let j = 0; j < 7; j++) {
          let sum = i === j ? 0.01 : 0;
          for (let k = 0; k < 7; k++) sum += (factors[i * 7 + k] * factors[j * 7 + k]) / 7;
          covariance[i * 7 + j] = sum * scale(i) * scale(j);
        }
      }
      const ground = groundDistribution(mean, covariance, {
        env,
        groundHeightM: env.groundHeightM,
        direction: 1,
        air: AIR_UNCERTAINTY,
      });
      if (ground === null) return;
      const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = ground;
      if (Math.min(ee, nn) > 90_000) wide++;
      assert(ee > 0 && nn > 0 && ground.timeVarianceS2 >= 0, "variances");
      assert(ee * nn - en * en >= -1e-9 * ee * nn, "no correlation beyond one");
    }),
    { seed: 31, numRuns: 1500 },
  );
  expect(wide).toBeGreaterThan(30);
});
