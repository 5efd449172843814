import fc from "fast-check";
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
import { predictBank } from "./predict-bank.ts";
import { startBank } from "./start-bank.ts";
import { settleBank, updateBank } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

export const near = geometryOf(radar());
/** Its level leans in the site's by half a degree. */
export const far = geometryOf(
  radar({ position: { ...radar().position, latitudeRad: radar().position.latitudeRad + 0.01 } }),
);

export type Parts = Pick<PolarDetection, "rangeM" | "azimuthRad"> & Partial<PolarDetection>;
const detectionOf = (parts: Parts, afterS: number): PolarDetection => ({
  kind: "polar",
  sensedUs: START_US + Math.round(afterS * 1e6),
  rcsDbsm: null,
  identity: null,
  heightM: null,
  elevationRad: null,
  rangeRateMps: null,
  rangeSigmaM: 10,
  azimuthSigmaRad: 0.002,
  elevationSigmaRad: 0.002,
  rangeRateSigmaMps: 1,
  heightSigmaM: 30,
  ...parts,
});

export const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });

/** A second detection under the bank that a first one began. */
export interface SecondDetection {
  /** As the first left it, and predicted to the second. */
  readonly bank: Float64Array;
  readonly ahead: Float64Array;
  /** What was measured the second time, at 0. */
  readonly values: Float64Array;
  /** Its ln likelihood by the bank's own update; −Infinity outside its gates. */
  readonly exact: number;
}

export function secondDetection(
  first: Parts,
  second: Parts,
  afterS: number,
  geometry: typeof near,
): SecondDetection {
  const table = lookTable(sweepLook(0, [detectionOf(first, 0)]), geometry);
  const bank = new Float64Array(BANK);
  startBank(table.detections[0], table, 0, bank, 0);
  settleBank(bank, 0);
  const later = lookTable(sweepLook(afterS, [detectionOf(second, afterS)]), geometry);
  const ahead = new Float64Array(BANK);
  predictBank(bank, 0, afterS, ENV, ahead, 0);
  const exact = updateBank(ahead, 0, later, 0, NO_SLACK, new Float64Array(BANK), 0);
  return { bank, ahead, values: later.values, exact };
}
