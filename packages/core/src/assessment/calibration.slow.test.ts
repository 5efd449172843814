import { expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { circleRing, pointInRings } from "../geodesy/polygon.ts";
import { cholesky } from "../linalg/cholesky.ts";
import { createEnvironment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import { flyToGround, groundCrossing } from "../projection/fly-to-ground.ts";
import { prepareArea } from "../projection/prepared-area.ts";
import { projectImpact } from "../projection/project-impact.ts";
import { areaId } from "../units/ids.ts";
import { hitProbability } from "./hit-probability.ts";
import { seededUniform, standardNormal } from "../seeded.test-support.ts";

const SHOTS = 20_000;
const BINS = 20;
const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind([
    { heightM: 0, eastMps: 3, northMps: 1 },
    { heightM: 5000, eastMps: 15, northMps: 4 },
  ]),
);

/** A shot as a tracker may know it: any time of flight, position to metres or tens, drag to 3 to 35 %. */
function knownShot(uniform: () => number) {
  const between = (low: number, high: number) => low + (high - low) * uniform();
  const azimuth = between(0, 2 * Math.PI);
  const speed = between(60, 450);
  const climb = between(-0.9, 0.9);
  const mean = Float64Array.of(
    between(-3000, 3000),
    between(-3000, 3000),
    between(200, 2500),
    speed * Math.cos(azimuth),
    speed * Math.sin(azimuth),
    speed * climb,
    Math.log(between(5e-5, 6e-4)),
  );
  const positionM = between(3, 30);
  const velocityMps = between(0.5, 15);
  const logDrag = between(0.03, 0.35);
  const covariance = new Float64Array(49);
  for (let i = 0; i < 3; i++) {
    covariance[i * 8] = positionM * positionM;
    covariance[(i + 3) * 8] = velocityMps * velocityMps;
    const cross = 0.5 * positionM * velocityMps;
    covariance[i * 7 + i + 3] = cross;
    covariance[(i + 3) * 7 + i] = cross;
  }
  covariance[48] = logDrag * logDrag;
  return { mean, covariance };
}

test("of the areas given p, a share p is hit", () => {
  const uniform = seededUniform(99);
  const normal = () => standardNormal(uniform);
  const factor = new Float64Array(49);
  const out = groundCrossing();
  const scored: { p: number; hit: number }[] = [];
  for (let shot = 0; shot < SHOTS; shot++) {
    const { mean, covariance } = knownShot(uniform);
    const answer = projectImpact({ model: "ballistic", probability: 1, mean, covariance }, 0, env, {
      air: { windSigmaMps: 0, densitySigma: 0, dragDriftPerS: 0, dragShare: 0, dragShareSigma: 0 },
    });
    if (!answer.known) continue;
    cholesky(covariance, 7, factor);
    const z = Array.from({ length: 7 }, normal);
    const state = mean.map((value, row) => {
      let sum = value;
      for (let column = 0; column <= row; column++) sum += factor[row * 7 + column] * z[column];
      return sum;
    });
    if (!flyToGround(state, env, 40, 1, out)) continue;
    const { impact } = answer;
    const spread = Math.sqrt(impact.covarianceEeM2 + impact.covarianceNnM2);
    const area: Area = {
      id: areaId("a"),
      name: "a",
      owner: "o",
      protection: "protected",
      rings: [
        circleRing(
          impact.eastM + spread * normal(),
          impact.northM + spread * normal(),
          spread * (0.3 + 1.5 * uniform()),
          12,
        ),
      ],
      groundHeightM: 40,
      people: 1,
      shelterS: 10,
      bufferM: 0,
    };
    const p = hitProbability(impact, prepareArea(area));
    if (p <= 0.02 || p >= 0.98) continue;
    scored.push({ p, hit: pointInRings(area.rings, out.state[0], out.state[1]) ? 1 : 0 });
  }
  expect(scored.length).toBeGreaterThan(5000);
  scored.sort((a, b) => a.p - b.p);
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const some = scored.slice(
      Math.floor((bin * scored.length) / BINS),
      Math.floor(((bin + 1) * scored.length) / BINS),
    );
    const said = some.reduce((sum, { p }) => sum + p, 0) / some.length;
    const seen = some.reduce((sum, { hit }) => sum + hit, 0) / some.length;
    error += Math.abs(said - seen) / BINS;
    expect(Math.abs(said - seen)).toBeLessThan(
      4 * Math.sqrt((said * (1 - said)) / some.length) + 0.005,
    );
  }
  process.stdout.write(`calibration error over ${scored.length} scored: ${error.toFixed(4)}\n`);
  expect(error).toBeLessThan(0.015);
});
