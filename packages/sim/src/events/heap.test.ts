import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap.ts";

test("a heap gives its entries in order, however they came", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (values) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const value of values) heap.push(value);
      expect(heap.size).toBe(values.length);
      const out = values.map(() => heap.pop());
      expect(out).toEqual(values.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
    { seed: 1, numRuns: 200 },
  );
});
