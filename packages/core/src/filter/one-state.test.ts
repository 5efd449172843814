import fc from "fast-check";
import { expect, test } from "vitest";
import { lookTable } from "../association/look-table.ts";
import type { PolarDetection } from "../measurement/look.ts";
import {
  ENV,
  geometryOf,
  radar,
  START_US,
  sweepLook,
} from "../tracking/tracker-world.test-support.ts";
import { BANK } from "./bank-layout.ts";
import { isOnePoweredState, placeLogLikelihood } from "./one-state.ts";
import { predictBank } from "./predict-bank.ts";
import { startBank } from "./start-bank.ts";
import { settleBank, updateBank } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

const near = geometryOf(radar());
/** Its level leans in the site's by half a degree. */
const far = geometryOf(
  radar({ position: { ...radar().position, latitudeRad: radar().position.latitudeRad + 0.01 } }),
);
/** What the bound may lack of the true ln likelihood. */
const LACKING_MOST = 0.3;

type Parts = Pick<PolarDetection, "rangeM" | "azimuthRad"> & Partial<PolarDetection>;
const detectionOf = (parts: Parts, afterS: number): PolarDetection => ({
  kind: "polar",
  sensedUs: START_US + Math.round(afterS * 1e6),
  rcsDbsm: null,
  identity: null,
  heightM: null,
  elevationRad: null,
  rangeRateMps: null,
  rangeSigmaM: 40,
  azimuthSigmaRad: 0.002,
  elevationSigmaRad: 0.003,
  rangeRateSigmaMps: 2,
  heightSigmaM: 30,
  ...parts,
});
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });
const maybe = (min: number, max: number): fc.Arbitrary<number | null> =>
  fc.option(number(min, max), { freq: 1 });

/** The ln likelihood of a second detection under the bank that a first one began, and what the place alone says of it; null of other banks. */
function asked(
  first: Parts,
  second: Parts,
  dt: number,
  geometry: typeof near,
): { readonly exact: number; readonly byPlace: number } | null {
  const table = lookTable(sweepLook(0, [detectionOf(first, 0)]), geometry);
  const bank = new Float64Array(BANK);
  startBank(table.detections[0], table, 0, bank, 0);
  settleBank(bank, 0);
  if (!isOnePoweredState(bank, 0)) return null;
  const later = lookTable(sweepLook(dt, [detectionOf(second, dt)]), geometry);
  const ahead = new Float64Array(BANK);
  predictBank(bank, 0, dt, ENV, ahead, 0);
  const exact = updateBank(ahead, 0, later, 0, NO_SLACK, new Float64Array(BANK), 0);
  return { exact, byPlace: placeLogLikelihood(bank, 0, dt, geometry, later.values, 0) };
}

test("the place alone never makes a detection less likely than the bank does, by more than a trace", () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(near, far),
      fc.record({ rangeM: number(500, 80_000), azimuthRad: number(-3, 3) }),
      number(0.5, 15),
      fc.record({ along: number(-6, 6), aside: number(-6, 6) }),
      fc.record({
        elevationRad: maybe(0, 0.6),
        rangeRateMps: maybe(-200, 200),
        heightM: maybe(0, 12_000),
      }),
      (geometry, first, dt, { along, aside }, rest) => {
        const spreadM = 100 * dt + 100;
        const rangeM = Math.max(100, first.rangeM + along * spreadM);
        const azimuthRad = first.azimuthRad + (aside * spreadM) / first.rangeM;
        const found = asked(first, { rangeM, azimuthRad, ...rest }, dt, geometry);
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(found.exact).toBeLessThanOrEqual(found.byPlace + LACKING_MOST);
        if (found.byPlace < Infinity) told++;
      },
    ),
    { seed: 4, numRuns: 4_000 },
  );
  expect(told).toBeGreaterThan(1_000);
});

test("of range and azimuth it says what the bank says", () => {
  const first = { rangeM: 30_000, azimuthRad: 1 };
  const at = (rangeM: number, azimuthRad: number) =>
    asked(first, { rangeM, azimuthRad }, 4, near) ?? { exact: NaN, byPlace: NaN };
  const beside = at(30_300, 1.01);
  expect(beside.byPlace).toBeCloseTo(beside.exact, 0);
  expect(at(36_000, 1).byPlace).toBe(-Infinity);
  expect(at(30_000, 1.2).byPlace).toBe(-Infinity);
});

test("a bank of which a way or a height is known is not asked so", () => {
  const first = { rangeM: 30_000, azimuthRad: 1 };
  expect(asked({ ...first, rangeRateMps: 80 }, first, 4, near)).toBeNull();
  expect(asked({ ...first, elevationRad: 0.1 }, first, 4, near)).toBeNull();
});
