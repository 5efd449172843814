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
  const sentences = sentencesOf(text).map((span) =>
    parseSentence(span, tokensOf(text, afterMark(text, span))),
  );
  return { text, sentences, quotations: quotationsOf(text) };
}

/** What marks an entry of a list or a post: no word of its sentence, which would not begin with its first word. */
const LIST_MARK =
  /^(?:(?:[•●○◦▪▫■□►▶▸‣⁃∙·*→➤➜✔✓]|(?![©®™])\p{Extended_Pictographic}\uFE0F?|[-–—](?=\s))\s*)+(?=\S)/u;
/** Characters at a sentence's beginning in which its mark is looked for. */
const MARKED_WITHIN = 16;

function afterMark(text: string, { start, end }: Span): Span {
  const mark = LIST_MARK.exec(text.slice(start, Math.min(end, start + MARKED_WITHIN)))?.[0] ?? "";
  return { start: start + mark.length, end };
}
