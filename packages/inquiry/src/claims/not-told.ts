import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { hasOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Span } from "../text/span.ts";

/** "If another twenty wounded come tonight", "Should the fighting reach the road": what follows may come or might have been. */
export function isSupposed({ tokens }: ParsedSentence): boolean {
  const at = tokens.findIndex(({ pos }) => pos !== "PUNCT");
  const first = tokens[at];
  const next = tokens[at + 1];
  if (first === undefined || next === undefined) return false;
  // "If one believes the ministry, nine were killed": the ministry says so.
  const believed =
    isOneOf(next.lower, "one|you|we") &&
    (isOneOf(tokens[at + 2]?.lemma, "believe|trust") || tokens[at + 3]?.lower === "to");
  // "If the ministry is to be believed".
  const trusted = tokens.findIndex(
    ({ lower }, i) => isOneOf(lower, "believed|trusted") && tokens[i - 1]?.lower === "be",
  );
  const comma = tokens.findIndex(({ text }) => text === ",");
  if (
    (first.lower === "if" && !believed && !(trusted !== -1 && trusted < comma)) ||
    first.lower === "unless"
  )
    return true;
  const inverted =
    isOneOf(first.lower, "should|had|were") && isOneOf(next.pos, "DET|PRON|PROPN|NOUN|NUM");
  return inverted && hasOne(tokens, "would|could|will|might|may");
}

/** "Why did the guns stay silent?" asks for the reason of what it takes to be so; other questions say nothing. */
export const isQuestion = (text: string, { start, end }: Span): boolean =>
  /\?["”’»)]*$/.test(text.slice(Math.max(start, end - 4), end)) &&
  !/^["“‘«(]*why\b/i.test(text.slice(start, start + 8));

/** "What fell on the customs post on the night of 9 October?": who asks takes it that something did, where and when. */
export const isAskedOfIt = ({ tokens }: ParsedSentence): boolean => {
  const first = tokens.find(({ pos }) => pos !== "PUNCT");
  return isOneOf(first?.lower, "what|who|whose|which|how");
};

/** "Why? I don't know.", "Were they supplied by Norland? I have no information on that.": what is not known is what was asked, and not who did it. */
export function isOfOtherQuestion(
  text: string,
  own: Span,
  before: Span | undefined,
  predicate: string,
): boolean {
  if (predicate !== "responsibility.known" || before === undefined) return false;
  const asked = text.slice(before.start, before.end);
  return (
    /\?["”’»)]*$/.test(asked.trimEnd()) &&
    !ABOUT_WHOM.test(asked) &&
    !ABOUT_WHOM.test(text.slice(own.start, own.end))
  );
}

const ABOUT_WHOM =
  /\b(?:who|whom|whose|behind|responsib\w+|authors?|culprits?|perpetrators?|identit\w+|blame\w*|suspect\w*|which (?:side|group|party))\b/i;
