import { describe, expect, test } from "vitest";
import type { Area } from "../policy/area.ts";
import { areaId } from "../units/ids.ts";
import { type ApproachOptions, closestApproach } from "./closest-approach.ts";
import { nearestEdge } from "./nearest-edge.ts";
import { prepareArea } from "./prepared-area.ts";
import type { CourseComponent } from "./projection.ts";

const areaOf = (rings: number[][], bufferM = 0): Area => ({
  id: areaId("a"),
  name: "a",
  owner: "o",
  protection: "protected",
  rings,
  groundHeightM: 0,
  people: 1,
  shelterS: 10,
  bufferM,
});
const square = [-200, -200, 200, -200, 200, 200, -200, 200];
const site = prepareArea(areaOf([square]));

const course = (mean: number[], positionM = 10, velocityMps = 1): CourseComponent => {
  const covariance = Array.from({ length: 36 }, () => 0);
  for (let i = 0; i < 3; i++) covariance[i * 7] = positionM * positionM;
  for (let i = 3; i < 6; i++) covariance[i * 7] = velocityMps * velocityMps;
  return { kind: "course", model: "powered", weight: 1, mean, covariance };
};
const options: ApproachOptions = {
  fromUs: 1_000_000_000,
  untilUs: 1_200_000_000,
  manoeuvreDensityM2Ps3: 0,
  heightOf: (_e, _n, u) => u + 40,
};
const seconds = (timeUs: number) => (timeUs - options.fromUs) / 1e6;

describe("the mean course", () => {
  test("enters: time, height, depth, and a window about the entry", () => {
    const got = closestApproach(course([-2000, 50, 300, 40, 0, -2]), site, options);
    expect(seconds(got.timeUs)).toBeCloseTo(45, 6);
    expect(got.distanceM).toBe(0);
    expect(got.heightM).toBeCloseTo(300 - 90 + 40, 9);
    expect(got.signedDistanceM).toBeCloseTo(-150, 6);
    const half = (1.645 * Math.sqrt(100 + 45 * 45)) / 40;
    expect(seconds(got.arrivalFromUs)).toBeCloseTo(45 - half, 2);
    expect(seconds(got.arrivalToUs)).toBeCloseTo(45 + half, 2);
  });
  test("passes by: where it is closest", () => {
    const got = closestApproach(course([-2000, 500, 300, 40, 0, 0]), site, options);
    expect(got.distanceM).toBeCloseTo(300, 6);
    expect(seconds(got.timeUs)).toBeCloseTo(45, 6);
    expect(got.signedDistanceM).toBeCloseTo(300, 6);
    expect(got.sigmaM).toBeCloseTo(Math.sqrt(100 + 45 * 45), 6);
    const slanted = closestApproach(course([-2000, 0, 300, 40, 20, 0]), site, options);
    // The line through (−2000, 0) along (2, 1) passes the corner (−200, 200) at |−200·2 − … | / √5.
    expect(slanted.distanceM).toBeCloseTo(Math.abs(1800 - 2 * 200) / Math.sqrt(5), 6);
  });
  test("is cut at the horizon", () => {
    const got = closestApproach(course([-20_000, 0, 300, 40, 0, 0]), site, options);
    expect(seconds(got.timeUs)).toBe(200);
    expect(got.distanceM).toBeCloseTo(20_000 - 200 * 40 - 200, 6);
  });
  test("enters the widened area sooner than its edge", () => {
    const wide = prepareArea(areaOf([square], 400));
    const got = closestApproach(course([-2000, 0, 300, 40, 0, 0], 0.1, 0.01), wide, options);
    expect(seconds(got.timeUs)).toBeCloseTo(45, 6);
    expect(seconds(got.arrivalToUs)).toBeCloseTo(35, 1);
  });
  test("through a courtyard counts as inside at the outer edge, and is deepest between", () => {
    const hole = [-50, -50, 50, -50, 50, 50, -50, 50];
    const yard = prepareArea(areaOf([square, hole]));
    const got = closestApproach(course([-2000, 0, 300, 40, 0, 0]), yard, options);
    expect(seconds(got.timeUs)).toBeCloseTo(45, 6);
    expect(got.signedDistanceM).toBeLessThan(-70);
  });
});

describe("no way there", () => {
  test("inside already: now", () => {
    const got = closestApproach(course([0, 0, 100, 0.2, 0, 0]), site, options);
    expect([got.timeUs, got.distanceM]).toEqual([options.fromUs, 0]);
    expect(got.arrivalFromUs).toBe(options.fromUs);
    expect(got.signedDistanceM).toBeCloseTo(-200, 6);
  });
  test("receding or hovering: it may turn, from the soonest on", () => {
    const receding = closestApproach(course([-700, 0, 100, -20, 0, 0], 1, 2), site, options);
    expect([receding.timeUs, receding.distanceM]).toEqual([options.fromUs, 500]);
    expect(seconds(receding.arrivalFromUs)).toBeCloseTo(500 / (20 + 1.645 * 2), 1);
    expect(seconds(receding.arrivalToUs)).toBe(200);
    const hovering = closestApproach(course([-700, 0, 100, 0.3, 0, 0], 1, 2), site, options);
    expect(hovering.distanceM).toBe(500);
    expect(seconds(hovering.arrivalFromUs)).toBeGreaterThan(100);
  });
});

test("the nearest edge points outwards from inside, outside and on it", () => {
  for (const [e, n] of [
    [0, -150],
    [0, -200],
    [0, -260],
    [10, -200],
  ] as const) {
    const edge = nearestEdge([square], e, n);
    expect(edge.signedDistanceM).toBeCloseTo(-200 - n, 9);
    expect(edge.outwardEast).toBeCloseTo(0, 9);
    expect(edge.outwardNorth).toBeCloseTo(-1, 9);
  }
});
