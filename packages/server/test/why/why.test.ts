import { expect, test } from "vitest";
import { checkCase } from "./check-case.ts";
import { drawCase, FAULT_KINDS } from "./draw-case.ts";

/** A share of `npm run prove -- why`: seeds that between them break everything that can be broken. */
const SINGLE = [4, 5, 9];
const SEVERAL = [2, 7, 17, 22, 23];

test("what was broken is reported, no more and no less, and the smallest repairs mend it", async () => {
  const drawn = [
    ...SINGLE.map((seed) => drawCase(7_000_000 + seed, "single")),
    ...SEVERAL.map((seed) => drawCase(7_500_000 + seed, "several")),
  ];
  const wrong: string[] = [];
  for (const one of drawn)
    for (const words of (await checkCase(one)).wrong) wrong.push(`${one.seed}: ${words}`);
  expect(wrong).toEqual([]);
  const kinds = new Set(drawn.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  expect(kinds).toEqual(new Set(FAULT_KINDS));
});
