import { expect, test } from "vitest";
import { smallestTelling, tellApart, type Witness } from "./tell-apart.ts";

const witness = (id: string, ...values: readonly string[]): Witness => ({ id, values });
const ALL = [0, 1, 2, 3];

test("one witness that says something else of each settles it", () => {
  const witnesses = [witness("a", "x", "x", "y", "y"), witness("b", "1", "2", "3", "4")];
  expect(smallestTelling(witnesses, ALL)).toEqual([["b"]]);
  expect(tellApart(witnesses, ALL)).toMatchObject({
    of: "ask",
    witness: "b",
    branches: ALL.map((one) => ({ members: [one], next: { of: "told", members: [one] } })),
  });
});

test("where none settles it alone, the smallest sets do, and the tree asks what each answer leaves open", () => {
  const witnesses = [
    witness("a", "x", "x", "y", "y"),
    witness("b", "1", "2", "1", "1"),
    witness("c", "1", "1", "1", "2"),
    witness("d", "1", "2", "1", "2"),
  ];
  expect(smallestTelling(witnesses, ALL)).toEqual([["a", "d"]]);
  expect(tellApart(witnesses, ALL)).toMatchObject({
    witness: "a",
    branches: [
      { members: [0, 1], next: { witness: "b" } },
      { members: [2, 3], next: { witness: "c" } },
    ],
  });
});

test("what no witness tells apart stays together, and is no reason to ask for more", () => {
  const witnesses = [witness("a", "x", "x", "y", "y"), witness("b", "1", "1", "1", "1")];
  expect(smallestTelling(witnesses, ALL)).toEqual([["a"]]);
  expect(tellApart(witnesses, ALL)).toMatchObject({
    branches: [
      { next: { of: "told", members: [0, 1] } },
      { next: { of: "told", members: [2, 3] } },
    ],
  });
  expect(smallestTelling([witness("b", "1", "1", "1", "1")], ALL)).toEqual([[]]);
});
