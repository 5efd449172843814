import type { Account } from "../account/account.ts";
import { readableText } from "../account/readable-text.ts";
import { paragraphsOf } from "../text/paragraphs.ts";
import type { Span } from "../text/span.ts";

/** A part of an account as somebody else is asked to read it: page furniture is white space, so that places stay. */
export interface Passage extends Span {
  readonly text: string;
}

/** Characters that one question holds, unless a single paragraph is longer. */
const PASSAGE_MAX = 6000;

/** An account in passages of whole paragraphs, in order; none where it holds nothing but furniture. */
export function passagesOf({ text, furniture }: Account): readonly Passage[] {
  const readable = readableText(text, furniture);
  const passages: Passage[] = [];
  for (const { start, end } of paragraphsOf(readable)) {
    const last = passages.at(-1);
    const from = last !== undefined && end - last.start <= PASSAGE_MAX ? last.start : start;
    if (from !== start) passages.pop();
    passages.push({ start: from, end, text: readable.slice(from, end) });
  }
  return passages;
}
