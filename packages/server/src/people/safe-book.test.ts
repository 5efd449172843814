import fc from "fast-check";
import { expect, test } from "vitest";
import { readSafeAnswer, SAFE_ANSWERS_MAX, SAFE_NAMES_MAX, SafeBook } from "./safe-book.ts";

const LOCK = { area: "lock", key: "weir/lock/live/1" };

test("only those count who were asked, each once", () => {
  const book = new SafeBook();
  expect(book.take({ area: "lock", id: "a", name: null })).toBe(false);
  expect(book.changed()).toBeNull();
  book.ask([LOCK]);
  for (const id of ["a", "b", "a"]) book.take({ area: "lock", id, name: id === "b" ? "Bo" : null });
  expect(book.changed()).toEqual([{ ...LOCK, count: 2, names: ["Bo"] }]);
  expect(book.changed()).toBeNull();
});

test("another alarm begins at nought, and the same goes on", () => {
  const book = new SafeBook();
  book.ask([LOCK]);
  book.take({ area: "lock", id: "a", name: null });
  book.ask([LOCK]);
  expect(book.changed()).toMatchObject([{ count: 1 }]);
  book.ask([{ area: "lock", key: "weir/lock/live/2" }]);
  book.take({ area: "lock", id: "a", name: null });
  expect(book.changed()).toEqual([{ area: "lock", key: "weir/lock/live/2", count: 1, names: [] }]);
});

test("however many answers come, so many are kept", () => {
  const book = new SafeBook();
  book.ask([LOCK]);
  for (let i = 0; i < SAFE_ANSWERS_MAX + 10; i++)
    expect(book.take({ area: "lock", id: String(i), name: `n${i}` })).toBe(true);
  const [{ count, names }] = book.changed() ?? [];
  expect(count).toBe(SAFE_ANSWERS_MAX);
  expect(names).toHaveLength(SAFE_NAMES_MAX);
});

test("an answer is read strictly, and nothing throws", () => {
  const read = (value: unknown) => readSafeAnswer(Buffer.from(JSON.stringify(value)));
  const id = "0123456789abcdef";
  expect(read({ area: "lock", id })).toEqual({ area: "lock", id, name: null });
  expect(read({ area: "lock", id, name: ` ${"x".repeat(99)}` })?.name).toHaveLength(60);
  for (const wrong of [
    {},
    null,
    { area: "../x", id },
    { area: "lock", id: "a" },
    { area: "lock", id, name: 5 },
  ])
    expect(read(wrong)).toBeNull();
  expect(() =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        readSafeAnswer(Buffer.from(octets));
      }),
      { seed: 20_261_128, numRuns: 5_000 },
    ),
  ).not.toThrow();
});
