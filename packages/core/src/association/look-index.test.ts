import { expect, test } from "vitest";
import {
  AZIMUTH,
  ELEVATION,
  ELEVATION_VARIANCE,
  MEASURED,
  RANGE,
  RANGE_VARIANCE,
} from "../filter/measured.ts";
import type { Detection } from "../measurement/look.ts";
import {
  geometryOf,
  radar,
  seeded,
  START_US,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { wrapPi } from "../units/angle.ts";
import { LookIndex } from "./look-index.ts";
import { type LookTable, lookTable } from "./look-table.ts";
import { createSearchWindow, GATE_SIGMAS, type SearchWindow } from "./search-window.ts";

const AZIMUTH_SIGMA_RAD = 0.002;

/** Directions all about, of which every twentieth tells no range and every tenth no elevation. */
function skyOf(count: number, random: () => number): LookTable {
  const detections = Array.from({ length: count }, (_, i): Detection => {
    const direction = {
      sensedUs: START_US,
      rcsDbsm: null,
      identity: null,
      azimuthRad: Math.PI * (2 * random() - 1),
      elevationRad: i % 10 === 3 ? null : 1.2 * random(),
      azimuthSigmaRad: AZIMUTH_SIGMA_RAD,
      elevationSigmaRad: 0.003,
    };
    if (i % 20 === 7) return { kind: "bearing", ...direction };
    return {
      kind: "polar",
      ...direction,
      rangeM: 20_000 * random(),
      rangeSigmaM: 10,
      rangeRateMps: null,
      rangeRateSigmaMps: 1,
      heightM: null,
      heightSigmaM: 30,
    };
  });
  return lookTable(sweepLook(0, detections), geometryOf(radar()));
}

function windowOf(random: () => number): SearchWindow {
  const rangeFromM = 20_000 * random();
  const elevationFromRad = random() - 0.2;
  return {
    ...createSearchWindow(),
    azimuthRad: Math.PI * (2 * random() - 1),
    azimuthHalfWidthRad: random() < 0.1 ? Math.PI : 0.3 * random(),
    rangeFromM,
    rangeToM: rangeFromM + 3000 * random(),
    elevationFromRad,
    elevationToRad: elevationFromRad + 0.4 * random(),
  };
}

/** The places of those that a window holds, by asking each. What was not measured, a NaN, may be anything. */
const heldBy = ({ values, count }: LookTable, window: SearchWindow): readonly number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => {
    const at = i * MEASURED;
    const aside = Math.abs(wrapPi(values[at + AZIMUTH] - window.azimuthRad));
    const half = window.azimuthHalfWidthRad + GATE_SIGMAS * AZIMUTH_SIGMA_RAD;
    const reach = GATE_SIGMAS * Math.sqrt(values[at + RANGE_VARIANCE]);
    const rise = GATE_SIGMAS * Math.sqrt(values[at + ELEVATION_VARIANCE]);
    return !(
      aside > half ||
      values[at + RANGE] + reach < window.rangeFromM ||
      values[at + RANGE] - reach > window.rangeToM ||
      values[at + ELEVATION] + rise < window.elevationFromRad ||
      values[at + ELEVATION] - rise > window.elevationToRad
    );
  });

test.each([0, 1, 90, 700, 5000])("of %i detections those in a window are found", (count) => {
  const random = seeded(count + 1);
  const table = skyOf(count, random);
  expect(table.count).toBe(count);
  const index = new LookIndex(table);
  const out = new Int32Array(count);
  let found = 0;
  for (let k = 0; k < 60; k++) {
    const window = windowOf(random);
    const held = index.candidates(window, out);
    expect([...out.subarray(0, held)]).toEqual(heldBy(table, window));
    found += held;
  }
  expect(8 * found).toBeGreaterThanOrEqual(count - 8);
});
