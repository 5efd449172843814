import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Reach } from "./clause-edges.ts";

/** The characters of a phrase. */
export function reachSpan(sentence: ParsedSentence, reach: Reach | null): Span | null {
  return reach === null ? null : spanOf(sentence, reach.from, reach.to);
}

/** The characters of a range of tokens, without `strip` at its end; null where it is empty. */
export function spanOf(
  { tokens }: ParsedSentence,
  from: number,
  to: number,
  strip = "",
): Span | null {
  let end = to;
  while (end > from && tokens[end - 1]?.text === strip) end--;
  const first = tokens[from];
  const last = tokens[end - 1];
  return first === undefined || last === undefined || end <= from
    ? null
    : { start: first.start, end: last.end };
}

/** Whether a token stands in a quotation. */
export function isQuoted(
  { tokens }: ParsedSentence,
  index: number,
  quotes: readonly Span[],
): boolean {
  const token = tokens[index];
  return token !== undefined && quotes.some((quote) => overlaps(quote, token));
}

/** Whether a content begins where a quotation does. */
export function isQuotation(content: Span | undefined, quotes: readonly Span[]): boolean {
  return content !== undefined && quotes.some(({ start }) => start === content.start);
}
