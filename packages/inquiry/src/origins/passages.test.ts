import { describe, expect, test } from "vitest";
import { parseText } from "../grammar/parse.ts";
import { sharedPassages } from "./passages.ts";

const shared = (...texts: readonly string[]): number =>
  sharedPassages(texts.map((text, i) => ({ accountId: `${i}`, parsed: parseText(text) }))).length;

const WEATHER = "It rained all day in the valley and the market was empty.";

describe("one decision told by two accounts", () => {
  test.each([
    [
      "Governor Ansa Kehl ordered an inquiry into how eleven sailors came to be wounded.",
      "Mrs Kehl has ordered the founding of a committee to find out who had left the harbour gate open.",
    ],
    [
      "President Idris Qhallan dismissed the commander of the northern fleet on Tuesday.",
      "Later that evening Qallan dismissed the fleet's commander, whose ships had slept.",
    ],
  ])("is one origin in whatever words: %s", (a, b) => {
    expect(shared(`${WEATHER} ${a}`, `Nobody slept. ${b}`)).toBe(1);
  });

  test.each([
    // Another person, another thing, a plan, and what is said again and again.
    ["Governor Ansa Kehl ordered an inquiry.", "Mayor Tol Veek ordered an inquiry."],
    ["Ansa Kehl ordered an inquiry.", "Ansa Kehl ordered three new ferries."],
    ["Ansa Kehl ordered an inquiry.", "Ansa Kehl would have ordered an inquiry."],
    ["Ansa Kehl condemned the raid.", "Kehl condemned the crime."],
  ])("and not one: %s %s", (a, b) => {
    expect(shared(`${WEATHER} ${a}`, `Nobody slept. ${b}`)).toBe(0);
  });
});

describe("what papers say of their sources in the same words", () => {
  // Among many sentences a word is rare, and weighs.
  const ferries = Array.from({ length: 60 }, (_, i) => `Ferry ${i} left its pier at noon.`).join(
    " ",
  );

  test.each([
    [
      "Northern News could not independently verify the villagers' harrowing accounts.",
      "The Meridian could not independently verify the villagers' harrowing accounts.",
    ],
    [
      "Their harrowing accounts could not be independently confirmed by our reporters.",
      "The harrowing accounts could not be independently confirmed by reporters.",
    ],
  ])("is no copy: %s", (a, b) => {
    expect(shared(`${WEATHER} ${ferries} ${a}`, `Nobody slept. ${b}`)).toBe(0);
  });

  test("and what stands with it in a longer sentence is", () => {
    const told =
      "The villagers' accounts of three low aircraft over the reed beds could not be independently verified before the bridge closed";
    expect(shared(`${WEATHER} ${ferries} ${told}.`, `Nobody slept. ${told}.`)).toBe(1);
  });
});
