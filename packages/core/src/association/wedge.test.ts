import fc from "fast-check";
import { expect, test } from "vitest";
import { BANK } from "../filter/bank-layout.ts";
import { predictBank } from "../filter/predict-bank.ts";
import { startBank } from "../filter/start-bank.ts";
import { updateBank } from "../filter/update-bank.ts";
import { NO_SLACK } from "../filter/update-member.ts";
import type { PolarDetection } from "../measurement/look.ts";
import {
  ENV,
  geometryOf,
  radar,
  see,
  START_US,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { wrapPi } from "../units/angle.ts";
import { type LookTable, lookTable } from "./look-table.ts";
import { holdDirections, isOutside, wedgeOver } from "./wedge.ts";

const spec = radar();
const geometry = geometryOf(spec);
const tableOf = (detection: PolarDetection): LookTable =>
  lookTable(sweepLook(0, [detection]), geometry);
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });

test("what the gate takes is never outside a wedge that holds its direction, nor where a track was held not to be", () => {
  const bank = new Float64Array(BANK);
  const ahead = new Float64Array(BANK);
  const updated = new Float64Array(BANK);
  const hold = { azimuthRad: 0, halfWidthRad: NaN };
  let taken = 0;
  let excluded = 0;
  fc.assert(
    fc.property(
      number(-15_000, 15_000),
      number(-15_000, 15_000),
      number(-250, 250),
      number(-250, 250),
      number(0.2, 5),
      fc.boolean(),
      (east, north, eastMps, northMps, dt, isFlat) => {
        const flat = isFlat ? { elevationRad: null } : {};
        const first = see(spec, [east, north, 400, 0, 0, 0], START_US, null, flat);
        startBank(first, tableOf(first), 0, bank, 0);
        predictBank(bank, 0, dt, ENV, ahead, 0);
        const then = [east + dt * eastMps, north + dt * northMps, 400, 0, 0, 0];
        const next = see(spec, then, START_US, null, flat);
        const inGate = updateBank(ahead, 0, tableOf(next), 0, NO_SLACK, updated, 0) > -Infinity;
        const at = { azimuthRad: wrapPi(next.azimuthRad), halfWidthRad: 0.01 };
        const away = { azimuthRad: wrapPi(next.azimuthRad + Math.PI), halfWidthRad: 0.01 };
        if (isOutside(bank, 0, dt, 0, geometry, away)) excluded++;
        if (!inGate) return;
        taken++;
        expect(isOutside(bank, 0, dt, 0, geometry, at)).toBe(false);
        holdDirections(bank, 0, 6, geometry, hold);
        if (Number.isNaN(hold.halfWidthRad)) return;
        const aside = Math.abs(wrapPi(hold.azimuthRad - at.azimuthRad));
        expect(aside).toBeLessThanOrEqual(hold.halfWidthRad);
      },
    ),
    { seed: 51, numRuns: 3000 },
  );
  // A wedge that excludes nothing, or a gate that takes nothing, would pass as well.
  expect(taken).toBeGreaterThan(1000);
  expect(excluded).toBeGreaterThan(300);
});

test("the wedge over two holds both, across the half turn too", () => {
  const a = { azimuthRad: 3, halfWidthRad: 0.1 };
  const b = { azimuthRad: -3, halfWidthRad: 0.2 };
  const both = wedgeOver(a, b);
  expect(both?.azimuthRad).toBe(3);
  expect(both?.halfWidthRad).toBeCloseTo(2 * Math.PI - 6 + 0.2, 12);
  expect(wedgeOver(null, b)).toBe(b);
  expect(wedgeOver(null, null)).toBeNull();
});
