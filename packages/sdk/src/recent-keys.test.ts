import fc from "fast-check";
import { expect, test } from "vitest";
import { RecentKeys } from "./recent-keys.ts";

test("what a feed goes on repeating is never new again, however much else comes between", () => {
  const keys = new RecentKeys(3);
  expect(keys.isNew("standing")).toBe(true);
  for (let i = 0; i < 100; i++) {
    expect(keys.isNew(`other ${i}`)).toBe(true);
    expect(keys.isNew("standing")).toBe(false);
  }
});

test("a key is new where it is not among the latest different ones", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 60 }),
      (limit, numbers) => {
        const keys = new RecentKeys(limit);
        const latest: number[] = [];
        for (const number of numbers) {
          const place = latest.indexOf(number);
          expect(keys.isNew(String(number))).toBe(place < 0);
          if (place >= 0) latest.splice(place, 1);
          latest.push(number);
          if (latest.length > limit) latest.shift();
        }
      },
    ),
    { seed: 20_261_128 },
  );
});
