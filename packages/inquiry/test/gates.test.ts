import { expect, test } from "vitest";
import { OWN_SETS, ownAccounts } from "../bench/score-accounts.ts";
import { patternsByWord } from "../src/claims/everyday/frame.ts";
import { matchAt } from "../src/claims/everyday/match-frame.ts";
import { READINGS } from "../src/claims/everyday/readings.ts";
import { parseText } from "../src/grammar/parse.ts";
import { unfolded } from "../src/grammar/unfold.ts";

const PATTERNS = patternsByWord(READINGS);

test("no frame of the everyday tables stands in a sentence that has not the words it needs", () => {
  let matches = 0;
  const missed: string[] = [];
  for (const { name, text } of OWN_SETS.flatMap(ownAccounts))
    for (const whole of parseText(text).sentences) {
      const { main, clauses } = unfolded(whole);
      for (const sentence of [whole, ...(main === null ? [] : [main]), ...clauses])
        for (const [at, { lower, lemma }] of sentence.tokens.entries())
          for (const word of new Set([lower, lemma])) {
            const patterns = PATTERNS.get(word) ?? [];
            const begun = new Set(sentence.words.among(patterns));
            for (const pattern of patterns) {
              if (matchAt(sentence, pattern, at) === null) continue;
              matches++;
              if (!begun.has(pattern)) missed.push(`${name}: ${pattern.says}`);
            }
          }
    }
  expect(missed).toEqual([]);
  expect(matches).toBeGreaterThan(500);
});
