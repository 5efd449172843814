import fc from "fast-check";
import { expect, test } from "vitest";
import { plainLine } from "./plain-line.ts";

test.each([
  ["a\nb\r\nc", "a b c"],
  ["\u001b[2Jgone", "[2Jgone"],
  ["a\u202eb", "a b"],
  ["  مستشفى  ", "مستشفى"],
  ["\ud800x", "\ufffdx"],
])("%j becomes %j", (text, line) => {
  expect(plainLine(text)).toBe(line);
});

test("whatever comes in, one line without control characters comes out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = plainLine(text);
      expect(line).not.toMatch(/\p{Cc}|[\u2028\u2029]/u);
      expect(plainLine(line)).toBe(line);
    }),
    { seed: 41, numRuns: 500 },
  );
});
