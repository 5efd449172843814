import fc from "fast-check";
import { expect, test } from "vitest";
import { sortByKey } from "./sort-by-key.ts";

/** Few keys for many places, so that most places have others of their key. */
const keysOf = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 400 });

test("places stand by their keys, and those of one key as they stood", () => {
  fc.assert(
    fc.property(keysOf, (keys) => {
      const places = Array.from(keys, (_, i) => keys.length - 1 - i);
      const sorted = Int32Array.from(places);
      sortByKey(sorted, Float64Array.from(keys));
      // The built-in sort is stable too.
      expect([...sorted]).toEqual(places.toSorted((a, b) => keys[a] - keys[b]));
    }),
    { seed: 11, numRuns: 300 },
  );
});
