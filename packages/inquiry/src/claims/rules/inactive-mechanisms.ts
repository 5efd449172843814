import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { Fact } from "../claim.ts";
import { subjectOf, wordsOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { plainFact } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/**
 * Why a defence did nothing, by the way in which such things fail, without "because": taken for a friend, told to hold, switched off, blind below a
 * height. Said of a defence only where the account is of an attack.
 */
export function mechanisms(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!scene.about && !scene.attack) return [];
  if (hasOne(sentence.tokens, "because")) return [];
  return [
    ...mistaken(sentence),
    ...heldBack(sentence),
    ...blindBelow(sentence),
    ...ranOut(sentence),
  ];
}

/** Without one of these the rule below finds nothing. */
const MISTAKES: ReadonlySet<string> = new Set("mistaken mistook confused took taken".split(" "));

/** "the aircraft was mistaken for one of its own". */
function mistaken(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, MISTAKES)) return [];
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    // "took them for geese".
    const took =
      isOneOf(lower, "took|taken") &&
      (isOneOf(tokens[at + 1]?.lower, "it|them") || lower === "taken") &&
      isOneOf(tokens[at + (lower === "taken" ? 1 : 2)]?.lower, "for");
    if (!took && !isOneOf(lower, "mistaken|mistook|confused")) return [];
    const word = lower === "confused" ? /^with$/ : /^for$/;
    const link = wordWithin(tokens, at + 1, FOR_WITHIN, word);
    if (link === -1) return [];
    const verb = verbs.find(({ from, to }) => (from <= at && at < to) || to === at);
    const subject = verb === undefined ? null : subjectOf(sentence, verb);
    const object = startingAt(sentence.nouns, at + 1);
    const other = startingAt(sentence.nouns, link + 1);
    const flying = [subject, object, other].some(
      (phrase) =>
        phrase !== null &&
        phrase !== undefined &&
        (weaponIn(sentence, phrase) !== null || isOneOf(tokens[phrase.head]?.lower, FLYING)),
    );
    if (!flying) return [];
    const to = endOf(sentence, link + 1);
    return [reason(sentence, { from: subject?.from ?? at, to }, "taken for a friend")];
  });
}

const FLYING = "aircraft|drones?|plane|object|target|track|blip|echo|it|them|machine";
/** Words between "mistook" and "for", at most. */
const FOR_WITHIN = 5;

const CREW =
  "crews?|battery|batteries|guns?|gunners?|operators?|unit|units|defen[cs]es?|defenders?|system|systems|interceptors?";

/** Without one of these the rule below finds nothing. */
const ORDERS: ReadonlySet<string> = new Set("order tell instruct command ask".split(" "));

/** "the crew had been ordered to stand down", "were told to hold their fire". */
function heldBack(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, ORDERS)) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "order|tell|instruct|command|ask") || !verb.passive || verb.negated)
      return [];
    const words = tokens
      .slice(verb.to, verb.to + 5)
      .map(({ lower }) => lower)
      .join(" ");
    if (
      !/^(?:to (?:stand down|hold (?:its |their )?fire)|not to (?:fire|engage|shoot))/.test(words)
    )
      return [];
    const subject = subjectOf(sentence, verb);
    const crew = subject !== null && hasOne(tokens.slice(subject.from, subject.to + 4), CREW);
    if (subject === null || !crew) return [];
    return [reason(sentence, { from: subject.from, to: endOf(sentence, verb.to) }, "told to hold")];
  });
}

/** Without one of these the rule below finds nothing. */
const LOW: ReadonlySet<string> = new Set("under below beneath lower".split(" "));

/** "it can't see anything that flies under two hundred metres": of a radar or its like, named here or just before. */
function blindBelow(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, LOW)) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "see|detect|track|spot|cover") || !verb.negated || verb.passive)
      return [];
    const watched = hasOne(tokens.slice(0, verb.from), "radars?|sensors?|system");
    const below = wordWithin(tokens, verb.to, BELOW_WITHIN, /^(?:under|below|beneath|lower)$/);
    const high = hasOne(tokens.slice(below, below + 5), "m|met(?:er|re)s?|feet|ft|horizon");
    if (!watched || below === -1 || !high) return [];
    const pronoun = endingAt(sentence.nouns, verb.from);
    return [
      reason(
        sentence,
        { from: pronoun?.from ?? verb.from, to: endOf(sentence, below) },
        "blind below",
      ),
    ];
  });
}

/** "the battery had run out of interceptors". */
function ranOut(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const out = tokens[verb.to]?.lower === "out" && tokens[verb.to + 1]?.lower === "of";
    if (verb.lemma !== "run" || !out || verb.negated) return [];
    const what = startingAt(nouns, verb.to + 2);
    const subject = subjectOf(sentence, verb);
    const spent = isOneOf(
      tokens[what?.head ?? -1]?.lower,
      "interceptors?|ammunition|missiles|rounds|shells|power|fuel",
    );
    const crew = subject !== null && isOneOf(tokens[subject.head]?.lower, CREW);
    if (what === undefined || subject === null || !spent || !crew) return [];
    return [reason(sentence, { from: subject.from, to: what.to }, "ran out")];
  });
}

/** Words between a verb of seeing and the height, at most. */
const BELOW_WITHIN = 6;

/** Up to the mark that ends the clause. */
function endOf({ tokens }: ParsedSentence, from: number): number {
  const at = tokens.findIndex(({ text }, i) => i > from && isOneOf(text, '[,.;:”"]'));
  return at === -1 ? tokens.length : at;
}

function reason(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  rule: string,
): Fact {
  const value = wordsOf(sentence, range.from, range.to);
  return plainFact(sentence, "defence.inactive-reason", range, value, rule);
}
