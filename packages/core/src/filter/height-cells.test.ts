import { describe, expect, test } from "vitest";
import { lookTable } from "../association/look-table.ts";
import type { PolarDetection } from "../measurement/look.ts";
import {
  falling,
  geometryOf,
  type Mover,
  normal,
  radar,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import {
  bandShares,
  CELLS,
  fliesLevel,
  HEIGHT_BANDS,
  predictCells,
  startCells,
  updateCells,
} from "./height-cells.ts";

const spec = radar();
const geometry = geometryOf(spec);
const FLAT: Partial<PolarDetection> = { elevationRad: null, heightM: null };
const PASSES_ABOVE_M = 1_500;

function rateOf(state: readonly number[]): number {
  const away = Array.from(geometry.positionM, (place, k) => state[k] - place);
  return away.reduce((sum, part, k) => sum + part * state[k + 3], 0) / Math.hypot(...away);
}

/** The bands after each of so many detections, one a second, by a radar that measures no elevation. */
function follow(mover: Mover, detections: number, seed: number): readonly Float64Array[] {
  const random = seeded(seed);
  const all: Float64Array[] = [];
  for (let t = 0; t < detections; t++) {
    const state = mover(t);
    if (state === null) break;
    const rangeRateMps = rateOf(state) + normal(random);
    const seen = see(spec, state, START_US + t * 1_000_000, random, { ...FLAT, rangeRateMps });
    const table = lookTable(sweepLook(t, [seen]), geometry);
    const cells = new Float64Array(CELLS);
    const before = all.at(-1);
    if (before === undefined) startCells(seen, table, 0, cells);
    else {
      predictCells(before, geometry, 1, cells);
      updateCells(cells, table, 0);
    }
    all.push(cells);
  }
  return all;
}

/** Probability that it is lower than what passes over. */
const low = (cells: Float64Array): number =>
  bandShares(cells).reduce(
    (sum, share, band) => sum + (HEIGHT_BANDS[band].middleM < PASSES_ABOVE_M ? share : 0),
    0,
  );
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe("bands of height", () => {
  test.each(SEEDS)("an airliner at 9 km is surely over within 20 s, seed %i", (seed) => {
    const all = follow(straight([11_000, 500, 9_000, -230, 0, 0]), 25, seed);
    for (const cells of all.slice(20)) {
      expect(low(cells)).toBeLessThan(0.0228);
      expect(fliesLevel(cells)).toBe(true);
    }
  });

  test.each(SEEDS)("a missile at 70 m never is, seed %i", (seed) => {
    const all = follow(straight([8_400, 400, 70, -224, 0, 0]), 36, seed);
    for (const cells of all.slice(5)) expect(low(cells)).toBeGreaterThan(0.5);
    expect(low(all[35])).toBeGreaterThan(0.95);
  });

  test.each(SEEDS)("nor a drone at 150 m that turns at the site, seed %i", (seed) => {
    const way: Mover = (t) =>
      t < 12
        ? [6_000 - 200 * t, 300, 150, -200, 0, 0]
        : [3_600, 300 + 200 * (t - 12), 150, 0, 200, 0];
    const all = follow(way, 30, seed);
    for (const cells of all) expect(low(cells)).toBeGreaterThan(0.0228);
    // It is followed after the turn that no gate held.
    expect(all[29][0]).toBeGreaterThan(3_300);
    expect(all[29][0]).toBeLessThan(3_800);
    expect(all[29][1]).toBeGreaterThan(3_300);
  });

  test.each(SEEDS)(
    "a body on its arc looks level for moments, and then it is low, seed %i",
    (seed) => {
      const all = follow(falling([6_000, 500, 50, -110, 0, 180]), 30, seed);
      const level = all.slice(3).filter(fliesLevel);
      expect(level.length).toBeLessThan(0.8 * all.length);
      // Where it looks straight for a moment it is not held to pass over.
      for (const cells of level) expect(low(cells)).toBeGreaterThan(0.0228);
    },
  );
});
