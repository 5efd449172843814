import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointInRings } from "../geodesy/polygon.ts";
import type { Area } from "../policy/area.ts";
import { prepareArea } from "../projection/prepared-area.ts";
import type { CourseComponent } from "../projection/projection.ts";
import { areaId } from "../units/ids.ts";
import { reachProbability } from "./reach-probability.ts";
import { seededUniform, standardNormal } from "../seeded.test-support.ts";

const areaOf = (ring: number[], bufferM = 0): Area => ({
  id: areaId("a"),
  name: "a",
  owner: "o",
  protection: "protected",
  rings: [ring],
  groundHeightM: 0,
  people: 1,
  shelterS: 10,
  bufferM,
});
const square = (half: number) => [-half, -half, half, -half, half, half, -half, half];
/** 400 m wide, at the origin. */
const site = prepareArea(areaOf(square(200)));

const course = (
  [e, n, ve, vn]: [number, number, number, number],
  positionM: number,
  velocityMps: number,
): CourseComponent => {
  const covariance = Array.from({ length: 36 }, () => 0);
  for (let i = 0; i < 3; i++) {
    covariance[i * 7] = positionM * positionM;
    covariance[(i + 3) * 7] = velocityMps * velocityMps;
    covariance[i * 6 + i + 3] = 0.5 * positionM * velocityMps;
    covariance[(i + 3) * 6 + i] = 0.5 * positionM * velocityMps;
  }
  return { kind: "course", model: "powered", weight: 1, mean: [e, n, 150, ve, vn, 0], covariance };
};

const reach = (
  state: [number, number, number, number],
  options: { positionM?: number; velocityMps?: number; horizonS?: number; q?: number } = {},
) =>
  reachProbability(course(state, options.positionM ?? 10, options.velocityMps ?? 1), site, {
    horizonS: options.horizonS ?? 120,
    manoeuvreDensityM2Ps3: options.q ?? 0.1,
  });

describe("sense", () => {
  test("heading straight in is nearly sure", () => {
    expect(reach([-2000, 0, 40, 0])).toBeGreaterThan(0.99);
    expect(reach([1500, 1500, -30, -30])).toBeGreaterThan(0.99);
  });
  test("ten sigmas aside, or receding, or too slow for the horizon: nothing", () => {
    expect(reach([-2000, 1500, 40, 0])).toBeLessThan(1e-6);
    expect(reach([-2000, 0, -40, 0])).toBeLessThan(1e-6);
    expect(reach([-9000, 0, 40, 0], { horizonS: 60 })).toBeLessThan(1e-6);
  });
  test("inside is there, and just outside goes over into it", () => {
    expect(reach([0, 0, 0, 0])).toBe(1);
    expect(reach([10, 20, 30, 0])).toBe(1);
    // A hovering object on the edge: inside by half, and outside it may come in.
    const before = reach([-200.01, 0, 0, 0]);
    const after = reach([-199.99, 0, 0, 0]);
    expect(Math.abs(before - after)).toBeLessThan(0.01);
    expect(before).toBeGreaterThan(0.5);
  });
  test("nearer, longer and wider are never less likely", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3000, max: 3000, noNaN: true }),
        fc.double({ min: -3000, max: 3000, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 5, max: 200, noNaN: true }),
        (e, n, ve, vn, horizonS) => {
          const one = course([e, n, ve, vn], 15, 3);
          const options = { horizonS, manoeuvreDensityM2Ps3: 0.5 };
          const plain = reachProbability(one, site, options);
          expect(plain).toBeGreaterThanOrEqual(0);
          expect(plain).toBeLessThanOrEqual(1);
          const wider = prepareArea(areaOf(square(200), 150));
          expect(reachProbability(one, wider, options)).toBeGreaterThan(plain - 0.03);
          const longer = reachProbability(one, site, { ...options, horizonS: horizonS * 1.3 });
          expect(longer).toBeGreaterThan(plain - 0.03);
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });
  test("a hovering object's chance is the share of directions and speeds that lead there", () => {
    // 3 m/s sigma, 100 s: the area seen from 500 m under ±33.7°, 300 m and more away.
    const got = reach([-500, 0, 0, 0], { positionM: 0.01, velocityMps: 3, q: 0, horizonS: 1e5 });
    expect(got).toBeCloseTo((2 * Math.atan2(200, 300)) / (2 * Math.PI), 3);
  });
});

describe("where the answer is known", () => {
  // From 3,000 m west and 100 m south of the middle: the near side is 2,800 m ahead, from 100 m right to 300 m left.
  test("a known place: the velocities between two rays", () => {
    const got = reach([-3000, -100, 40, 0], {
      positionM: 1e-6,
      velocityMps: 2,
      q: 0,
      horizonS: 1e4,
    });
    const left = 300 / 2800;
    const right = 100 / 2800;
    const beyond = (slope: number) => upperTail((slope * 40) / (2 * Math.sqrt(1 + slope * slope)));
    expect(got).toBeCloseTo(1 - beyond(left) - beyond(right), 6);
  });
  test("a known velocity: the places between two sides", () => {
    const got = reach([-3000, -100, 40, 0], {
      positionM: 50,
      velocityMps: 1e-6,
      q: 0,
      horizonS: 1e3,
    });
    expect(got).toBeCloseTo(1 - upperTail(300 / 50) - upperTail(100 / 50), 3);
  });
  test("manoeuvre alone: σ = √(q·t³/3) on the way of 70 s", () => {
    const got = reach([-3000, -100, 40, 0], {
      positionM: 1e-6,
      velocityMps: 1e-6,
      q: 0.05,
      horizonS: 1e3,
    });
    const sigma = Math.sqrt((0.05 * 70 * 70 * 70) / 3);
    expect(got).toBeCloseTo(1 - upperTail(300 / sigma) - upperTail(100 / sigma), 2);
  });
});

/** 1 − Φ(x) for x > 0, by the series of Φ. */
function upperTail(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 300; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return 0.5 - (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}

/** Share of sampled ways, with white-noise acceleration in steps of 0.25 s, that enter the area. */
function sampledReach(one: CourseComponent, horizonS: number, q: number, count: number): number {
  const uniform = seededUniform(7);
  const normal = () => standardNormal(uniform);
  const positionM = Math.sqrt(one.covariance[0]);
  const velocityMps = Math.sqrt(one.covariance[21]);
  const dt = 0.25;
  const kick = Math.sqrt(q * dt);
  let entered = 0;
  for (let i = 0; i < count; i++) {
    const place = [one.mean[0], one.mean[1]];
    const speed = [one.mean[3], one.mean[4]];
    for (const axis of [0, 1]) {
      const z = normal();
      place[axis] = place[axis] + positionM * z;
      speed[axis] = speed[axis] + velocityMps * (0.5 * z + Math.sqrt(0.75) * normal());
    }
    for (let t = 0; t <= horizonS; t += dt) {
      if (pointInRings(site.area.rings, place[0], place[1])) {
        entered++;
        break;
      }
      for (const axis of [0, 1]) {
        const change = kick * normal();
        place[axis] = place[axis] + dt * (speed[axis] + 0.5 * change);
        speed[axis] = speed[axis] + change;
      }
    }
  }
  return entered / count;
}

test("sampled ways enter as often, within what the straight-way model leaves out", () => {
  const cases: [string, [number, number, number, number], number, number, number, number][] = [
    // name, state, position m, velocity m/s, q, horizon s
    ["straight ways, edge of the course", [-3000, 300, 40, 0], 20, 2, 0, 120],
    ["straight ways, well aside", [-3000, 500, 40, 0], 20, 2, 0, 120],
    ["horizon cuts", [-3000, 0, 30, 0], 20, 3, 0, 93],
    ["turning a little", [-2500, 250, 40, 0], 15, 1, 0.1, 120],
    ["turning, aside", [-2500, 500, 40, 0], 15, 1, 0.5, 120],
    ["turning much", [-2500, 0, 30, 20], 15, 1, 1, 120],
    ["hovering", [-600, 0, 0, 0], 10, 2, 0.1, 90],
    ["passing close by", [-800, 230, 25, 0], 20, 1.5, 0.2, 90],
    ["receding", [-500, 0, -8, 0], 10, 2, 0.5, 60],
  ];
  for (const [name, state, positionM, velocityMps, q, horizonS] of cases) {
    const one = course(state, positionM, velocityMps);
    const got = reachProbability(one, site, { horizonS, manoeuvreDensityM2Ps3: q });
    const truth = sampledReach(one, horizonS, q, 2500);
    expect.soft(Math.abs(got - truth), name).toBeLessThan(0.04);
  }
});
