import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { hasAttack, isUnreal, subjectOf, wordsOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { isHostile } from "./blame.ts";
import { accusedFact, responsibilityFact } from "./responsibility-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** Who is said to have done it where the deed is the subject: "was claimed by", "was blamed on", "it was X that fired", "not claimed". */
export function passiveFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const armed = scene.attack || scene.about || scene.weapon !== null || hasAttack(sentence);
  if (!armed) return [];
  return [
    ...bare(sentence),
    ...cleft(sentence),
    ...sentence.verbs.flatMap((verb) =>
      verb.negated || isUnreal(sentence, verb)
        ? []
        : [
            ...claimedBy(sentence, verb),
            ...blamedOn(sentence, verb),
            ...suspected(sentence, verb),
            ...credit(sentence, verb),
            ...holds(sentence, verb),
            ...doneBy(sentence, verb),
            ...theOnes(sentence, verb),
            ...toBlame(sentence, verb),
          ],
    ),
  ];
}

/** Words and marks of the longest that says so, "not yet claimed so far." */
const BARE_LENGTH = 6;

/** "Not claimed.", "Unclaimed." */
function bare(sentence: ParsedSentence): readonly Fact[] {
  if (sentence.tokens.length > BARE_LENGTH) return [];
  const words = sentence.tokens.map(({ lower }) => lower).join(" ");
  return isOneOf(words, "(?:not (?:yet )?claimed|unclaimed|no claim)(?: so far)? ?[.;]?")
    ? [
        responsibilityFact(
          sentence,
          "responsibility.claimed",
          { from: 0, to: sentence.tokens.length },
          "none",
          "not claimed",
        ),
      ]
    : [];
}

const isDeed = ({ tokens }: ParsedSentence, phrase: NounPhrase | null): boolean => {
  const noun = tokens[phrase?.head ?? -1]?.lemma ?? "";
  return ATTACK_NOUNS.has(noun) || isOneOf(noun, "responsibility|launch|firing|explosion");
};

/** "the attack was claimed by the Front", "responsibility was claimed by it". */
function claimedBy(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (verb.lemma !== "claim" || !verb.passive) return [];
  const subject = subjectOf(sentence, verb);
  const deed =
    isDeed(sentence, subject) ||
    tokens.slice(0, verb.from).some(({ lower }) => lower === "responsibility");
  const by = byAfter(sentence, verb);
  const who = by === -1 ? null : whoAt(sentence, by + 1);
  return who === null || !deed
    ? []
    : [
        responsibilityFact(
          sentence,
          "responsibility.claimed",
          { from: subject?.from ?? verb.from, to: who.to },
          who.name,
          "claimed by",
        ),
      ];
}

/** Words of when and where between a verb and its "by". */
const BY_WITHIN = 5;

/** "was claimed late on Monday by": the place of "by"; −1 for none. */
function byAfter({ tokens, verbs }: ParsedSentence, verb: VerbGroup): number {
  const at = tokens.findIndex(({ lower }, i) => i >= verb.to && lower === "by");
  const between = tokens.slice(verb.to, Math.max(verb.to, at));
  const parted =
    between.some(({ pos }) => pos === "PUNCT" || pos === "CCONJ") ||
    verbs.some(({ from }) => from >= verb.to && from < at);
  return at === -1 || at - verb.to > BY_WITHIN || parted ? -1 : at;
}

/** "was blamed on the Front", "the Front was blamed for". */
function blamedOn(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "blame|attribute|pin") || !verb.passive) return [];
  const link = tokens[verb.to]?.lower ?? "";
  const subject = subjectOf(sentence, verb);
  if (subject === null) return [];
  if (isOneOf(link, "on|to") && isDeed(sentence, subject)) {
    const who = whoAt(sentence, verb.to + 1);
    return who === null
      ? []
      : [accusedFact(sentence, { from: subject.from, to: who.to }, who.name, "blamed on")];
  }
  const whom = whoAt(sentence, subject.from);
  return verb.lemma === "blame" && link === "for" && whom !== null
    ? [accusedFact(sentence, { from: subject.from, to: verb.to }, whom.name, "blamed for")]
    : [];
}

/** "officials suspect the Front of the attack", "the Front is suspected of it". */
function suspected(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (verb.lemma !== "suspect") return [];
  const object = verb.passive ? subjectOf(sentence, verb) : (startingAt(nouns, verb.to) ?? null);
  const end = verb.passive ? verb.to : (object?.to ?? -1);
  const who = object === null ? null : whoAt(sentence, object.from);
  const of = tokens[end]?.lower === "of";
  // "militias were suspected": of what the account is about.
  const unsaid =
    verb.passive &&
    object !== null &&
    isHostile(sentence, object) &&
    isOneOf(tokens[end]?.text ?? ".", "[.,;]");
  if (object === null || who === null || (!of && !unsaid)) return [];
  const range = { from: Math.min(object.from, verb.from), to: end };
  const found = accusedFact(sentence, range, who.name, "suspected of");
  return [{ ...found, hedges: [...new Set([...found.hedges, "suspect"])] }];
}

/** "the Front took credit for the attack", "claimed to have carried out the attack". */
function credit(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const took = verb.lemma === "take" && tokens[verb.to]?.lower === "credit";
  const next = startingAt(verbs, verb.to);
  const did =
    verb.lemma === "claim" &&
    next?.form === "infinitive" &&
    isOneOf(next.lemma, "carry|conduct|launch|stage|fire|attack|target|strike|hit|shell|bomb|be") &&
    (next.lemma !== "be" || isOneOf(tokens[next.to]?.lower, "behind|responsible"));
  const subject = took || did ? subjectOf(sentence, verb) : null;
  const who = subject === null ? null : whoAt(sentence, subject.from);
  return subject === null || who === null
    ? []
    : [
        responsibilityFact(
          sentence,
          "responsibility.claimed",
          { from: subject.from, to: verb.to + 1 },
          who.name,
          "took credit",
        ),
      ];
}

/** "it holds outlaw groups responsible for the attack". */
function holds(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (verb.lemma !== "hold" || verb.passive) return [];
  const who = whoAt(sentence, verb.to);
  const at = tokens.findIndex(
    ({ lower }, i) =>
      i > verb.to && i <= verb.to + HELD_WITHIN && isOneOf(lower, "responsible|accountable"),
  );
  if (who === null || at === -1) return [];
  // "holds the front responsible": the tagger may take the last word for the phrase's.
  const name = who.name.replace(/ (?:responsible|accountable)$/, "");
  const range = { from: verb.from, to: at + 1 };
  return [accusedFact(sentence, range, name, "held responsible")];
}

/** Words between "hold" and "responsible", at most. */
const HELD_WITHIN = 14;

/** "this was done by a foreign service", "the attack was carried out by the rebels". */
function doneBy(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!verb.passive || !isOneOf(verb.lemma, "do|carry|perpetrate|commit|stage|conduct")) return [];
  const by = tokens[verb.to]?.lower === "out" ? verb.to + 1 : verb.to;
  const subject = subjectOf(sentence, verb);
  const what = tokens[subject?.head ?? -1]?.lower ?? "";
  const deed = isDeed(sentence, subject) || isOneOf(what, "this|it|that|crime|act");
  const who = tokens[by]?.lower === "by" ? whoAt(sentence, by + 1) : null;
  const weapon = startingAt(sentence.nouns, by + 1);
  if (who === null || !deed || subject === null || weapon === undefined) return [];
  const craft = isOneOf(tokens[weapon.head]?.lemma, "aircraft|craft|device|projectile|vehicle");
  if (craft || weaponIn(sentence, weapon) !== null) return [];
  return [accusedFact(sentence, { from: subject.from, to: who.to }, who.name, "done by")];
}

/** "rebel artillery was to blame". */
function toBlame(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const to =
    verb.lemma === "be" &&
    tokens[verb.to]?.lower === "to" &&
    tokens[verb.to + 1]?.lower === "blame";
  const joined = verb.lemma === "blame" && verb.form === "infinitive";
  const is = joined
    ? verbs.find((each) => each.to === verb.from && each.lemma === "be" && !each.negated)
    : verb;
  const subject =
    (to || joined) && is !== undefined
      ? sentence.nouns.find((each) => each.to === is.from)
      : undefined;
  const who = subject === undefined ? null : whoAt(sentence, subject.from);
  return subject === undefined || who === null
    ? []
    : [accusedFact(sentence, { from: subject.from, to: verb.to }, who.name, "to blame")];
}

/** "the Americans are the ones who did it". */
function theOnes(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  const words = tokens
    .slice(verb.to, verb.to + 4)
    .map(({ lower }) => lower)
    .join(" ");
  if (
    verb.lemma !== "be" ||
    !/^the ones? who (?:did|fired|launched|carried|attacked|sent)/.test(words)
  )
    return [];
  const subject = endingAt(sentence.nouns, verb.from);
  const who = subject === undefined ? null : whoAt(sentence, subject.from);
  return subject === undefined || who === null
    ? []
    : [accusedFact(sentence, { from: subject.from, to: verb.to + 4 }, who.name, "the ones who")];
}

/** "It was the air force, he says, that dropped two bombs". */
function cleft(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "be" || verb.negated || tokens[verb.from - 1]?.lower !== "it") return [];
    const who = startingAt(nouns, verb.to);
    const that = tokens.findIndex(
      ({ lower }, i) => i >= verb.to && isOneOf(lower, "that|who|which"),
    );
    const deed = startingAt(verbs, that + 1);
    if (who === undefined || that === -1 || that > who.to + CLEFT_WITHIN || deed === undefined)
      return [];
    if (!isOneOf(deed.lemma, "fire|launch|drop|send|shell|attack|bomb|strike|hit|bombard"))
      return [];
    if (
      deed.negated ||
      weaponIn(sentence, who) !== null ||
      isOneOf(tokens[who.head]?.pos, "NUM|PRON")
    )
      return [];
    const name = whoAt(sentence, who.from);
    return name === null
      ? []
      : [accusedFact(sentence, { from: verb.from - 1, to: name.to }, name.name, "it was")];
  });
}

/** Words between who it was and "that", at most. */
const CLEFT_WITHIN = 5;

/** A group or an office by its phrase, with what "of" adds to it; null for pronouns. */
function whoAt(
  sentence: ParsedSentence,
  at: number,
): { readonly name: string; readonly to: number } | null {
  const { tokens, nouns } = sentence;
  const first = startingAt(nouns, at);
  if (first === undefined || !isOneOf(tokens[first.head]?.pos, "NOUN|PROPN")) return null;
  const more = tokens[first.to]?.lower === "of" ? startingAt(nouns, first.to + 1) : undefined;
  const to = more !== undefined && tokens[more.head]?.pos === "PROPN" ? more.to : first.to;
  const from = tokens[first.from]?.pos === "DET" ? first.from + 1 : first.from;
  return isOneOf(tokens[first.from]?.lower, "no|nobody|none|any|our|my")
    ? null
    : { name: wordsOf(sentence, from, to), to };
}
