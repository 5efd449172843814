import fc from "fast-check";
import { expect, test } from "vitest";
import { accountOf } from "../account/account.ts";
import { checkSuggestion } from "./check-suggestion.ts";
import { claimsInAnswer } from "./model-question.ts";
import { type Passage, passagesOf } from "./passage.ts";

const TEXT =
  "Olav Brand, a spokesman, said that\nthree drones (of unknown make) struck the depot.\n\nAdvertisement\n\nقال المتحدث إن ثلاث طائرات مسيرة استهدفت الميناء.";
const passage: Passage = { start: 0, end: TEXT.length, text: TEXT };
const given = {
  quote: "three drones (of unknown make) struck",
  predicate: "weapon.count",
  value: "drone",
  least: 3,
  most: 3,
  speaker: "Olav Brand",
};

test("words that the passage says are found at their place, whatever white space is between them", () => {
  const checked = checkSuggestion(passage, { ...given, quote: "said that three  drones" });
  expect(checked).toMatchObject({
    suggestion: { span: { start: 25, end: 47 }, speaker: "Olav Brand", speakerKind: "named" },
  });
});

test.each([
  ["words that are not there", { quote: "four drones struck" }, "does not say"],
  ["words from two places", { quote: "three drones struck the depot" }, "does not say"],
  ["an unknown kind of fact", { predicate: "weapon.colour" }, "predicate"],
  ["bounds in disorder", { least: 4, most: 3 }, "bounds 4 to 3"],
  ["an upper bound alone", { least: null, most: 3 }, "bounds none to 3"],
  ["a number that is none", { least: -1 }, "least"],
  ["no words", { quote: "" }, "quote"],
  ["no value", { value: " " }, "value"],
])("refused: %s", (_, change, why) => {
  expect(checkSuggestion(passage, { ...given, ...change })).toEqual({
    refused: expect.stringContaining(why) as string,
  });
});

test("who does not stand in the passage did not say it", () => {
  expect(checkSuggestion(passage, { ...given, speaker: "Mira Holt" })).toMatchObject({
    suggestion: { speaker: "(not named)", speakerKind: "unresolved" },
  });
});

test("nothing throws, and what is accepted stands at its place", () => {
  const field = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant("three drones"));
  const any = fc.record(
    {
      quote: field,
      predicate: fc.constantFrom("weapon.count", "damage", "x"),
      value: field,
      least: field,
      most: field,
      population: field,
      polarity: fc.constantFrom("affirm", "deny", "no", null),
      speaker: field,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(any, fc.anything()), (one) => {
      const checked = checkSuggestion(passage, one);
      if ("refused" in checked) return;
      const { start, end } = checked.suggestion.span;
      const { quote } = one as { readonly quote: string };
      expect(TEXT.slice(start, end).split(/\s+/)).toEqual(quote.trim().split(/\s+/));
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test.each([
  ['{"claims": [{"a": 1}]}', [{ a: 1 }]],
  ['Here they are:\n```json\n[{"a": 1}]\n```', [{ a: 1 }]],
  ['{"claims": []}', []],
  ["I cannot help with that.", null],
  ['{"claims": [', null],
  ['{"claims": 3}', null],
])("the claims of the answer %j", (answer, claims) => {
  expect(claimsInAnswer(answer)).toEqual(claims);
});

test("an account goes out in whole paragraphs at their places, without its furniture", () => {
  const paragraph = `${"Three drones struck the depot. ".repeat(90)}\n\n`;
  const text = `${paragraph.repeat(5)}Advertisement\n\nThe end of it came late, he said.`;
  const account = accountOf({
    id: "A",
    sha256: "0".repeat(64),
    source: "test",
    text,
    title: null,
    published: null,
  });
  const passages = passagesOf(account);
  expect(passages.length).toBeGreaterThan(2);
  for (const { start, end, text: own } of passages) {
    expect(own).toHaveLength(end - start);
    expect(own.length).toBeLessThanOrEqual(6000);
    expect(own).not.toContain("Advertisement");
  }
  expect(
    passages
      .map(({ text: own }) => own)
      .join("\n\n")
      .replace(/\s+/g, " "),
  ).toBe(text.replace("Advertisement", "").replace(/\s+/g, " "));
});
