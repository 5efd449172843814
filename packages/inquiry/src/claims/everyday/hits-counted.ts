import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { type Count, countOf, ONE } from "../count.ts";
import { factOf } from "../fact.ts";
import { isPersonWord } from "../people.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

const TIMES: ReadonlyMap<string, number> = new Map([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
]);
/** Without one of these nothing is found. */
const TRIGGERS: ReadonlySet<string> = new Set(["hit", "hits", "struck", "impact", "impacts"]);
/** What a place does with a hit. */
const TAKES = "take|receive|sustain|suffer|record|count|get|have|bear|register|log|score";

/** "was hit five times", "took two hits", "a direct hit on the control room": how many came through, told by the place. */
export function hitsCounted(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, TRIGGERS) || (scene.weapon === null && !scene.about)) return [];
  const found = [
    ...sentence.verbs.flatMap((verb) => [
      ...struckOften(sentence, verb),
      ...tookHits(sentence, verb),
    ]),
    ...directHits(sentence),
  ];
  return found.filter(
    (fact, i) =>
      ![...told, ...found.slice(0, i)].some(
        (other) => other.predicate === "weapon.hit" && overlaps(other.span, fact.span),
      ),
  );
}

/** "was hit five times", "has been struck twice". */
function struckOften(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "hit|strike") || !verb.passive || verb.negated) return [];
  if (isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  if (subject === null || isPersonWord(tokens[subject.head]?.lemma ?? "")) return [];
  const word = tokens[verb.to];
  const often = TIMES.get(word?.lower ?? "");
  const end = isOneOf(tokens[verb.to + 1]?.lower, "times") ? verb.to + 2 : -1;
  const number = end === -1 ? null : countOf(tokens, verb.to, verb.to + 1, verb.to);
  const count: Count | null =
    often === undefined ? number : { min: often, max: often, approximate: false, weak: false };
  return count === null
    ? []
    : [hit(sentence, { from: subject.from, to: Math.max(end, verb.to + 1) }, count)];
}

/** "The warehouse took two hits", "The clinic received a direct hit". */
function tookHits(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (verb.negated || isUnreal(sentence, verb)) return [];
  const impacts = impactsOf(sentence, verb);
  if (impacts !== null) return [hit(sentence, impacts, impacts.count)];
  if (!isOneOf(verb.lemma, TAKES)) return [];
  const object = startingAt(nouns, verb.to);
  if (object === undefined || !isHit(sentence, object)) return [];
  const count = countOf(tokens, object.from, object.to, object.head);
  const subject = subjectOf(sentence, verb);
  // "took a direct hit": told as damage, and by whoever tells what hit it.
  if (count === null || count.weak || count.min < 2) return [];
  if (subject === null || isPersonWord(tokens[subject.head]?.lemma ?? "")) return [];
  return [hit(sentence, { from: subject.from, to: object.to }, count)];
}

/** Who or what counts them does so by one of these. */
const COUNTS =
  "log|count|record|register|show|find|list|map|document|note|plot|verify|establish|identify|report|have";

/** "has logged 26 impacts", "found three impact points", "records show one impact only": how many came down. */
export function impactsOf(
  { tokens, nouns }: ParsedSentence,
  verb: VerbGroup,
): { readonly from: number; readonly to: number; readonly count: Count } | null {
  const object = isOneOf(verb.lemma, COUNTS) ? startingAt(nouns, verb.to) : undefined;
  if (object === undefined || verb.passive) return null;
  const [head, before] = [tokens[object.head]?.lemma, tokens[object.head - 1]?.lower];
  const impact =
    head === "impact" || (isOneOf(head, "point|site|spot|location|mark") && before === "impact");
  const count = impact ? countOf(tokens, object.from, object.to, object.head) : null;
  return count === null || count.weak ? null : { from: verb.from, to: object.to, count };
}

/** "a direct hit on the control room", "two direct hits". */
function directHits(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    if (!isHit(sentence, phrase)) return [];
    const direct = tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "direct");
    const on = isOneOf(tokens[phrase.to]?.lower, "on|to|at|in");
    const next = startingAt(nouns, phrase.to + 1);
    const first = tokens[phrase.from]?.lower ?? "";
    if (!direct || !on || isOneOf(first, "no|any|every|each")) return [];
    if (sentence.verbs.some(({ to, lemma }) => to === phrase.from && isOneOf(lemma, TAKES)))
      return [];
    if (next !== undefined && on && isPersonWord(tokens[next.head]?.lemma ?? "")) return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    const range = { from: phrase.from, to: on && next !== undefined ? next.to : phrase.to };
    const said = count === null || (count.weak && count.min === 1) ? ONE : count;
    return [hit(sentence, range, said)];
  });
}

const isHit = (
  sentence: ParsedSentence,
  phrase: { readonly from: number; readonly to: number; readonly head: number },
): boolean =>
  isOneOf(sentence.tokens[phrase.to - 1]?.lower, "hits?|strikes?") &&
  (isOneOf(sentence.tokens[phrase.to - 1]?.lower, "hits?") ||
    sentence.tokens[phrase.to - 2]?.lower === "direct") &&
  weaponIn(sentence, phrase) === null &&
  !sentence.tokens
    .slice(phrase.from, phrase.to)
    .some(({ lower }) => isOneOf(lower, "big|smash|chart|record|box|hunger|labour|general"));

const hit = (
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  count: Count,
): Fact =>
  factOf(sentence, {
    predicate: "weapon.hit",
    ...range,
    value: "hit",
    count,
    rule: "everyday words: hits that a place took",
  });
