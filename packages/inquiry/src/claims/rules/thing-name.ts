import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Token } from "../../text/tokens.ts";
import { PEOPLE_OF_RANK } from "../lexicon.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** Words for how much of a thing, which name none. */
const QUANTITY =
  "part|number|dozen|dozens|several|most|many|some|all|half|much|hundred|hundreds|scores|score|section|portion|row|stretch|rest|majority|couple|handful|one|two|three|none|neither|each|both|any|pair|unit|piece|met(?:er|re)s?|kilomet(?:er|re)s?|yards?|feet|sheet|string|pile|set|group|bulk|remainder|third|total";

/** "two sections of the wall", "thirty metres of track": a word for how much of a thing. */
export const isIntoParts = (word: string): boolean => isOneOf(word, QUANTITY);

/** The basic form of a noun: of "balconies" the tagger says "balconie". */
export const singularOf = ({ lower, lemma }: Pick<Token, "lower" | "lemma">): string =>
  lower.endsWith("ies") && lemma.endsWith("ie") ? `${lemma.slice(0, -2)}y` : lemma;

/** Words for how a thing is, how many there are and which; the rest say what it is. */
const STATE =
  /^(?:(?!armou?red$|wheeled$|tracked$|unmanned$|covered$|walled$).*(?:ed|broken|burnt|torn|bent)|other|several|many|few|most|more|all|same|own|first|second|third|last|next|new|old|big|large|larger|small|smaller|huge|tall|nearby|adjacent|neighbou?ring|entire|whole|main|numerous|various|some|at|least|least|serious|severe|heavy|slight|minor|extensive|significant|considerable|direct|single|only|empty|local|alight|ablaze|such|least|possible|great|very|much|two-thirds)$/;

/** A thing as people would name it: by its nouns, with what it is a part of: "ticket hall", "roof of school", "turbine hall b". */
export function thingOf(sentence: ParsedSentence, head: number): string {
  const { tokens, nouns } = sentence;
  const own = compoundOf(sentence, head);
  if (isOfRank(sentence, head)) return "residence";
  const first = head - own.split(" ").length + 1;
  const mark = tokens[first - 1]?.lower ?? "";
  const owner = isOneOf(mark, "['’]s?") && tokens[first - 2]?.pos === "NOUN" ? first - 2 : -1;
  if (owner !== -1) return `${own} of ${compoundOf(sentence, owner)}`;
  const end = nouns.find(({ from, to }) => from <= head && head < to)?.to ?? head + 1;
  const whole = tokens[end]?.lower === "of" ? startingAt(nouns, end + 1) : undefined;
  return whole !== undefined && tokens[whole.head]?.pos === "NOUN"
    ? `${own} of ${compoundOf(sentence, whole.head)}`
    : own;
}

/** The name of a phrase of which `part` is what was damaged: of "dozens of windows" the windows, of "the roof of the school" both. */
export function wholeThingOf(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  part: NounPhrase,
): string {
  const head = sentence.tokens[phrase.head];
  const names =
    head?.pos === "NOUN" && !isOneOf(head.lemma, QUANTITY) && !isOneOf(head.lower, QUANTITY);
  return thingOf(sentence, names ? phrase.head : part.head);
}

/** A noun with the nouns right before it: "apartment building", "gantry crane", "hall b". */
function compoundOf({ tokens }: ParsedSentence, head: number): string {
  const letter = (at: number): boolean => /^\p{L}$|\d/u.test(tokens[at]?.lower ?? "");
  let from = head;
  const isPart = (at: number): boolean => {
    const before = tokens[at - 1];
    if (before?.pos === "NOUN" || (letter(at) && before?.pos === "PROPN")) return true;
    // "Power station crippled": what begins a sentence is no name for its capital.
    if (at === 1 && before?.pos === "PROPN" && isOneOf(before.lower, OPENERS)) return true;
    // "cooling tower", "veterinary van": of what kind, and not in what state.
    if (before?.pos === "ADJ") return !STATE.test(before.lower);
    // "pumping station", after an article.
    const working = before?.pos === "VERB" && before.lower.endsWith("ing");
    return working && isOneOf(tokens[at - 2]?.pos, "DET|ADJ|NUM");
  };
  while (isPart(from)) from--;
  return tokens
    .slice(from, head + 1)
    .map((token, i, all) => (i === all.length - 1 ? singularOf(token) : token.lower))
    .join(" ");
}

const OPENERS =
  "fuel|power|water|gas|oil|grain|school|police|fire|market|railway|rail|road|cargo|fishing|apartment|town|city|village|cathedral|church|hospital|radio|television|telephone|army|customs|border|air|electricity|heating|ammunition|residential|private|administrative|government|parliament|shop|factory|warehouse|train|bus|truck|car|house|garage|dairy|sugar|steel|cement|chemical|fertiliser|timber|naval|passenger|container";

/** "the prime minister's home", "his residence": of whom an attack on it is one on. */
function isOfRank({ tokens, nouns }: ParsedSentence, head: number): boolean {
  if (!isOneOf(tokens[head]?.lower, "home|house|residence")) return false;
  const phrase = nouns.find(({ from, to }) => from <= head && head < to);
  if (phrase === undefined) return false;
  const whole = tokens[phrase.to]?.lower === "of" ? startingAt(nouns, phrase.to + 1) : undefined;
  return tokens
    .slice(phrase.from, whole?.to ?? phrase.to)
    .some(({ lemma }) => PEOPLE_OF_RANK.has(lemma) || lemma === "residence");
}
