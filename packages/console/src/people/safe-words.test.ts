import { expect, test } from "vitest";
import { SAFE_WORDS_MAX, type SafeWord, safeWordOf, withSafeWord, withTold } from "./safe-words.ts";

const counter = () => {
  let made = 0;
  return () => String(made++);
};

test("each try after one alarm goes by the same number, and another alarm by another", () => {
  const newId = counter();
  const once = withSafeWord([], "weir/lock/live/1", newId);
  const twice = withSafeWord(once, "weir/lock/live/1", newId);
  expect(twice).toEqual([{ key: "weir/lock/live/1", id: "0", isTold: false }]);
  const other = withSafeWord(twice, "weir/lock/live/2", newId);
  expect(safeWordOf(other, "weir/lock/live/2")?.id).toBe("1");
  expect(safeWordOf(other, "weir/mill/live/1")).toBeUndefined();
});

test("what was told keeps its number and is told of that alarm alone", () => {
  const newId = counter();
  const both = withSafeWord(withSafeWord([], "a", newId), "b", newId);
  expect(withTold(both, "a")).toEqual([
    { key: "a", id: "0", isTold: true },
    { key: "b", id: "1", isTold: false },
  ]);
});

test("a phone keeps so many words, the latest ones", () => {
  const newId = counter();
  let words: readonly SafeWord[] = [];
  for (let i = 0; i <= SAFE_WORDS_MAX; i++) words = withSafeWord(words, `alarm ${i}`, newId);
  expect(words).toHaveLength(SAFE_WORDS_MAX);
  expect(safeWordOf(words, "alarm 0")).toBeUndefined();
  expect(safeWordOf(words, `alarm ${SAFE_WORDS_MAX}`)).toBeDefined();
});
