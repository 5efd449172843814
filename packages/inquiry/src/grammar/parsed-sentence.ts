import type { SentenceSpan } from "../text/sentences.ts";
import type { Token } from "../text/tokens.ts";
import { type NounPhrase, nounPhrasesOf } from "./noun-phrases.ts";
import { type VerbGroup, verbGroupsOf } from "./verb-groups.ts";

/** A sentence with its phrases. Indices of tokens are those of `tokens`. */
export interface ParsedSentence extends SentenceSpan {
  readonly tokens: readonly Token[];
  readonly nouns: readonly NounPhrase[];
  readonly verbs: readonly VerbGroup[];
}

export function parseSentence(sentence: SentenceSpan, tokens: readonly Token[]): ParsedSentence {
  const verbs = verbGroupsOf(tokens);
  return { ...sentence, tokens, nouns: nounPhrasesOf(tokens, verbs), verbs };
}
