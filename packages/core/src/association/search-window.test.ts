import fc from "fast-check";
import { expect, test } from "vitest";
import { BANK } from "../filter/bank-layout.ts";
import {
  createExpectation,
  expectMeasurement,
  membersThatMay,
} from "../filter/expected-measurement.ts";
import { MEASURED } from "../filter/measured.ts";
import { predictBank } from "../filter/predict-bank.ts";
import { startBank } from "../filter/start-bank.ts";
import { settleBank, updateBank } from "../filter/update-bank.ts";
import { NO_SLACK } from "../filter/update-member.ts";
import type { Detection, PolarDetection } from "../measurement/look.ts";
import {
  ENV,
  geometryOf,
  radar,
  START_US,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { LookIndex } from "./look-index.ts";
import { type LookTable, lookTable } from "./look-table.ts";
import { aimSearchWindow, createSearchWindow } from "./search-window.ts";

const geometry = geometryOf(radar());

interface Seen {
  readonly rangeM: number;
  readonly azimuthRad: number;
  readonly elevationRad: number | null;
  readonly rangeRateMps: number | null;
}
const seen = fc.record<Seen>({
  rangeM: fc.double({ min: 800, max: 60_000, noNaN: true }),
  azimuthRad: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
  elevationRad: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  rangeRateMps: fc.option(fc.double({ min: -400, max: 400, noNaN: true })),
});
const step = fc.record({
  dt: fc.double({ min: 0.2, max: 4, noNaN: true }),
  along: fc.double({ min: -1, max: 1, noNaN: true }),
  aside: fc.double({ min: -1, max: 1, noNaN: true }),
  up: fc.double({ min: -1, max: 1, noNaN: true }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const detectionOf = (at: Seen): PolarDetection => ({
  kind: "polar",
  sensedUs: START_US,
  rcsDbsm: null,
  identity: null,
  heightM: null,
  ...at,
  rangeSigmaM: 40,
  azimuthSigmaRad: 0.002,
  elevationSigmaRad: 0.003,
  rangeRateSigmaMps: 2,
  heightSigmaM: 30,
});
const tableOf = (...detections: readonly Detection[]): LookTable =>
  lookTable(sweepLook(0, detections), geometry);

/** A detection some way on from another, as far as a few hundred metres a second carry. */
function moved(at: Seen, { dt, along, aside, up }: Step, speedMps: number): Seen {
  const travel = speedMps * dt;
  return {
    ...at,
    rangeM: Math.max(300, at.rangeM + along * travel),
    azimuthRad: at.azimuthRad + (aside * travel) / at.rangeM,
    elevationRad:
      at.elevationRad === null ? null : Math.abs(at.elevationRad + (0.3 * up * travel) / at.rangeM),
    rangeRateMps: at.rangeRateMps === null ? null : at.rangeRateMps + 3 * along,
  };
}

test("no search rules out a detection that the gate would take", () => {
  const window = createSearchWindow();
  const expectation = createExpectation();
  const near = new Int32Array(8);
  const ahead = new Float64Array(BANK);
  const updated = new Float64Array(BANK);
  let taken = 0;
  let kept = 0;
  fc.assert(
    fc.property(seen, fc.array(step, { maxLength: 5 }), step, (first, steps, last) => {
      const bank = new Float64Array(BANK);
      startBank(detectionOf(first), tableOf(detectionOf(first)), 0, bank, 0);
      let at = first;
      for (const next of steps) {
        predictBank(bank, 0, next.dt, ENV, ahead, 0);
        at = moved(at, next, 60);
        if (updateBank(ahead, 0, tableOf(detectionOf(at)), 0, NO_SLACK, updated, 0) === -Infinity) {
          return;
        }
        bank.set(updated);
        settleBank(bank, 0);
      }
      predictBank(bank, 0, last.dt, ENV, ahead, 0);
      const table = tableOf(detectionOf(moved(at, last, 250)));
      const inGate = updateBank(ahead, 0, table, 0, NO_SLACK, updated, 0) > -Infinity;
      aimSearchWindow(bank, 0, last.dt, 0, geometry, window);
      const found = new LookIndex(table).candidates(window, near) === 1;
      expectMeasurement(ahead, 0, geometry, expectation);
      const may = membersThatMay(expectation, table.values, 0) !== 0;
      if (found && may) kept++;
      if (!inGate) return;
      taken++;
      expect({ found, may }).toEqual({ found: true, may: true });
    }),
    { seed: 41, numRuns: 4000 },
  );
  // A search that never rules anything out, or a gate that takes nothing, would pass as well.
  expect(taken).toBeGreaterThan(800);
  expect(kept).toBeLessThan(2 * taken);
});

test("answers are places in the table, each once, whichever way they lie", () => {
  const base: Seen = { rangeM: 5000, azimuthRad: Math.PI, elevationRad: 0.1, rangeRateMps: null };
  const bank = new Float64Array(BANK);
  startBank(detectionOf(base), tableOf(detectionOf(base)), 0, bank, 0);
  const across = [-0.01, 0, 0.01].map((turn) =>
    detectionOf({ ...base, azimuthRad: base.azimuthRad + turn }),
  );
  const far = detectionOf({ ...base, rangeM: 30_000 });
  const table = tableOf(...across, far);
  const window = createSearchWindow();
  aimSearchWindow(bank, 0, 0.5, 0, geometry, window);
  const near = new Int32Array(table.count);
  const count = new LookIndex(table).candidates(window, near);
  expect(count).toBe(3);
  const ranges = Array.from(near.subarray(0, count), (i) => table.values[i * MEASURED]);
  expect(ranges).toEqual([5000, 5000, 5000]);
});
