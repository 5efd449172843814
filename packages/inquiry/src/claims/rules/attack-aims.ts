import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Predicate } from "../claim.ts";
import { hasAttack, isUnreal, objectOf, subjectOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isRulersHome, SITE, siteWords } from "./attack-sites.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** At what weapons were aimed, whether that was reached, and for what it was done. */
export function aimFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...firedAt(sentence),
    ...aimedAt(sentence),
    ...attempted(sentence),
    ...foiled(sentence),
    ...achieved(sentence, scene),
    ...motive(sentence, scene),
  ];
}

/** Without one of these the rule below finds nothing. */
const FIRED: ReadonlySet<string> = new Set(
  "fire launch discharge lob hurl send direct shoot loose unleash fired launched discharged sent firing launching".split(
    " ",
  ),
);

/** "six rockets were fired on Thursday at an air base", "launched drones against the port": at what. */
function firedAt(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, FIRED)) return [];
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!FIRED.has(verb.lemma) || verb.negated || isUnreal(sentence, verb)) return [];
    const next = verbs.find(({ from }) => from >= verb.to)?.from ?? tokens.length;
    const at = tokens.findIndex(
      ({ lower }, i) =>
        i >= verb.to &&
        i < Math.min(next, verb.to + AT_WITHIN) &&
        isOneOf(lower, "at|against|towards?|into|on") &&
        siteAt(sentence, i + 1) !== null,
    );
    const site = at === -1 ? null : siteAt(sentence, at + 1);
    const armed = nouns.find(
      (each) => each.to <= Math.max(at, 0) && weaponIn(sentence, each) !== null,
    );
    const apart = tokens.slice(verb.to, Math.max(at, 0)).some(({ text }) => isOneOf(text, "[;:.]"));
    if (site === null || armed === undefined || apart) return [];
    return [target(sentence, { from: Math.min(armed.from, verb.from), to: site.to }, site)];
  });
}

/** Words between "fired" and "at", at most. */
const AT_WITHIN = 12;

/** The phrase that begins at a token, where it is a place on the ground that is attacked. */
function siteAt(sentence: ParsedSentence, at: number): NounPhrase | null {
  const phrase = startingAt(sentence.nouns, at);
  return phrase !== undefined && isSite(sentence, phrase) ? phrase : null;
}

const AIMS =
  "(?:battery|position|centre|center|command|building|school|hospital|ship|boat|train|bus|railway|unit|garrison|storage|tank)s?";

function isSite(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const noun = sentence.tokens[phrase.head]?.lemma ?? "";
  return (
    isOneOf(noun, SITE) ||
    isOneOf(noun, AIMS) ||
    noun === "residence" ||
    isRulersHome(sentence, phrase)
  );
}

const AIMED: ReadonlySet<string> = new Set(["aimed", "directed"]);
const MEANT: ReadonlySet<string> = new Set(["intended", "meant", "designed", "calculated"]);

/** "drones aimed at the airport", "the strike was aimed at a meeting of commanders", "intended to cut the road". */
function aimedAt(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!hasWord(sentence, AIMED) && !hasWord(sentence, MEANT)) return [];
  return tokens.flatMap(({ lower }, i) => {
    const aimed = AIMED.has(lower) && tokens[i + 1]?.lower === "at";
    const meant =
      MEANT.has(lower) && tokens[i + 1]?.lower === "to" && isOneOf(tokens[i + 2]?.lower, HARM);
    if (!aimed && !meant) return [];
    const before = nouns.findLast(({ to }) => to <= i && to >= i - 3);
    if (before === undefined || !isOfAttack(sentence, before)) return [];
    const not = tokens.slice(before.to, i).some(({ lower: word }) => isOneOf(word, "not|never"));
    if (not) return [];
    const site = aimed ? siteAt(sentence, i + 2) : null;
    if (site !== null) return [target(sentence, { from: before.from, to: site.to }, site)];
    const to = clauseEnd(sentence, i + 2);
    const told = to > i + 2 && !isOfMind(tokens[i + 2]?.lower ?? "");
    const value = wordsOf(sentence, i + (aimed ? 2 : 1), to);
    return told ? [fact(sentence, "attack.intent", { from: before.from, to }, value)] : [];
  });
}

const isOfMind = (word: string): boolean => isOneOf(word, "it|them|him|her|us|me|you");

/** What an attack is meant to do. */
const HARM =
  "kill|assassinate|murder|destroy|hit|strike|harm|disrupt|disable|terrori[sz]e|cut|cripple|sabotage|punish|intimidate|silence|provoke|weaken|inflict|cause|paraly[sz]e|break|force|spread|sow|drive";

/** Whether a phrase is an attack or a weapon. */
function isOfAttack(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const noun = sentence.tokens[phrase.head]?.lemma ?? "";
  return (
    (ATTACK_NOUNS.has(noun) && !isOneOf(noun, "operation|plot|incident")) ||
    weaponIn(sentence, phrase) !== null
  );
}

/** "an attempt to attack the country's main airport", "a plan to strike the port". */
function attempted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.form !== "infinitive" || !isOneOf(verb.lemma, "attack|hit|strike|target|bomb|shell"))
      return [];
    const tries = isOneOf(tokens[verb.from - 1]?.lower, "attempt|bid|effort|plot|plan");
    const object = objectOf(sentence, verb);
    if (!tries || object === null || !isSite(sentence, object)) return [];
    return [target(sentence, { from: verb.from - 1, to: object.to }, object)];
  });
}

/** Without one of these the rule below finds nothing. */
const FOILS: ReadonlySet<string> = new Set(
  "foil foiled thwart thwarted avert averted repel repelled repulse repulsed frustrate frustrated foils thwarts".split(
    " ",
  ),
);

/** "had foiled an attempt to attack the airport", "the attack was repelled". */
function foiled(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, FOILS)) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower, pos }, i) => {
    if (!FOILS.has(lower) || !/(?:ed|s)$/.test(lower)) return [];
    const words = tokens.slice(Math.max(0, i - 3), i).map((token) => token.lower);
    const done = words.some((word) => isOneOf(word, "had|has|have|was|were|been"));
    if (pos !== "VERB" && !done) return [];
    if (words.some((word) => isOneOf(word, "not|never|could|would|might|if"))) return [];
    const passive = words.some((word) => isOneOf(word, "was|were|been"));
    const before = nouns.filter(({ to }) => to <= i && to >= i - FOILED_WITHIN);
    const about = passive
      ? (before.find(({ head }) => isOneOf(tokens[head]?.lower, "attempt|bid|plot|attack")) ??
        before.at(-1))
      : nouns.find(({ from, to }) => from >= i && to > i + 1 && from <= i + 2);
    const deed =
      about !== undefined &&
      (isOfAttack(sentence, about) || isOneOf(tokens[about.head]?.lower, "attempt|bid|plot"));
    if (about === undefined || !deed) return [];
    const range = passive ? { from: about.from, to: i + 1 } : { from: i, to: about.to };
    return [fact(sentence, "attack.outcome", range, "foiled")];
  });
}

/** Words between an attempt and that it was foiled, at most. */
const FOILED_WITHIN = 9;

/** "the operation achieved its goals", "the strike was a success". */
function achieved(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.passive || isUnreal(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    const object = startingAt(nouns, verb.to);
    const noun = tokens[subject?.head ?? -1]?.lemma ?? "";
    if (subject === null || !ATTACK_NOUNS.has(noun) || !(scene.attack || scene.about)) return [];
    const goals =
      isOneOf(verb.lemma, "achieve|reach|accomplish|meet|attain|fulfil|fulfill") &&
      isOneOf(tokens[object?.head ?? -1]?.lower, "(?:goal|objective|aim|target|purpose|mission)s?");
    const word = tokens[object?.head ?? verb.to]?.lower ?? "";
    const success =
      verb.lemma === "be" && (word === "success" || tokens[verb.to]?.lower === "successful");
    if (!goals && !success && verb.lemma !== "succeed") return [];
    const to = Math.max(verb.to, goals || success ? (object?.to ?? verb.to + 1) : verb.to);
    return [
      fact(
        sentence,
        "attack.outcome",
        { from: subject.from, to },
        verb.negated ? "failed" : "succeeded",
      ),
    ];
  });
}

/** Without one of these the rule below finds nothing. */
const FOR_WHAT: ReadonlySet<string> = new Set(
  "reply retaliation response revenge reprisal vengeance answer avenge avenging".split(" "),
);
const DEEDS =
  "fire|launch|attack|strike|hit|target|shell|bomb|bombard|carry|conduct|stage|discharge|send|mount|come|be|lob";

/** "fired rockets at the town in reply to the killing of an official", "the attack was revenge for the raid": why whoever did it says it was done. */
function motive(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, FOR_WHAT)) return [];
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, i) => {
    const avenges = isOneOf(lower, "aveng(?:e|ing)");
    const noun = FOR_WHAT.has(lower) && !avenges;
    const link = tokens[i + 1]?.lower ?? "";
    if (!avenges && !(noun && isOneOf(link, "to|for"))) return [];
    const before = tokens[i - 1]?.lower ?? "";
    const first = isOneOf(before, "in|as|out|of|a|direct|initial|first") || avenges;
    const verb = verbs.findLast(
      ({ to, lemma }) => to <= i && !SAYING.has(lemma) && lemma !== "avenge",
    );
    const own = verb !== undefined && isOneOf(verb.lemma, DEEDS) && !verb.negated;
    const of = verb?.lemma === "be" || verb?.lemma === "come";
    const deed = of ? subjectOf(sentence, verb) : null;
    if (!own || (!first && !of) || (of && (deed === null || !isOfAttack(sentence, deed))))
      return [];
    if (!hasAttack(sentence) && !armedBefore(sentence, i) && scene.weapon === null) return [];
    const start = avenges ? i + 1 : i + 2;
    const to = clauseEnd(sentence, start);
    // "in response to the rocket attack", which is this one; "to a question".
    const why = startingAt(sentence.nouns, start);
    const word = tokens[why?.head ?? -1]?.lemma ?? "";
    if (to === start || isOneOf(word, REPLIED) || isThis(sentence, why)) return [];
    const from = isOneOf(before, "in|as") ? i - 1 : i;
    return [fact(sentence, "attack.motive", { from, to }, wordsOf(sentence, start, to))];
  });
}

/** What is replied to with words, or with help. */
const REPLIED =
  "question|request|call|report|inquiry|query|criticism|appeal|email|letter|allegation|accusation|claim|alarm|alert|emergency|fire|statement";

const isThis = ({ tokens }: ParsedSentence, phrase: NounPhrase | undefined): boolean =>
  phrase !== undefined &&
  isOneOf(tokens[phrase.from]?.lower, "the|this|that") &&
  phrase.to - phrase.from <= 3 &&
  tokens[phrase.to]?.lower !== "of" &&
  isOneOf(tokens[phrase.head]?.lemma, "attack|rocket|drone|missile|barrage|salvo|volley");

const armedBefore = (sentence: ParsedSentence, at: number): boolean =>
  sentence.nouns.some((each) => each.to <= at && weaponIn(sentence, each) !== null);

/** Up to the mark, or the finite verb, that ends a clause. */
function clauseEnd({ tokens, verbs }: ParsedSentence, from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    !isOneOf(tokens[at]?.text, '[,.;:”"]') &&
    !isOneOf(tokens[at]?.lower, "that|which|who|when|while|but") &&
    !verbs.some((verb) => verb.from === at && at > from && SAYING.has(verb.lemma))
  )
    at++;
  return at;
}

function target(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  site: NounPhrase,
): Fact {
  if (isRulersHome(sentence, site)) return fact(sentence, "attack.target", range, "residence");
  const noun = sentence.tokens[site.head];
  const single = isOneOf(noun?.lower, "barracks|headquarters|works|premises");
  const word = single ? noun?.lower : noun?.lemma;
  return fact(sentence, "attack.target", range, siteWords(sentence.tokens, site.head, word));
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule: "aim of the attack" });
}
