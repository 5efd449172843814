import { listOf } from "../text/one-of.ts";
import type { SentenceSpan } from "../text/sentences.ts";
import type { Token } from "../text/tokens.ts";
import { type NounPhrase, nounPhrasesOf } from "./noun-phrases.ts";
import { numberOfList, SentenceWords } from "./sentence-words.ts";
import { type VerbGroup, verbGroupsOf } from "./verb-groups.ts";

/** A sentence with its phrases. Indices of tokens are those of `tokens`. */
export interface ParsedSentence extends SentenceSpan {
  readonly tokens: readonly Token[];
  readonly nouns: readonly NounPhrase[];
  readonly verbs: readonly VerbGroup[];
  /** Every word in small letters and by its lemma: most rules see at once that a sentence has nothing for them. */
  readonly words: SentenceWords;
}

export function parseSentence(sentence: SentenceSpan, tokens: readonly Token[]): ParsedSentence {
  const verbs = verbGroupsOf(tokens);
  const words = new SentenceWords();
  for (const { lower, lemma } of tokens) words.add(lower).add(lemma);
  for (const { lemma } of verbs) words.add(lemma);
  return { ...sentence, tokens, nouns: nounPhrasesOf(tokens, verbs), verbs, words };
}

/** Whether a sentence has one of a list of words, as they stand or by their lemmas. */
export const hasOneOf = (sentence: Pick<ParsedSentence, "words">, words: string): boolean =>
  hasWord(sentence, listOf(words));

/** Whether a sentence has one of some words. */
export const hasWord = (
  { words }: Pick<ParsedSentence, "words">,
  wanted: ReadonlySet<string>,
): boolean => words.hasOneOf(numberOfList(wanted));
