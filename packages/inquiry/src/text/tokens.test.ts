import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokensOf } from "./tokens.ts";

describe("tokens", () => {
  test("are exactly what stands at their place, whatever the text", () => {
    const parts = fc.constantFrom(
      "drone",
      "’s",
      " ",
      "\n",
      "عربي",
      "😀👍🏽",
      "I’m",
      "don't",
      "“",
      "a-b",
      "№",
      "3,500",
      "http://x.y/z?q=1",
      "é",
      "\u200f",
      "<b>",
      "&amp;",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
        const text = words.join("");
        let at = 0;
        for (const token of tokensOf(text, { start: 0, end: text.length })) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(at);
          at = token.end;
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  test("a contraction is a pronoun and a verb", () => {
    expect(
      tokensOf("I’m well", { start: 0, end: 8 })
        .map(({ text, pos }) => `${text}/${pos}`)
        .slice(0, 2),
    ).toEqual(["I/PRON", "’m/AUX"]);
  });

  test("what is read hangs on no text that was read before", () => {
    const words = (text: string): readonly string[] =>
      tokensOf(text, { start: 0, end: text.length }).map((token) => token.text);
    const before = words("the harbourer's count");
    for (const mark of [".", ",", ":", "—", "…"]) words(`It is the harbourer's${mark}`);
    expect(words("It is the harbourer’s.")).toEqual(["It", "is", "the", "harbourer", "’s", "."]);
    expect(words("the harbourer's count")).toEqual(before);
  });
});
