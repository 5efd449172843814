import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Token } from "../../text/tokens.ts";
import { isWeekday } from "../../text/calendar-words.ts";
import { partitiveOf } from "../clause-facts.ts";
import { isHostile } from "../rules/blame.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, type Filled, filled } from "./argument.ts";
import { NOBODY, PLAIN, TIME, byWords, withOf } from "./phrase-words.ts";
import { pastBond } from "../past-bond.ts";
import { isDeed } from "./deed-arguments.ts";
import { joinedPhrases } from "./joined-phrases.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

const PARTY =
  "enemy|occupiers?|aggressors?|army|military|forces?|troops|soldiers|regime|coalition|militias?|paramilitar(?:y|ies)|navy|fleets?|flotillas?|squadrons?|jets?|warplanes?|artillery|brigades?|battalions?|junta|rebels?|militants?|terrorists?|insurgents?|gangs?|militiam[ae]n|separatists?|extremists?|jihadists?|guerrillas?|factions?|group|groups|movement|outlaws?|smugglers?|mercenaries|side|neighbour|neighbor|organi[sz]ations?|offshoot|branch|remnants|embassy|cells?|losers?|criminals?|traitors?|thugs|bandits|conspirators|gunmen|saboteurs|infiltrators|all(?:y|ies)";

/** "{party}": who could have done it: a state, a group, those who have weapons of war. */
export const party: ArgumentReader = (sentence, _scene, { phrase, side }) => {
  const own = partyIn(sentence, phrase);
  if (own.length === 0) return own;
  // "attributed it to the Brigade or the Front": each of them.
  const others = joinedPhrases(sentence, phrase, side).flatMap((each) =>
    partyIn(sentence, each).map((found) => ({ ...found, apart: true })),
  );
  return [...own, ...others];
};

function partyIn(sentence: ParsedSentence, stands: NounPhrase): readonly Filled[] {
  const { tokens, nouns } = sentence;
  // "the army itself".
  const itself = isOneOf(tokens[stands.head]?.lower, "itself|themselves|himself");
  const phrase = itself ? (endingAt(nouns, stands.from) ?? stands) : pastBond(sentence, stands);
  const whole = withOf(sentence, phrase);
  const part = partitiveOf(sentence, phrase);
  const head = tokens[phrase.head];
  const first = tokens[phrase.from]?.lower ?? "";
  if (head === undefined || isOneOf(head.lower, PLAIN) || isOneOf(first, NOBODY)) return [];
  if (isOneOf(first, "our|my|its|their|his|her|unknown|unidentified|unnamed|which|who|own"))
    return [];
  if (weaponIn(sentence, phrase) !== null || TIME.test(head.lower) || isDeed(head.lemma)) return [];
  const proper = (each: NounPhrase): boolean => isProper(tokens[each.head]);
  // "a spokesman for the militia": for whom he speaks.
  const spokes =
    /^(?:spokes|representative|commander|leader|member|official)/.test(head.lower) &&
    isOneOf(tokens[phrase.to]?.lower, "for|of");
  const body = spokes ? startingAt(nouns, phrase.to + 1) : undefined;
  if (body !== undefined) return partyIn(sentence, body);
  // "The Sons of the Reef, a group known for its videos, say": by its name.
  const kind =
    isOneOf(
      head.lower,
      "group|movement|organi[sz]ation|militia|faction|outfit|alliance|coalition|network",
    ) && isOneOf(first, "an?|the");
  const named =
    kind && tokens[phrase.from - 1]?.text === "," ? namedBefore(sentence, phrase.from - 1) : null;
  if (named !== null) return [byWords(sentence, named)];
  // "the Free Coast people": by the name before.
  const called =
    isOneOf(head.lower, "people|fighters|men|lot|militants|rebels|movement|group") &&
    tokens
      .slice(phrase.from + 1, phrase.head)
      .some(({ pos, text }) => pos === "PROPN" && /^\p{Lu}/u.test(text));
  const members =
    isOneOf(
      head.lower,
      "members?|fighters?|supporters?|wing|cell|units?|remnants|forces|offshoot|branch|government|army|regime|republic|state|side|people",
    ) &&
    part !== null &&
    proper(part);
  // "the leadership in Tehran": by where it sits.
  const seat = seatOf(sentence, phrase);
  if (seat !== null) return [byWords(sentence, { from: phrase.from, to: seat.to })];
  // "a third party", who wants discord.
  const third =
    isOneOf(
      head.lower,
      "party|parties|hand|hands|force|forces|tanks|circles|powers|actors|elements|agents|services?|states?|agency|agencies|intelligence|sides?",
    ) && hasThird(sentence, phrase);
  if (!isOneOf(head.lower, PARTY) && !proper(phrase) && !members && !called && !third) return [];
  const some = isOneOf(head.lower, "remnants|offshoot|branch|side|units");
  const { from: start, to } = members || some || head.pos === "PROPN" ? whole : phrase;
  // "the so-called Delta Front".
  const from = tokens[start]?.lower === "called" ? start + 1 : start;
  // "by at least one militia".
  const counted = tokens.slice(from, phrase.head).findLastIndex(({ lower }) => lower === "one");
  const range = { from: counted === -1 ? from : from + counted + 1, to };
  // "hold Tehran responsible": what is said of them is no part of the name.
  const said = isOneOf(tokens[range.to - 1]?.lower, "responsible|accountable|liable|guilty");
  return [byWords(sentence, said ? { from: range.from, to: range.to - 1 } : range)];
}

/** "Norland", "the Delta Front": a name that may be a party's. */
const isProper = (noun: Token | undefined): boolean =>
  noun !== undefined &&
  noun.pos === "PROPN" &&
  /^\p{Lu}/u.test(noun.text) &&
  !isWeekday(noun.lower) &&
  !TIME.test(noun.lower) &&
  !isOneOf(
    noun.lower,
    "mr|mrs|ms|dr|minister|president|governor|mayor|general|colonel|council|ministry|company|hospital|university|police|telegram|twitter",
  );

/** "the leadership in Norland": where those who rule sit. */
function seatOf({ tokens, nouns }: ParsedSentence, { head, to }: NounPhrase): NounPhrase | null {
  const rules = isOneOf(
    tokens[head]?.lower,
    "leadership|leaders|rulers|authorities|government|regime",
  );
  const seat = rules && tokens[to]?.lower === "in" ? startingAt(nouns, to + 1) : undefined;
  return seat !== undefined && isProper(tokens[seat.head]) ? seat : null;
}

/** "{denier}": who denies a charge: a party by its name, and else whoever speaks for the one that was accused before, whose name the account has told. */
export const denier: ArgumentReader = (sentence, scene, who) => {
  const own = party(sentence, scene, who);
  if (own.length > 0) return own;
  return speaker(sentence, scene, who).map((found) => ({ ...found, value: "" }));
};

/** "{third}": a third party, whom nobody names. */
export const third: ArgumentReader = (sentence, _scene, { phrase }) =>
  isOneOf(sentence.tokens[phrase.head]?.lower, "part(?:y|ies)|hands?|forces?|sides?") &&
  hasOne(sentence.tokens.slice(phrase.from, phrase.head), "third|hidden")
    ? [byWords(sentence, phrase)]
    : [];

const hasThird = ({ tokens }: ParsedSentence, { from, head }: NounPhrase): boolean =>
  hasOne(tokens.slice(from, head), "third|outside|foreign");

/** "{state}": who rules, of whom some say that it made the attack up. */
export const state: ArgumentReader = (sentence, scene, who) => {
  const { phrase } = who;
  const head = sentence.tokens[phrase.head]?.lower ?? "";
  const first = sentence.tokens[phrase.from]?.lower ?? "";
  const rules =
    isOneOf(
      head,
      "government|authorities|state|rulers?|premier|minister|president|intelligence|services?",
    ) && !isOneOf(first, "its|their|his|her|our|no|any");
  return rules ? [byWords(sentence, phrase)] : party(sentence, scene, who);
};

/** The name that ends at a token, with what "of" joins to it. */
function namedBefore(
  { tokens, nouns }: ParsedSentence,
  at: number,
): { readonly from: number; readonly to: number } | null {
  let found = endingAt(nouns, at);
  if (found === undefined || tokens[found.head]?.pos !== "PROPN") return null;
  const of = found.from - 1;
  const whole = tokens[of]?.lower === "of" ? endingAt(nouns, of) : undefined;
  if (whole !== undefined) found = whole;
  return { from: found.from, to: at };
}

/** "{hostile}": who fights outside a state's army, or is called the enemy; a state or an army that attacks may be anybody's own. */
export const hostile: ArgumentReader = (sentence, scene, who) => {
  const { tokens } = sentence;
  const { phrase } = who;
  const head = tokens[phrase.head]?.lower ?? "";
  const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
  const is =
    isOneOf(
      head,
      "rebels?|militants?|terrorists?|insurgents?|gangs?|separatists?|extremists?|jihadists?|guerrillas?|outlaws?",
    ) ||
    (isHostile(sentence, phrase) && !isOneOf(head, "group|movement|organi[sz]ation|faction")) ||
    (isOneOf(
      head,
      "forces|army|troops|artillery|aviation|shelling|fire|jets|drones?|rockets?|missiles?",
    ) &&
      words.some((word) => isOneOf(word, "rebel|hostile|occupation|militant|separatist")));
  return is ? party(sentence, scene, who) : [];
};

/** "{speaker}": who can say something: an office, a state, a body, a person; of a list each. */
export const speaker: ArgumentReader = (sentence, _scene, { phrase, side }) => {
  const own = speakerIn(sentence, phrase);
  // "Washington, Tehran and Riyadh were quick to condemn it": all of them.
  const { tokens } = sentence;
  const isNamed = ({ head }: NounPhrase): boolean => tokens[head]?.pos === "PROPN";
  if (own.length === 0 || !isNamed(phrase)) return own;
  const others = joinedPhrases(sentence, phrase, side).filter(
    // "a crime against Iraq, and the Speaker …": that is no other who speaks.
    (each) => isNamed(each) && (side === "after" || tokens[each.from - 1]?.pos !== "ADP"),
  );
  return [
    ...own,
    ...others.flatMap((each) =>
      speakerIn(sentence, each).map((found) => ({ ...found, apart: true })),
    ),
  ];
};

function speakerIn(sentence: ParsedSentence, phrase: NounPhrase): readonly Filled[] {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  const whole = withOf(sentence, phrase);
  if (head === undefined) return [];
  const we = isOneOf(head.lower, "we|i|it|they|he|she");
  // "condemned what it calls an act of terrorism": the same again.
  if (we && tokens[phrase.from - 1]?.lower === "what") return [];
  // "A spokesman for Norland's foreign ministry": for whom he speaks.
  const spokes =
    head.lower.startsWith("spokes") && isOneOf(tokens[phrase.to]?.lower, "for|of")
      ? startingAt(sentence.nouns, phrase.to + 1)
      : undefined;
  if (spokes !== undefined) return [byWords(sentence, withOf(sentence, spokes))];
  if (isOneOf(tokens[phrase.from]?.lower, NOBODY)) return [];
  if (
    !we &&
    (!isOneOf(head.pos, "NOUN|PROPN") || isOneOf(head.lower, PLAIN) || TIME.test(head.lower))
  )
    return [];
  if (
    isDeed(head.lemma) ||
    isOneOf(head.lower, "building|house|judge|court") ||
    weaponIn(sentence, phrase) !== null
  )
    return [];
  if (we) return [filled(phrase, head.text)];
  return [byWords(sentence, { from: phrase.from, to: whole.to })];
}
