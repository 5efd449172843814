import { describe, expect, test } from "vitest";
import { quotationsOf } from "./quotations.ts";

const quoted = (text: string): readonly string[] =>
  quotationsOf(text).map(({ start, end }) => text.slice(start, end));

describe("quotations", () => {
  test.each([
    ["He said “it fell” and left.", ["“it fell”"]],
    ['He said "it fell", then "it burned".', ['"it fell"', '"it burned"']],
    ["« Nous avons vu » et “I saw”.", ["« Nous avons vu »", "“I saw”"]],
    ["“I am well. Thank you. “", ["“I am well. Thank you. “"]],
    ["“We saw it", ["“We saw it"]],
    ["He left. ”We saw it,” she said.", ["”We saw it,”"]],
    ["The port's 10 boats don't sail.", []],
  ])("%s", (text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  test("what a paragraph leaves open ends with it", () => {
    expect(quoted("“We saw it\n\nHe left.")).toEqual(["“We saw it"]);
  });
});
