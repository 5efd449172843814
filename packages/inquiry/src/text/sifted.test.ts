import { describe, expect, it } from "vitest";
import { anyOf, firstOf, hasAnyWord, sifted } from "./sifted.ts";

describe("a sifted pattern", () => {
  const pattern = sifted("sources?|unnamed", /\b(?:two sources|unnamed \w+)\b/i);

  it.each([
    ["Two sources said so", true],
    ["UNNAMED officials said so", true],
    ["two “sources” said so", false],
    ["one source said so", false],
    ["resources", false],
  ])("%s: %s", (text, found) => {
    expect(pattern.test(text)).toBe(found);
    expect(pattern.exec(text) !== null).toBe(found);
  });

  it("is not tried where a text has none of its words", () => {
    expect(sifted("never", /./).test("said so")).toBe(false);
  });

  it("is one of several", () => {
    const other = sifted("so", /so$/);
    expect(anyOf(pattern, other).test("said so")).toBe(true);
    expect(firstOf([other, pattern], "two sources said so")?.index).toBe(0);
    expect(firstOf([other, pattern], "nobody")).toBeNull();
  });
});

describe("whether a text has a word of a list", () => {
  it.each([
    ["The army’s spokesman", true],
    ["ARMY", true],
    ["pro-army", true],
    ["didn't", false],
    ["armies", false],
    ["", false],
  ])("%s: %s", (text, found) => {
    expect(hasAnyWord(text, "army|police")).toBe(found);
  });
});
