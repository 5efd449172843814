import { expect, test } from "vitest";
import { applyChanges } from "./variant.ts";

test("keys merge, null removes, other values replace", () => {
  expect(
    applyChanges({ a: { b: 1, c: 2 }, d: [1, 2], e: 3 }, { a: { c: 5 }, d: [9], e: null, f: {} }),
  ).toEqual({ a: { b: 1, c: 5 }, d: [9], f: {} });
});

test("lists of entries with ids merge by id, in the order of the base, new ones last", () => {
  const base = {
    list: [
      { id: "x", n: 1, keep: true },
      { id: "y", n: 2 },
    ],
  };
  expect(
    applyChanges(base, {
      list: [
        { id: "z", n: 3 },
        { id: "x", n: 7 },
      ],
    }),
  ).toEqual({
    list: [
      { id: "x", n: 7, keep: true },
      { id: "y", n: 2 },
      { id: "z", n: 3 },
    ],
  });
});

test("a list with an entry without id, and an empty list, replace the whole list", () => {
  const base = { list: [{ id: "x" }] };
  expect(applyChanges(base, { list: [{ n: 1 }] })).toEqual({ list: [{ n: 1 }] });
  expect(applyChanges(base, { list: [] })).toEqual({ list: [] });
});

test("the base is left as it was", () => {
  const base = { a: { b: 1 } };
  applyChanges(base, { a: { b: 2 } });
  expect(base).toEqual({ a: { b: 1 } });
});
