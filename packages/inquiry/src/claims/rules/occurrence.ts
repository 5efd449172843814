import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { factOf } from "../fact.ts";
import { FALSE_WORDS, RUMOUR_NOUNS, WANT_WORDS, WEAPONS } from "../lexicon.ts";
import { populationOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { isAttackPhrase } from "./weapons.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** Whether it took place at all: said, denied by an adjective, of reports, of there being one, or of anybody's wanting it. */
export function occurrenceFacts(sentence: ParsedSentence, { about }: Scene): readonly Fact[] {
  const { nouns, verbs } = sentence;
  return [
    ...nouns.flatMap((phrase) => [
      ...fictitious(sentence, phrase),
      ...falseReports(sentence, phrase),
      ...none(sentence, phrase),
      ...unhit(sentence, phrase),
    ]),
    ...verbs.flatMap((verb) => [
      ...happened(sentence, verb, about),
      ...attacked(sentence, verb),
      ...deniedThat(sentence, verb),
      ...wanted(sentence, verb),
    ]),
  ];
}

/** "the fictitious explosion". */
function fictitious(sentence: ParsedSentence, phrase: NounPhrase): readonly Fact[] {
  const { tokens } = sentence;
  const lemma = tokens[phrase.head]?.lemma ?? "";
  const event = isAttackPhrase(sentence, phrase) || isOneOf(lemma, "explosion|blast");
  const words = tokens.slice(phrase.from, phrase.to);
  return event && lemma !== "operation" && words.some(({ lower }) => FALSE_WORDS.has(lower))
    ? [denial(sentence, phrase, "denial by adjective")]
    : [];
}

/** "reports of a strike are false": what is said of reports of it. */
function falseReports(sentence: ParsedSentence, phrase: NounPhrase): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!RUMOUR_NOUNS.has(tokens[phrase.head]?.lemma ?? "")) return [];
  const verb = verbs.find(
    ({ from, lemma, negated, passive }) =>
      from >= phrase.to && lemma === "be" && !negated && !passive,
  );
  if (verb === undefined) return [];
  const attack = nouns.some(
    (each) => each.from > phrase.to && each.to <= verb.from && isAttackPhrase(sentence, each),
  );
  const hit = verbs.some(
    (each) =>
      each.from > phrase.to &&
      each.to <= verb.from &&
      each.passive &&
      isOneOf(each.lemma, "hit|strike|attack|target|bomb|shell"),
  );
  const untrue = tokens
    .slice(verb.to, verb.to + 3)
    .findIndex(({ lower }) => FALSE_WORDS.has(lower));
  return (attack || hit) && untrue !== -1
    ? [denial(sentence, { from: phrase.from, to: verb.to + untrue + 1 }, "reports are false")]
    : [];
}

/** "there was no attack", "no strike took place". */
function none(sentence: ParsedSentence, phrase: NounPhrase): readonly Fact[] {
  const { tokens, verbs } = sentence;
  if (tokens[phrase.from]?.lower !== "no" || !isAttackPhrase(sentence, phrase)) return [];
  const there = verbs.find(({ to, lemma }) => to === phrase.from && lemma === "be");
  const takes = verbs.find(
    ({ from, lemma }) => from === phrase.to && isOneOf(lemma, "take|happen|occur|be"),
  );
  const from = there === undefined ? phrase.from : there.from - 1;
  return there === undefined && takes === undefined
    ? []
    : [denial(sentence, { from: Math.max(0, from), to: takes?.to ?? phrase.to }, "there was none")];
}

/** "no base was struck": a thing, and neither a weapon nor people. */
function unhit(sentence: ParsedSentence, phrase: NounPhrase): readonly Fact[] {
  const { tokens, verbs } = sentence;
  if (!isOneOf(tokens[phrase.from]?.lower, "no|none")) return [];
  const thing = partitiveOf(sentence, phrase) ?? phrase;
  if (weaponIn(sentence, thing) !== null || populationOf(tokens, thing) !== null) return [];
  const verb = startingAt(verbs, thing.to);
  const hit =
    verb !== undefined &&
    verb.passive &&
    isOneOf(verb.lemma, "hit|strike|attack|target|bomb|shell") &&
    !isUnreal(sentence, verb);
  return hit ? [denial(sentence, { from: phrase.from, to: verb.to }, "nothing was hit")] : [];
}

/** "denied that any base had been hit": of the deed that is denied. */
function deniedThat(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, verbs, nouns } = sentence;
  if (verb.lemma !== "deny" || verb.negated || tokens[verb.to]?.lower !== "that") return [];
  const next = verbs.find(({ from }) => from > verb.to);
  const hit = next !== undefined && isOneOf(next.lemma, "hit|strike|attack|target|bomb|shell");
  const deed = nouns.some(
    (phrase) =>
      phrase.from > verb.to && isAttackPhrase(sentence, phrase) && phrase.to === next?.from,
  );
  return next !== undefined && ((hit && next.passive) || deed)
    ? [denial(sentence, { from: verb.to, to: next.to }, "denied that")]
    : [];
}

/** "an attempt took place". */
function happened(sentence: ParsedSentence, verb: VerbGroup, about: boolean): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const place = verb.lemma === "take" && tokens[verb.to]?.lower === "place";
  if (!place && verb.lemma !== "happen" && verb.lemma !== "occur") return [];
  const subject = endingAt(nouns, verb.from);
  // "nothing happened to the prime minister".
  const to = tokens[verb.to]?.lower === "to";
  if (subject !== undefined && tokens[subject.head]?.lower === "nothing" && about && !to)
    return [denial(sentence, { from: subject.from, to: verb.to }, "nothing happened")];
  if (
    subject === undefined ||
    !isAttackPhrase(sentence, subject) ||
    tokens[subject.from]?.lower === "no"
  )
    return [];
  // "would not say whether the strike had taken place".
  if (isOneOf(tokens[subject.from - 1]?.lower, "whether|if")) return [];
  const range = { from: subject.from, to: place ? verb.to + 1 : verb.to };
  // "the failed attempt occurred with a drone" tells how it ended.
  if (tokens.slice(subject.from, subject.head).some(({ lower }) => lower === "failed")) return [];
  if (verb.negated) return [denial(sentence, range, "took place")];
  return [
    factOf(sentence, { predicate: "attack.occurred", ...range, value: "yes", rule: "took place" }),
  ];
}

/** "the minister was attacked". */
function attacked(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (
    verb.lemma !== "attack" ||
    !verb.passive ||
    tokens.some(({ lemma }) => lemma.startsWith("protest"))
  )
    return [];
  const near = nouns.findLast(({ to }) => to === verb.from);
  if (near === undefined) return [];
  const subject = subjectOf(sentence, verb) ?? near;
  const range = { from: subject.from, to: verb.to };
  if (verb.negated) return [denial(sentence, range, "was attacked")];
  // "his residence was attacked": what was attacked, and whoever says so says nothing else of it.
  const home = isOneOf(tokens[subject.head]?.lemma, "residence|house|home|palace");
  if (home)
    return [
      factOf(sentence, {
        predicate: "attack.target",
        ...range,
        value: "residence",
        rule: "was attacked",
      }),
    ];
  return [
    factOf(sentence, {
      predicate: "attack.occurred",
      ...range,
      value: "yes",
      rule: "was attacked",
    }),
  ];
}

/** "nobody here even wants to lose a drone on it": nobody wants it, has a reason or an interest: so nobody did it. */
function wanted(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (verb.form === "infinitive" || !hasWord(sentence, WANT_WORDS)) return [];
  const wants = tokens.slice(verb.from, verb.to + 3).some(({ lemma }) => WANT_WORDS.has(lemma));
  const armed = tokens.slice(verb.to).some(({ lemma }) => WEAPONS.has(lemma));
  if (!wants || !armed) return [];
  const subject = subjectOf(sentence, verb);
  const nobody = tokens.findIndex(
    ({ lower }, i) =>
      i >= (subject?.from ?? 0) - 3 &&
      i < verb.from &&
      (isOneOf(lower, "nobody|none") ||
        (lower === "no" && isOneOf(tokens[i + 1]?.lower, "one|group|side|party|faction|state"))),
  );
  return nobody === -1
    ? []
    : [denial(sentence, { from: nobody, to: tokens.length }, "nobody would")];
}

function denial(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  rule: string,
): Fact {
  return factOf(sentence, {
    predicate: "attack.occurred",
    from,
    to,
    value: "no",
    rule,
    polarity: "deny",
  });
}
