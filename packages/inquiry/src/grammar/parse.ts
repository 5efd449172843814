import type { Span } from "../text/span.ts";
import { quotationsOf } from "../text/quotations.ts";
import { sentencesOf } from "../text/sentences.ts";
import { tokensOf } from "../text/tokens.ts";
import { type ParsedSentence, parseSentence } from "./parsed-sentence.ts";

/** An English text, parsed as far as the readers of claims need it. */
export interface ParsedText {
  readonly text: string;
  readonly sentences: readonly ParsedSentence[];
  readonly quotations: readonly Span[];
}

export function parseText(text: string): ParsedText {
  const sentences = sentencesOf(text).map((span) => parseSentence(span, tokensOf(text, span)));
  return { text, sentences, quotations: quotationsOf(text) };
}
