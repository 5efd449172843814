import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, suggest } from "./suggest.ts";

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["abc", "", 3],
    ["kitten", "sitting", 3],
    ["lattitude", "latitude", 1],
    ["ab", "ba", 1],
  ])("of %j and %j is %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test("is symmetric, zero only for equal words, and at most the longer length", () => {
    const word = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
      { seed: 31, numRuns: 500 },
    );
  });
});

describe("suggest", () => {
  const known = ["latitude_deg", "longitude_deg", "height_m", "id"];

  test.each([
    ["lattitude_deg", "latitude_deg"],
    ["Latitude_Deg", "latitude_deg"],
    ["latitude", "latitude_deg"],
    ["longtitude_deg", "longitude_deg"],
    ["di", "id"],
    ["colour", undefined],
    ["x".repeat(10_000), undefined],
  ])("%s → %s", (word, meant) => {
    expect(suggest(word, known)).toBe(meant);
  });
});
