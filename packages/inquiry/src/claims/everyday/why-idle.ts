import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { besideIdle, blamed, nextTo } from "./idle-causes.ts";
import { endOfReason, type Range, reasonFrom } from "./reason-range.ts";
import { hasOne, startingAt } from "../../grammar/places.ts";
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
export function whyIdleFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (told.some(({ predicate }) => predicate === "defence.inactive-reason")) return [];
  const idle = told.find(
    ({ predicate, value }) => predicate === "defence.activated" && value === "no",
  );
  const range =
    idle === undefined
      ? nextTo(sentence, scene, told)
      : (afterBecause(sentence) ??
        beforeSo(sentence) ??
        opening(sentence) ??
        having(sentence) ??
        blamed(sentence) ??
        besideIdle(sentence, idle));
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

function afterBecause(sentence: ParsedSentence): Range | null {
  const { tokens } = sentence;
  const from = tokens.findIndex(
    ({ lower }, i) =>
      i > 0 &&
      (isOneOf(lower, BECAUSE) ||
        (isOneOf(lower, AFTER_COMMA) && (tokens[i - 1]?.text === "," || leadsClause(sentence, i)))),
  );
  return from === -1 ? null : reasonFrom(sentence, from);
}

/** "since its launchers were being reloaded", and not "since midnight". */
const leadsClause = ({ nouns, verbs, tokens }: ParsedSentence, at: number): boolean => {
  const subject = startingAt(nouns, at + 1);
  return (
    subject !== undefined &&
    tokens[at]?.lower === "since" &&
    isOneOf(tokens[subject.from]?.lower, "its|their|his|her|all|no") &&
    verbs.some(({ from, form }) => from === subject.to && form === "finite")
  );
};

/**
 * "It was off for repairs, so it did not fire", "… and so gave no warning", "…, which is why it stayed silent", "…, explaining the silence": the clause
 * before.
 */
function beforeSo({ tokens }: ParsedSentence): Range | null {
  const at = tokens.findIndex(({ lower }, i) => {
    const before = tokens[i - 1];
    if (isOneOf(lower, SO))
      return (
        isOneOf(before?.lower, "[,;]|and") ||
        (isOneOf(lower, "therefore|thus|hence") && before?.lower === "which")
      );
    // ", which is why", ", explaining why", "; that is why".
    if (lower === "why")
      return (
        isOneOf(before?.lower, "is|was|explains|explained|explaining") &&
        tokens.slice(Math.max(0, i - 4), i).some(({ text }) => isOneOf(text, "[,;–—-]"))
      );
    return false;
  });
  if (at === -1) return null;
  let to = tokens.findLastIndex(({ text }, i) => i < at && i >= at - 4 && isOneOf(text, "[,;–—-]"));
  if (to === -1) to = tokens[at - 1]?.lower === "and" ? at - 1 : at;
  const from = tokens.findLastIndex(({ text }, i) => i < to - 1 && isOneOf(text, '[.;:“"]')) + 1;
  return from >= to ? null : withoutSpeaker({ tokens }, { from, to });
}

/** "The drones were too small, an officer said, …": up to the comma before who says so. */
function withoutSpeaker({ tokens }: Pick<ParsedSentence, "tokens">, { from, to }: Range): Range {
  const comma = tokens.findLastIndex(
    ({ text }, i) => i > from + 1 && i < to && i >= to - SAID_WITHIN && text === ",",
  );
  const says = comma !== -1 && tokens.slice(comma, to).some(({ lemma }) => SAYING.has(lemma));
  return { from, to: says ? comma : to };
}

/** Words of "an officer of the guard said", at most. */
const SAID_WITHIN = 9;

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

const ARRIVING =
  "closed|approached|arrived|neared|swooped|descended|converged|streaked|raced|closing|approaching";

/** A reason has more than a word to it, and is asked by nobody. */
const isOfNothing = ({ tokens }: ParsedSentence, { from, to }: Range): boolean =>
  to - from < 2 ||
  // "as drones closed in, it never fired": when it was.
  (tokens[from]?.lower === "as" && hasOne(tokens.slice(from, from + 6), ARRIVING)) ||
  // "That, he said, was why": what was told before.
  (isOneOf(tokens[from]?.lower, "that|this|which|it") && isOneOf(tokens[from + 1]?.text, ",")) ||
  tokens.slice(from, to).some(({ lower }) => lower === "whether");
