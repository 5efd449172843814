import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isOneOf } from "../../text/one-of.ts";

/** Token indices; `to` after the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** "…, the commander admitted": who says so is no part of why. */
export function endOfReason({ tokens, verbs }: ParsedSentence, from: number): number {
  const end = tokens.findIndex(({ text }, i) => i > from && isOneOf(text, '[.;:!?”"]'));
  const last = end === -1 ? tokens.length : end;
  const said = verbs.findLast(
    (verb) =>
      verb.from > from && verb.from < last && SAYING.has(verb.lemma) && verb.form === "finite",
  );
  const mark = tokens.findLastIndex(
    ({ text }, i) => i > from && text === "," && said !== undefined && i < said.from,
  );
  return mark === -1 ? last : mark;
}
