import { expect, test } from "vitest";
import { BALLISTIC, BALLISTIC_PROBABILITY, DRAG_MEAN } from "../filter/bank-layout.ts";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { createEnvironment } from "../motion/environment.ts";
import type { Terrain } from "../terrain/terrain.ts";
import * as columns from "./track-columns.ts";
import { endCause, isDue } from "./track-life.ts";
import { config, ENV, radar, SITE, START_US } from "./tracker-world.test-support.ts";

/** Whether a track is confirmed that these looks saw, oldest first, and that exists this probably. */
function confirms(seen: readonly boolean[], existence: number, confirmDetections = 3): boolean {
  const a = new Float64Array(columns.ROW);
  for (const isSeen of seen) columns.countExpectedLook(a, 0, isSeen);
  return isDue(a, 0, existence, { ...config(), confirmDetections, confirmWindow: 5 });
}

test("what exists probably is confirmed by all the detections that are asked for", () => {
  expect(confirms([true, true, true], 0.96)).toBe(true);
  expect(confirms([true, false, true, false, true], 0.96)).toBe(true);
  expect(confirms([true, true], 0.96)).toBe(false);
  expect(confirms([true, true, true], 0.94)).toBe(false);
});

test("what exists all but certainly by one fewer", () => {
  expect(confirms([true, true], 0.991)).toBe(true);
  expect(confirms([true, false, true], 0.991)).toBe(true);
  expect(confirms([true, true], 0.999, 4)).toBe(false);
  expect(confirms([true, true, true], 0.999, 4)).toBe(true);
});

test("and never by a single one, but where a single one is asked for", () => {
  expect(confirms([true], 0.999_999)).toBe(false);
  expect(confirms([true], 0.999_999, 2)).toBe(false);
  expect(confirms([true], 0.999_999, 1)).toBe(true);
});

/** What ends a confirmed track 3 s after it was seen falling east at 300 m above the site. */
function endOverTerrain(terrain: Terrain | null): string | null {
  const a = new Float64Array(columns.ROW);
  a.set([0, 0, 300, 250, 0, -60], BALLISTIC);
  a[BALLISTIC + DRAG_MEAN] = Math.log(1.5e-4);
  a[BALLISTIC_PROBABILITY] = 1;
  a[columns.CONFIRMED_US] = START_US;
  a[columns.TIME_US] = START_US;
  a[columns.LAST_SENSED_US] = START_US;
  columns.newContribution(a, 0);
  const env = createEnvironment(SITE, standardAtmosphereWithWind(), SITE.heightM, terrain);
  const sensors = [
    { index: 0, geometry: createSensorGeometry(ENV.frame, radar()), sizesOfClasses: null },
  ];
  return endCause(a, 0, START_US + 3_000_000, { config: config(), sensors, env });
}

test("what falls has landed when it is under the ground that is there", () => {
  expect(endOverTerrain(null)).toBeNull();
  expect(endOverTerrain({ heightAt: () => SITE.heightM + 250 })).toBe("landed");
  expect(endOverTerrain({ heightAt: () => SITE.heightM - 500 })).toBeNull();
});

test("also where it went into a hill, and would be over the valley behind it by now", () => {
  const hill = (eastM: number) => (eastM > 200 && eastM < 450 ? 290 : -500);
  expect(endOverTerrain({ heightAt: (eastM) => SITE.heightM + hill(eastM) })).toBe("landed");
});
