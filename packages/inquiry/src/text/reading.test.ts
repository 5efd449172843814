import { describe, expect, test } from "vitest";
import { paragraphsOf } from "./paragraphs.ts";
import { tokensOf } from "./tokens.ts";

describe("how a text is read", () => {
  test("a word parted at the end of a line is one word at its whole place", () => {
    const text = "Four bal-\nlistic mis\u00ADsiles fell.";
    const tokens = tokensOf(text, { start: 0, end: text.length });
    expect(tokens.map(({ lower }) => lower)).toEqual([
      "four",
      "ballistic",
      "missiles",
      "fell",
      ".",
    ]);
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
      "Four",
      "bal-\nlistic",
      "mis\u00ADsiles",
      "fell",
      ".",
    ]);
  });

  test("in a sentence in capitals words are words and names are names", () => {
    const text = "TERRORISTS KILLED MAYOR JUAN LOPEZ AND WOUNDED TWO GUARDS.";
    const tokens = tokensOf(text, { start: 0, end: text.length });
    expect(tokens.filter(({ pos }) => pos === "VERB").map(({ text: word }) => word)).toEqual([
      "KILLED",
      "WOUNDED",
    ]);
    expect(tokens.filter(({ pos }) => pos === "PROPN").map(({ text: word }) => word)).toContain(
      "LOPEZ",
    );
  });

  test("wrapped lines are one paragraph, lines of their own are not", () => {
    const wrapped =
      "The first of the rockets fell near the old harbour wall and\nthe second one burned out on a field behind the railway yard\nwhere nobody lives. A third was found by a farmer in the next\nmorning.\n\nThe police took it away.";
    expect(paragraphsOf(wrapped)).toHaveLength(2);
    expect(paragraphsOf("A drone fell.\nNobody was hurt.\nThe port is open.")).toHaveLength(3);
  });
});
