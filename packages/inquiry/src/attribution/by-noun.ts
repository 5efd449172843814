import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import type { Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { SAYING, SPEECH_NOUNS } from "./cue-lexicon.ts";
import { isQuoted, reachSpan, spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { hasOne } from "../grammar/places.ts";

/** "Earlier reports that …", "his claim that …", "the ministry's statement that …". */
export function byNoun(sentence: ParsedSentence, quotes: readonly Span[]): readonly Attribution[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (
      head === undefined ||
      !SPEECH_NOUNS.has(head.lemma) ||
      head.pos !== "NOUN" ||
      isQuoted(sentence, phrase.head, quotes)
    )
      return [];
    // "said in a statement that …": the statement is how it was said.
    const said = verbs.some(
      ({ to, lemma }) => to >= phrase.from - 3 && to < phrase.from && SAYING.has(lemma),
    );
    if (said && isOneOf(tokens[phrase.from - 1]?.lower, "in|on|by|through")) return [];
    // "the claim by the rebels that …".
    const link = isOneOf(tokens[phrase.to]?.lower, "by|from|of");
    // "the claim, made by the army, that …".
    const made =
      tokens[phrase.to]?.text === "," &&
      isOneOf(
        tokens[phrase.to + 1]?.lower,
        "made|issued|repeated|circulated|spread|published|put|voiced|advanced",
      ) &&
      tokens[phrase.to + 2]?.lower === "by";
    const by = link
      ? reachAfter(sentence, phrase.to + 1)
      : made
        ? reachAfter(sentence, phrase.to + 3)
        : null;
    const end0 = by?.to ?? phrase.to;
    // "The military's excuse, that the drone came from the south, …".
    const that = tokens[end0]?.text === "," && (phrase.from === 0 || made) ? end0 + 1 : end0;
    if (
      tokens[that]?.lower !== "that" ||
      !verbs.some(({ from, form }) => from > that && form === "finite")
    )
      return [];
    const ends = verbs.filter(({ from, form }) => from > that && form === "finite");
    const second = phrase.from === 0 ? ends[1] : undefined;
    const mark = tokens.findIndex(({ text }, i) => i > that && text === ",");
    const end = by !== null && mark !== -1 ? mark : contentEnd(sentence, tokens.length);
    const content = spanOf(sentence, that, second?.from ?? end);
    const cue = spanOf(sentence, phrase.head, phrase.head + 1);
    const possessive = tokens
      .slice(phrase.from, phrase.head)
      .findLastIndex(({ lower }) => isOneOf(lower, "['’]s?"));
    const owner = possessive > 0 ? spanOf(sentence, phrase.from, phrase.from + possessive) : null;
    // "has yet to correct its claim that …": whose claim it is.
    const whose = isOneOf(tokens[phrase.from]?.lower, "its|their|his|her")
      ? spanOf(sentence, phrase.from, phrase.from + 1)
      : null;
    const own = phrase.from === 0 ? spanOf(sentence, phrase.from, phrase.to) : null;
    if (content === null || cue === null) return [];
    const denies = second !== undefined && isUntrue(sentence, second);
    const teller = by === null ? null : reachSpan(sentence, by);
    const attribution = {
      source: teller ?? owner ?? whose ?? own,
      cue,
      contents: [content],
      lemma: head.lemma,
    };
    return [denies ? { ...attribution, denies } : attribution];
  });
}

/** "… are false", "… do not correspond to reality", "… were dismissed": what is said of what was told. */
function isUntrue({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  if (isOneOf(verb.lemma, "dismiss|deny|refute|reject|debunk"))
    return verb.passive && !verb.negated;
  if (verb.negated) return isOneOf(verb.lemma, "correspond|match|hold|be");
  return hasOne(
    tokens.slice(verb.to, verb.to + 3),
    "false|untrue|lies?|wrong|baseless|unfounded|fake|nonsense|fabricated",
  );
}
