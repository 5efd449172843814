import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { hasAttack, objectOf, partitiveOf, subjectOf, weaponIn } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf } from "../count.ts";
import {
  ATTACK_NOUNS,
  ATTACK_VERBS,
  HIT_VERBS,
  INTERCEPT_VERBS,
  REMAINS,
  WEAPONS,
} from "../lexicon.ts";

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:explosive|explosives|bomb)[- ]laden\b/, "explosive-laden"],
  [/\bbooby[- ]trapped\b/, "booby-trapped"],
  [/\b(?:armed|weaponi[sz]ed)\b/, "armed"],
  [/\b(?:suicide|kamikaze)\b/, "one-way"],
  [/\bballistic\b/, "ballistic"],
  [/\bcruise\b/, "cruise"],
];

/** How many weapons, of what kind, how many were intercepted and how many hit. */
export function weaponFacts(sentence: ParsedSentence): readonly Fact[] {
  return [...counts(sentence), ...kinds(sentence), ...fates(sentence)];
}

/** A count of weapons, where the sentence is about an attack and the phrase is neither remains nor what a defence is built against. */
function counts(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const denied = tokens[0]?.lower === "there" || tokens[1]?.lower === "there";
  if (!isAboutAttack(sentence) && !denied) return [];
  return nouns.flatMap((phrase) => {
    const kind = weaponIn(sentence, phrase);
    if (kind === null || isOfSomethingElse(sentence, phrase)) return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (
      count === null ||
      tokens
        .slice(phrase.from, phrase.to)
        .some(({ lower }) => lower === "incoming" || lower === "such")
    )
      return [];
    if (partOfLarger(sentence, phrase) || followsPurpose(sentence, phrase)) return [];
    return [fact(sentence, "weapon.count", phrase, kind, count, "weapons counted")];
  });
}

function isAboutAttack(sentence: ParsedSentence): boolean {
  return (
    hasAttack(sentence) ||
    sentence.verbs.some(
      ({ lemma }) => ATTACK_VERBS.has(lemma) || INTERCEPT_VERBS.has(lemma) || lemma === "involve",
    )
  );
}

/** "the remains of a drone", "to lose a drone", "two of the vehicles" count something else. */
function isOfSomethingElse({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  const before = tokens[from - 1];
  if (before?.lower === "of") {
    const noun = tokens[from - 2];
    if (
      noun !== undefined &&
      (REMAINS.has(noun.lemma) || REMAINS.has(noun.lower) || noun.pos === "NUM")
    )
      return true;
    if (noun?.lower === "point" || noun?.lower === "use" || noun?.lower === "range") return true;
  }
  const verb = verbs.find(({ to }) => to === from);
  return (
    verb !== undefined &&
    ["lose", "detect", "use", "find", "have"].includes(verb.lemma) &&
    verb.form === "infinitive"
  );
}

/** "to detect and destroy incoming drones and missiles": what a defence is built against. */
function followsPurpose({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  const purpose = verbs.findLast(({ to, form }) => to <= from && form === "infinitive");
  if (purpose === undefined || (!INTERCEPT_VERBS.has(purpose.lemma) && purpose.lemma !== "detect"))
    return false;
  return !tokens.slice(purpose.to, from).some(({ text }) => /^[,.;]$/.test(text));
}

/** "two of which": a part of what another phrase counted. */
function partOfLarger({ tokens }: ParsedSentence, { to }: NounPhrase): boolean {
  return tokens[to]?.lower === "of" && tokens[to + 1]?.lower === "which";
}

function kinds(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const at = tokens.findIndex(
      ({ lemma, lower }, i) =>
        i >= phrase.from && i < phrase.to && (WEAPONS.has(lemma) || WEAPONS.has(lower)),
    );
    if (at === -1) return [];
    const words = tokens
      .slice(phrase.from, at)
      .map(({ lower }) => lower)
      .join(" ")
      .replaceAll(" - ", "-");
    const name = WEAPONS.get(tokens[at]?.lemma ?? "") ?? WEAPONS.get(tokens[at]?.lower ?? "") ?? "";
    const kind = KINDS.find(([pattern]) => pattern.test(words));
    if (kind !== undefined)
      return [
        fact(
          sentence,
          "weapon.type",
          { ...phrase, to: at + 1 },
          `${kind[1]} ${name}`,
          null,
          "weapon described",
        ),
      ];
    const figure =
      tokens[at + 1]?.lower === "of" &&
      !/^(?:the|a|an|two|three)$/.test(tokens[at + 2]?.lower ?? "") &&
      name !== "drone";
    return figure
      ? [
          fact(
            sentence,
            "weapon.type",
            { ...phrase, to: at + 3 },
            `${name} (figure of speech)`,
            null,
            "weapon as a figure",
          ),
        ]
      : [];
  });
}

/** What was intercepted and what hit. */
function fates(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    if (
      INTERCEPT_VERBS.has(verb.lemma) &&
      verb.form !== "infinitive" &&
      !isPurpose(sentence, verb)
    ) {
      const found = intercepted(sentence, verb);
      if (found !== null) return [found];
    }
    return hits(sentence, verb);
  });
}

/** "stationed to detect and destroy": the second verb of a purpose. */
function isPurpose({ tokens, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  const link = tokens[verb.from - 1];
  return (
    link?.pos === "CCONJ" &&
    verbs.some(({ to, form }) => to === verb.from - 1 && form === "infinitive")
  );
}

function intercepted(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  const { tokens } = sentence;
  if (
    verb.lemma === "shoot" &&
    !/^(?:down|at)$/.test(tokens[verb.to]?.lower ?? "") &&
    !verb.passive
  )
    return null;
  const phrase = verb.passive ? beforeWhich(sentence, verb) : objectAfter(sentence, verb);
  if (phrase === null) return null;
  const part = partitiveOf(sentence, phrase);
  const weapon =
    weaponIn(sentence, phrase) ??
    (part === null ? null : weaponIn(sentence, part)) ??
    (refersBack(sentence, phrase) ? "drone" : null);
  if (weapon === null) return null;
  const count = verb.negated
    ? { min: 0, max: 0, approximate: false, weak: false }
    : countOf(tokens, phrase.from, phrase.to, phrase.head);
  if (count === null) return null;
  const from = Math.min(phrase.from, verb.from);
  const to = Math.max(part?.to ?? phrase.to, verb.to);
  const subject = verb.passive ? null : subjectOf(sentence, verb);
  const value = verb.lemma === "capture" ? "captured" : "downed";
  return {
    ...fact(
      sentence,
      "weapon.intercepted",
      { from: Math.min(subject?.from ?? from, from), to },
      value,
      count,
      "weapons stopped",
    ),
    population: weapon,
  };
}

/** "two of which were captured": the phrase before "of which". */
function beforeWhich(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns } = sentence;
  if (tokens[verb.from - 1]?.lower === "which")
    return nouns.find(({ to }) => to === verb.from - 2) ?? null;
  return subjectOf(sentence, verb);
}

function objectAfter(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, verbs } = sentence;
  // "intercepted and downed two of the vehicles": both verbs have the one object.
  const next =
    tokens[verb.to]?.pos === "CCONJ" ? verbs.find(({ from }) => from === verb.to + 1) : undefined;
  const at = next ?? verb;
  const down = tokens[at.to]?.lower === "down" ? { ...at, to: at.to + 1 } : at;
  return next !== undefined && INTERCEPT_VERBS.has(next.lemma) ? null : objectOf(sentence, down);
}

function refersBack({ tokens }: ParsedSentence, { to, from }: NounPhrase): boolean {
  return (
    (tokens[to]?.lower === "of" && /^(?:which|them|these)$/.test(tokens[to + 1]?.lower ?? "")) ||
    tokens[from]?.pos === "NUM"
  );
}

/** "a third hit the residence", "the home had been hit by …". */
function hits(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!HIT_VERBS.has(verb.lemma) || verb.form === "infinitive" || verb.passive || verb.negated)
    return [];
  const subject = subjectOf(sentence, verb);
  const object = objectOf(sentence, verb);
  if (subject === null || object === null) return [];
  const weapon = weaponIn(sentence, subject);
  const ordinal = /^(?:third|second|first|fourth|one|two|three|another|other)$/.test(
    tokens[subject.head]?.lower ?? "",
  );
  if (weapon === null && !ordinal) return [];
  const count = countOf(tokens, subject.from, subject.to, subject.head);
  if (count === null) return [];
  return [
    fact(
      sentence,
      "weapon.hit",
      { from: subject.from, to: object.to },
      "hit",
      count,
      "weapon that hit",
    ),
  ];
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  count: Count | null,
  rule: string,
): Fact {
  return factOf(sentence, { predicate, from, to, value, count, rule });
}

/** Whether a noun phrase is an attack. */
export function isAttackPhrase({ tokens }: ParsedSentence, { head }: NounPhrase): boolean {
  return ATTACK_NOUNS.has(tokens[head]?.lemma ?? "");
}
