import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Token } from "../../text/tokens.ts";
import { partitiveOf } from "../clause-facts.ts";
import { WEAPONS } from "../lexicon.ts";
import { isPersonWord } from "../people.ts";
import { isIntoParts, singularOf, thingOf } from "../rules/thing-name.ts";
import { isHull, weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, type Filled, filled } from "./argument.ts";
import { CONCRETE_THINGS, IN_COMPOUNDS, SUPPLIES, THING_PARTS } from "./tables/concrete-things.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** A thing that a phrase names: where, and by which token. */
export interface Named {
  readonly from: number;
  readonly to: number;
  readonly head: number;
}

/** The concrete thing of a phrase, of "two of the sheds" the sheds; null where it names none. */
export function concreteIn(sentence: ParsedSentence, phrase: NounPhrase): Named | null {
  const { tokens } = sentence;
  const own = headIn(sentence, phrase);
  if (own !== -1) return { from: phrase.from, to: phrase.to, head: own };
  const head = tokens[phrase.head];
  const amount =
    head?.pos === "NUM" || isIntoParts(head?.lemma ?? "") || isIntoParts(head?.lower ?? "");
  const part = amount ? partitiveOf(sentence, phrase) : null;
  const of = part === null ? -1 : headIn(sentence, part);
  return part === null || of === -1 ? null : { from: phrase.from, to: part.to, head: of };
}

/** The token of a phrase that names a thing: its head, or what stands before a name or a number: "the trawler Sunniva", "Warehouse 4". */
function headIn(sentence: ParsedSentence, phrase: NounPhrase): number {
  const { tokens } = sentence;
  const isThing = (at: number): boolean => {
    const token = tokens[at];
    return (
      token !== undefined &&
      isOneOf(token.pos, "NOUN|PROPN") &&
      (CONCRETE_THINGS.has(singularOf(token)) ||
        CONCRETE_THINGS.has(token.lower) ||
        IN_COMPOUNDS.get(singularOf(token))?.has(tokens[at - 1]?.lower ?? "") === true)
    );
  };
  // "a gas main": the tagger takes its last word for an adjective.
  for (let at = phrase.to - 1; at > phrase.head; at--)
    if (tokens[at]?.pos === "ADJ" && CONCRETE_THINGS.has(tokens[at]?.lower ?? "")) return at;
  if (isThing(phrase.head)) return weaponIn(sentence, phrase) === null ? phrase.head : -1;
  const head = tokens[phrase.head];
  if (head?.pos !== "PROPN" && head?.pos !== "NUM") return -1;
  for (let at = phrase.head - 1; at >= phrase.from; at--) if (isThing(at)) return at;
  return -1;
}

const NONE = "no|none|neither";

/** "cuts from broken glass": what people are hurt with. */
const SHARDS = "glass|pane|tile|brick|slate";

/** "the engine of the drone", "cuts by glass": what flew, and what people are hurt with. */
function isOther(sentence: ParsedSentence, { from, to, head }: Named): boolean {
  const { tokens, nouns } = sentence;
  const word = singularOf(tokens[head] ?? { lower: "", lemma: "" });
  const led = tokens.slice(Math.max(0, from - 2), from);
  if (isOneOf(word, SHARDS) && led.some(({ lower }) => isOneOf(lower, "from|by|with|of")))
    return true;
  // "lost the drone's track".
  const owned = tokens
    .slice(from, head)
    .some(
      ({ lower }, i) => isOneOf(lower, "['’]s?") && WEAPONS.has(tokens[from + i - 1]?.lemma ?? ""),
    );
  if (owned) return true;
  const whole = tokens[to]?.lower === "of" ? nouns.find((each) => each.from === to + 1) : undefined;
  if (whole !== undefined && weaponIn(sentence, whole) !== null) return true;
  // "the wing found on the beach": of what flew; a building's is on some side of it.
  return (
    word === "wing" &&
    whole === undefined &&
    !tokens.slice(from, head).some(({ lower }) => SIDE.test(lower))
  );
}

const SIDE =
  /^(?:east|west|north|south|eastern|western|northern|southern|new|old|['’]s?|emergency|maternity|surgical|.*['’]s?)$/;

function named(sentence: ParsedSentence, thing: Named, apart: boolean): Filled | null {
  const { tokens } = sentence;
  const word = tokens[thing.head]?.lemma ?? "";
  if (isPersonWord(word) || isHull(tokens, thing.head)) return null;
  if (isOther(sentence, thing)) return null;
  const none = isOneOf(tokens[thing.from]?.lower, NONE);
  return filled(thing, thingOf(sentence, thing.head), { none, apart });
}

/** "{object}": what surely is a thing on the ground, on water or in the air, by its noun; with what a list adds. */
export const object: ArgumentReader = (sentence, _scene, { phrase, side }) => {
  const thing = concreteIn(sentence, phrase);
  const first = thing === null ? null : named(sentence, thing, false);
  if (thing === null || first === null) return [];
  return [first, ...listMates(sentence, thing, side)];
};

/** "{fitting}": what a building or a vehicle has. */
export const fitting: ArgumentReader = (sentence, scene, who) => {
  // "half of its roof", "the glass roof of the concourse".
  const heads = [who.phrase, partitiveOf(sentence, who.phrase)].map(
    (phrase) => sentence.tokens[phrase?.head ?? -1],
  );
  return heads.some((head) => head !== undefined && THING_PARTS.has(singularOf(head)))
    ? object(sentence, scene, who)
    : [];
};

/** "{supply}": what reaches people through lines and pipes. */
export const supply: ArgumentReader = (sentence, _scene, { phrase }) => {
  const head = sentence.tokens[phrase.head];
  if (head === undefined || !SUPPLIES.has(head.lower)) return [];
  const none = isOneOf(sentence.tokens[phrase.from]?.lower, NONE);
  return [filled(phrase, thingOf(sentence, phrase.head), { none })];
};

/** What "and" and commas join to a thing on its side of the trigger, as long as each is a thing. */
export function listMates(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  side: "before" | "after",
): readonly Filled[] {
  const found: Filled[] = [];
  // "Damaged: a kiosk, a tram stop": a heading joins what stands under it.
  let joined = side === "after" && sentence.tokens[from - 1]?.text === ":";
  // "damage to the roof, to a gate and to a crane": the word is said again.
  const lead = isOneOf(sentence.tokens[from - 1]?.lower, "to|in|at|on")
    ? sentence.tokens[from - 1]
    : undefined;
  let edge = side === "before" ? from : withPlace(sentence, to);
  while (found.length < MATES_MAX) {
    const next =
      side === "before"
        ? mateBefore(sentence, edge)
        : mateAfter(sentence, edge, lead?.lower ?? null);
    if (next === null) break;
    const mate = named(sentence, next.thing, true);
    if (mate === null || mate.none) break;
    found.push(mate);
    edge = next.edge;
    joined ||= next.joined;
  }
  // "The school, whose windows were shattered": a comma alone makes no list.
  return joined ? found : [];
}

/** Things of a list, at most. */
const MATES_MAX = 7;

interface Mate {
  readonly thing: Named;
  readonly edge: number;
  /** Whether "and" or its like joins it. */
  readonly joined: boolean;
}

const isJoint = ({ pos, lower }: Token): boolean =>
  pos === "CCONJ" || isOneOf(lower, "plus|well|along|together");

function mateAfter(sentence: ParsedSentence, edge: number, lead: string | null): Mate | null {
  const { tokens, nouns, verbs } = sentence;
  let at = edge;
  while (isOneOf(tokens[at]?.lower, ",|and|or|nor|plus|as|well|along|together|with|also")) at++;
  if (at > edge && lead !== null && tokens[at]?.lower === lead) at++;
  const phrase =
    at === edge
      ? undefined
      : nouns.find((each) => each.from <= at && at < each.to && each.from >= edge);
  const thing =
    phrase === undefined
      ? null
      : concreteIn(sentence, { ...phrase, from: Math.max(phrase.from, at) });
  if (thing === null) return null;
  const end = withPlace(sentence, thing.to);
  // "hit a shop and two houses burned": it has a verb of its own.
  const own = verbs.some(({ from, form }) => from === end && form === "finite");
  return own ? null : { thing, edge: end, joined: tokens.slice(edge, at).some(isJoint) };
}

function mateBefore(sentence: ParsedSentence, edge: number): Mate | null {
  const { tokens, nouns, verbs } = sentence;
  let at = edge;
  while (isOneOf(tokens[at - 1]?.lower, ",|and|or|nor|both|either|neither")) at--;
  if (at === edge) return null;
  let phrase = nouns.find((each) => each.to === at);
  let thing = phrase === undefined ? null : concreteIn(sentence, phrase);
  // "houses on three streets, a gas pipe": past where the first are.
  for (let hops = 0; phrase !== undefined && hops < 2; hops++) {
    const link = tokens[phrase.from - 1];
    if (
      link === undefined ||
      !isOneOf(link.lower, "of|in|on|at|behind|near|along|beside|from|opposite")
    )
      break;
    const whole = nouns.find((each) => each.to === (phrase?.from ?? 0) - 1);
    const first = whole === undefined ? null : concreteIn(sentence, whole);
    if (whole === undefined || first === null) return null;
    [phrase, thing] = [whole, first];
  }
  if (phrase === undefined || thing === null) return null;
  // "reached the port, and the crane was hit": the object of another verb; what is attributed is not.
  const verb = endingAt(verbs, phrase.from);
  const taken = verb !== undefined && !isOneOf(verb.lemma, "say|report|add|tell|be");
  return taken ? null : { thing, edge: phrase.from, joined: tokens.slice(at, edge).some(isJoint) };
}

/** Past "of the school", "in Mill Lane" behind a thing, where a list goes on after it. */
function withPlace({ tokens, nouns }: ParsedSentence, to: number): number {
  let end = to;
  for (let hops = 0; hops < 2; hops++) {
    const led = isOneOf(
      tokens[end]?.lower,
      "of|in|on|at|behind|near|along|beside|opposite|inside|from",
    );
    const next = led ? startingAt(nouns, end + 1) : undefined;
    if (next === undefined) break;
    end = next.to;
  }
  return isOneOf(tokens[end]?.lower, ",|and") ? end : to;
}
