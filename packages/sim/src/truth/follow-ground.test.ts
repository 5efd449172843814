import { HeightGrid } from "@tocsin/core";
import { expect, test } from "vitest";
import { followGround } from "./follow-ground.ts";
import { waypointFlight } from "./waypoint-flight.ts";

const SPACING_M = 100;
const POSTS = 201;
/** A ridge of 200 m, kilometres long, across the way, on ground 50 m above the ellipsoid. */
const ridge = new HeightGrid(
  { westM: -10_000, southM: -10_000, spacingM: SPACING_M, columns: POSTS, rows: POSTS },
  Float32Array.from({ length: POSTS * POSTS }, (_, at) => {
    const northM = -10_000 + SPACING_M * Math.floor(at / POSTS);
    return 50 + 200 * Math.exp(-(northM * northM) / (1500 * 1500));
  }),
);
const level = waypointFlight(
  [
    { position: [0, -9_000, 60], speedMps: 240 },
    { position: [0, 9_000, 60], speedMps: 240 },
  ],
  5,
  30,
);
const flight = followGround(level, ridge, 50);

test("a missile that follows the ground stays low over it and never meets it", () => {
  for (let timeS = 5; timeS <= flight.endS; timeS += 0.1) {
    const { eastM, northM, upM } = flight.stateAt(timeS);
    const aboveM = upM + 50 - ridge.heightAt(eastM, northM);
    expect(aboveM).toBeGreaterThan(40);
    expect(aboveM).toBeLessThan(200);
  }
});

test("its velocity is the rate of change of its place", () => {
  for (let timeS = 6; timeS < flight.endS - 1; timeS += 0.37) {
    const climbed = flight.stateAt(timeS + 1e-4).upM - flight.stateAt(timeS - 1e-4).upM;
    expect(climbed / 2e-4).toBeCloseTo(flight.stateAt(timeS).upMps, 2);
  }
});
