import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import { objectOf, subjectOf } from "../clause-facts.ts";
import { isAttackPhrase } from "../rules/weapons.ts";
import { weaponIn } from "../weapon-in.ts";

const HOPES = "hope|try|want|intend|mean|plan|attempt|seek|set|go|aim|come";
const HITS = "hit|strike|attack|bomb|shell|destroy|reach|target";
/** Without one of these nobody meant anything. */
export const MEANT: ReadonlySet<string> = listOf(
  `hope|try|want|intend|mean|plan|attempt|seek|target`,
);

/** What somebody meant to hit, token indices: `from` and `to` of the words that say so. */
export interface Meant {
  readonly thing: NounPhrase;
  readonly from: number;
  readonly to: number;
  readonly polarity: "affirm" | "deny";
}

/** "they had hoped to hit the plane", "the mine was intended for the police post", "the mill was not a military target". */
export function meant(sentence: ParsedSentence, verb: VerbGroup): readonly Meant[] {
  if (!hasWord(sentence, MEANT)) return [];
  return [
    ...hopedToHit(sentence, verb),
    ...intendedFor(sentence, verb),
    ...lawfulTarget(sentence, verb),
  ];
}

/** Who attacks is told as "they" or by what he attacks with: "the drone had tried to hit the bridge". */
function hopedToHit(sentence: ParsedSentence, verb: VerbGroup): readonly Meant[] {
  const { tokens, verbs } = sentence;
  if (verb.form !== "infinitive" || !isOneOf(verb.lemma, HITS)) return [];
  const hope = endingAt(verbs, verb.from);
  if (hope === undefined || hope.negated || hope.modal !== null || !isOneOf(hope.lemma, HOPES))
    return [];
  const who = subjectOf(sentence, hope);
  const thing = objectOf(sentence, verb);
  const attacks =
    who !== null &&
    (isOneOf(
      tokens[who.head]?.lower,
      "they|attackers?|gunmen|assailants?|rebels|militants|enemy|terrorists?|fighters|insurgents|pilots?|who",
    ) ||
      weaponIn(sentence, who) !== null);
  return thing === null || !attacks
    ? []
    : [{ thing, from: hope.from, to: thing.to, polarity: "affirm" }];
}

/** "the rocket was meant for the barracks". */
function intendedFor(sentence: ParsedSentence, verb: VerbGroup): readonly Meant[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "mean|intend") || !verb.passive || tokens[verb.to]?.lower !== "for")
    return [];
  const sent = subjectOf(sentence, verb);
  const thing = startingAt(nouns, verb.to + 1);
  const weapon =
    sent !== null &&
    (weaponIn(sentence, sent) !== null ||
      isAttackPhrase(sentence, sent) ||
      isOneOf(tokens[sent.head]?.lemma, "mine|bomb|charge|grenade|warhead|device|explosive"));
  return thing === undefined || !weapon
    ? []
    : [{ thing, from: verb.from, to: thing.to, polarity: verb.negated ? "deny" : "affirm" }];
}

/** "the warehouse was not a military target": by that it was attacked. */
function lawfulTarget(sentence: ParsedSentence, verb: VerbGroup): readonly Meant[] {
  const { tokens, nouns } = sentence;
  if (verb.lemma !== "be" || verb.modal !== null) return [];
  const object = startingAt(nouns, verb.to);
  const kind = object === undefined ? "" : tokens[object.head - 1]?.lower;
  const target =
    object !== undefined &&
    isOneOf(tokens[object.head]?.lower, "targets?|objectives?") &&
    isOneOf(kind, "military|legitimate|lawful");
  const thing = target ? subjectOf(sentence, verb) : null;
  return thing === null || object === undefined
    ? []
    : [{ thing, from: thing.from, to: object.to, polarity: verb.negated ? "deny" : "affirm" }];
}
