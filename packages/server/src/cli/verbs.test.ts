import { describe, expect, test } from "vitest";
import { loadVerbs, VERB_NAMES, verbOf } from "./verbs.ts";

describe("verbOf", () => {
  test.each([
    [["why", "track", "simulate"], "why"],
    [["--json", "--config", "start", "policy", "try"], "policy"],
    [["--data-dir=demo", "journal", "verify"], "journal"],
    [["wy", "why"], null],
    [["--help"], null],
    [["--data-dir", "why"], null],
    [[], null],
  ])("%j", (argv, verb) => {
    expect(verbOf(argv)).toBe(verb);
  });
});

test("every verb stands under its own name", async () => {
  expect((await loadVerbs()).map(({ name }) => name)).toEqual(VERB_NAMES);
});
