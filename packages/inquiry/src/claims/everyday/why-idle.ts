import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isOneOf } from "../../text/one-of.ts";

/** Words that what they lead to is the reason of what stands before them. */
const BECAUSE = "because|owing|due";
/** The same, where a comma stands before them: else they tell when. */
const AFTER_COMMA = "as|since|for";
const SO = "so|therefore|thus|hence";

/**
 * Why a defence or a warning did nothing, where that was told in the same sentence and no rule found its reason: what follows "because", and the clause
 * that "so" draws it from. `told`: the sentence's facts.
 */
export function whyIdleFacts(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const idle = told.some(
    ({ predicate, value }) => predicate === "defence.activated" && value === "no",
  );
  if (!idle || told.some(({ predicate }) => predicate === "defence.inactive-reason")) return [];
  const range =
    afterBecause(sentence) ?? beforeSo(sentence) ?? opening(sentence) ?? having(sentence);
  if (range === null || isOfNothing(sentence, range)) return [];
  return [
    factOf(sentence, {
      predicate: "defence.inactive-reason",
      ...range,
      value: wordsOf(sentence, range.from, range.to),
      rule: "everyday words: why it did nothing",
    }),
  ];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function afterBecause(sentence: ParsedSentence): Range | null {
  const { tokens } = sentence;
  const from = tokens.findIndex(
    ({ lower }, i) =>
      i > 0 &&
      (isOneOf(lower, BECAUSE) ||
        (isOneOf(lower, AFTER_COMMA) && (tokens[i - 1]?.text === "," || leadsClause(sentence, i)))),
  );
  return from === -1 ? null : { from, to: endOfReason(sentence, from) };
}

/** "since its launchers were being reloaded", and not "since midnight". */
const leadsClause = ({ nouns, verbs, tokens }: ParsedSentence, at: number): boolean => {
  const subject = nouns.find(({ from }) => from === at + 1);
  return (
    subject !== undefined &&
    tokens[at]?.lower === "since" &&
    isOneOf(tokens[subject.from]?.lower, "its|their|his|her|all|no") &&
    verbs.some(({ from, form }) => from === subject.to && form === "finite")
  );
};

/** "It was off for repairs, so it did not fire": the clause before. */
function beforeSo({ tokens }: ParsedSentence): Range | null {
  const at = tokens.findIndex(
    ({ lower }, i) => isOneOf(lower, SO) && isOneOf(tokens[i - 1]?.text, "[,;]"),
  );
  if (at === -1) return null;
  const from = tokens.findLastIndex(({ text }, i) => i < at - 1 && isOneOf(text, '[.;:“"]')) + 1;
  return from >= at - 1 ? null : { from, to: at - 1 };
}

/** "Because the power had failed, none of the sirens sounded": the clause before the comma. */
function opening({ tokens, verbs }: ParsedSentence): Range | null {
  const first = tokens[0]?.lower ?? "";
  const absolute = verbs.find(
    ({ from, form }) => form === "gerund" && tokens[from]?.lower === "having",
  );
  const to = tokens.findIndex(({ text }) => text === ",");
  // "The operators having gone home, the siren stayed silent".
  const leads =
    isOneOf(first, "because|since|as") || (absolute !== undefined && absolute.from < to);
  const clause = verbs.some(({ from }) => from > 0 && from < to);
  return leads && clause && to > 2 ? { from: 0, to } : null;
}

/** "It held its fire, having run out of ammunition": what it had done or had not. */
function having(sentence: ParsedSentence): Range | null {
  const { tokens } = sentence;
  const from = tokens.findIndex(
    ({ lower }, i) => lower === "having" && tokens[i - 1]?.text === ",",
  );
  return from === -1 ? null : { from, to: endOfReason(sentence, from) };
}

/** "…, the commander admitted": who says so is no part of why. */
function endOfReason({ tokens, verbs }: ParsedSentence, from: number): number {
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

/** A reason has more than a word to it, and is asked by nobody. */
const isOfNothing = ({ tokens }: ParsedSentence, { from, to }: Range): boolean =>
  to - from < 2 || tokens.slice(from, to).some(({ lower }) => lower === "whether");
