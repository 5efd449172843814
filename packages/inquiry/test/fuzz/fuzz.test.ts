import { expect, test } from "vitest";
import { faultsOf } from "./check-text.ts";
import { randomText } from "./random-text.ts";

/** `npm run prove -- inquiry --texts 100000 --seed 7` reads as many as wanted. */
test("of 300 random texts in all scripts and encodings every range is exact", () => {
  for (let seed = 1; seed <= 300; seed++)
    expect(faultsOf(randomText(seed)), `seed ${seed}`).toEqual([]);
});
