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

/** Who says why, between "because" and the reason: so many words at most. */
const INSERTED_WITHIN = 12;

/**
 * The reason that a word leads to. "because, the officer said, its radar was down": what follows who says it. Null where it is why somebody is not named:
 * "who asked not to be named because he may not talk to the press".
 */
export function reasonFrom(sentence: ParsedSentence, at: number): Range | null {
  const { tokens } = sentence;
  if (isWhyUnnamed(sentence, at)) return null;
  const lead = tokens[at + 1]?.text === "," ? at + 1 : -1;
  const close = lead === -1 ? -1 : tokens.findIndex(({ text }, i) => i > lead + 1 && text === ",");
  const inserted =
    close !== -1 &&
    close <= lead + INSERTED_WITHIN &&
    tokens
      .slice(lead, close)
      .some(({ lemma, lower }) => SAYING.has(lemma) || isOneOf(lower, "according|view|words"));
  const from = inserted ? close + 1 : at;
  return { from, to: endOfReason(sentence, from) };
}

const UNNAMED = "named|identified|anonymous|anonymously|anonymity|unnamed|nameless|quoted";
/** Words between "not to be named" and why, at most. */
const UNNAMED_WITHIN = 6;

export function isWhyUnnamed({ tokens }: ParsedSentence, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - UNNAMED_WITHIN), at).map(({ lower }) => lower);
  if (before.some((word) => isOneOf(word, UNNAMED))) return true;
  const name = before.some((word) => isOneOf(word, "names?|identity"));
  return (
    name &&
    before.some((word) => /^(?:give|gave|giving|withh[eo]ld|reveal|disclose|use)/.test(word))
  );
}
