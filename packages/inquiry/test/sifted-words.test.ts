import { expect, test } from "vitest";
// With it all rules are loaded, and their patterns made.
import { OWN_SETS, ownAccounts } from "../bench/score-accounts.ts";
import { parseText } from "../src/grammar/parse.ts";
import { hasAnyWord, SIFTED } from "../src/text/sifted.ts";

/** The sentences of an account, its phrases, and what stands before and behind its verbs: what patterns are held against. */
function piecesOf(text: string): readonly string[] {
  const { sentences } = parseText(text);
  return sentences.flatMap(({ start, end, tokens, nouns, verbs }) => [
    text.slice(start, end),
    ...nouns.map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end)),
    ...verbs.flatMap(({ from, to }) => [
      text.slice(start, tokens[from]?.start),
      text.slice(tokens[to - 1]?.end, end),
    ]),
  ]);
}

test("no pattern matches a text that has none of the words which it is sifted by", () => {
  expect(SIFTED.length).toBeGreaterThan(50);
  const pieces = new Set(OWN_SETS.flatMap(ownAccounts).flatMap(({ text }) => piecesOf(text)));
  expect(pieces.size).toBeGreaterThan(5_000);
  const lost: string[] = [];
  for (const piece of pieces)
    for (const { words, pattern } of SIFTED)
      if (!hasAnyWord(piece, words) && pattern.test(piece))
        lost.push(`${String(pattern)}: ${piece}`);
  expect(lost).toEqual([]);
});
