import { startingAt } from "../../grammar/places.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf } from "../../text/one-of.ts";
import { overlaps, type Span } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { objectOf, partitiveOf, rangeOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { damaged } from "../rules/damage.ts";
import { singularOf, thingOf, wholeThingOf } from "../rules/thing-name.ts";
import type { Scene } from "../scene.ts";
import { listMates } from "./object-arguments.ts";
import { THING_PARTS } from "./tables/concrete-things.ts";

/** What goes into or through what it hits, with the word that leads to that. */
const DRIVES: ReadonlySet<string> = new Set(
  "smash slam crash plough plow plunge tear burst drive rip bury".split(" "),
);
const INTO = "into|onto";

/** What a hit leaves standing, and is told as what was attacked or where it was: ground, and sites of many buildings. */
const NOT_BROKEN: ReadonlySet<string> = new Set(
  "town city village district suburb quarter neighbourhood neighborhood settlement area zone region side part ground field sea river lake water air sky hill hillside slope forest wood desert beach camp block target position home residence palace site base territory land place centre center object coast shore bank island street road park compound airport airfield depot plant headquarters refinery port harbour market complex facility terminal barracks barrack works factory hospital farm outskirt garrison mine quarry yard".split(
    " ",
  ),
);

/**
 * "One struck the scales", "a fourth missile smashed into a silo": whatever a weapon is told to have hit is damaged, too. What an account begins with is
 * what was attacked; there only what is a part of something is told as damaged. `told`: the sentence's facts.
 */
export function thingsHit(
  sentence: ParsedSentence,
  { lead }: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const hits = told.filter(
    ({ predicate, polarity }) => predicate === "weapon.hit" && polarity === "affirm",
  );
  if (hits.length === 0) return [];
  const found: Fact[] = [];
  for (const verb of sentence.verbs) {
    if (!hits.some(({ span }) => overlaps(span, rangeOf(sentence, verb.from, verb.to)))) continue;
    const phrase = hitBy(sentence, verb);
    if (phrase === null || (lead && !isPart(sentence, phrase))) continue;
    const thing = damaged(sentence, phrase);
    if (thing === null || isSite(sentence, thing)) continue;
    for (const each of [thing, ...listMates(sentence, thing, "after")]) {
      const own = rangeOf(sentence, each.from, each.to);
      if (isTold([...told, ...found], own)) continue;
      const from = each === thing ? Math.min(verb.from, each.from) : each.from;
      const value =
        each === thing ? wholeThingOf(sentence, phrase, thing) : thingOf(sentence, each.to - 1);
      found.push(
        factOf(sentence, {
          predicate: "damage",
          from,
          to: each.to,
          value,
          rule: "everyday words: what a weapon hit",
        }),
      );
    }
  }
  return found;
}

function isSite({ tokens }: ParsedSentence, { head }: NounPhrase): boolean {
  const noun = tokens[head];
  return noun?.pos !== "NOUN" || NOT_BROKEN.has(singularOf(noun)) || NOT_BROKEN.has(noun.lower);
}

const isTold = (told: readonly Fact[], own: Span): boolean =>
  told.some(({ predicate, span }) => predicate === "damage" && overlaps(span, own));

/** The phrase of what a verb says was hit; null where it says of nothing. */
function hitBy(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (verb.passive || verb.negated || verb.modal !== null) return null;
  if (isOneOf(verb.lemma, "hit|strike")) {
    const object = objectOf(sentence, verb);
    return object === null || object.from < verb.to ? null : object;
  }
  if (!DRIVES.has(verb.lemma) || !isOneOf(sentence.tokens[verb.to]?.lower, INTO)) return null;
  return startingAt(sentence.nouns, verb.to + 1) ?? null;
}

/** "the roof of the packing hall", "the preheater tower". */
function isPart(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const head = sentence.tokens[phrase.head];
  return (
    head !== undefined &&
    THING_PARTS.has(singularOf(head)) &&
    (partitiveOf(sentence, phrase) !== null || phrase.to - phrase.from > 2)
  );
}
