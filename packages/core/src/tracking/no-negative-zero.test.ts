import { expect, test } from "vitest";
import {
  BALLISTIC_PROBABILITY,
  BANK,
  copyBank,
  HOVER_SHARE,
  STEADY_SHARE,
  THRUST_PROBABILITY,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { cleanBank } from "../filter/update-bank.ts";
import { mixBanks } from "./mix-banks.ts";

/** A bank with every law awake, whose members are all −0. */
function negative(): Float64Array {
  const bank = new Float64Array(BANK).fill(-0);
  bank[STEADY_SHARE] = 0.3;
  bank[HOVER_SHARE] = 0.2;
  bank[TURN_SHARE] = 0.2;
  bank[BALLISTIC_PROBABILITY] = 0.2;
  bank[THRUST_PROBABILITY] = 0.1;
  return bank;
}
const holdsNegativeZero = (bank: Float64Array): boolean =>
  bank.some((value) => Object.is(value, -0));

// A snapshot is JSON, which knows no −0, and what is restored must go on with the same bits.
test("no −0 comes into a track's row, whichever way its bank does", () => {
  const copied = negative();
  copyBank(negative(), 0, copied, 0);
  expect(holdsNegativeZero(copied)).toBe(false);
  const cleaned = negative();
  cleanBank(cleaned, 0);
  expect(holdsNegativeZero(cleaned)).toBe(false);
  const source = new Float64Array(2 * BANK);
  source.set(negative());
  source.set(negative(), BANK);
  const mixed = negative();
  mixBanks(source, [0, BANK], [0.5, 0.5], mixed, 0);
  expect(holdsNegativeZero(mixed)).toBe(false);
});
