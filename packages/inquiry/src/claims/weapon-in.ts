import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Token } from "../text/tokens.ts";
import { UNMANNED, WEAPONS } from "./lexicon.ts";
import { hasOne, startingAt } from "../grammar/places.ts";
import { isOneOf, listOf } from "../text/one-of.ts";

/** Nouns for single weapons of the kind that stands before them. */
const CARRIED = "round|bomb|grenade|salvo|volley|barrage|swarm";

/** Of the words that may head a phrase for a weapon only few are weapons themselves. */
const mayBeWeapon = ({ lemma, lower }: Token): boolean =>
  HEADS.has(lemma) ||
  (lower !== lemma && HEADS.has(lower)) ||
  (lower.includes("-") && /-(?:uav|drone)s?$/.test(lower));

/** "one incoming round", "three aerial targets": something that flies in, of whatever kind. */
const INCOMING = "incoming|inbound|aerial|airborne|air|hostile";
const FLOWN = "round|threat|target|object";
const HEADS: ReadonlySet<string> = new Set([
  ...WEAPONS.keys(),
  ...UNMANNED,
  ...listOf(CARRIED),
  ...listOf(FLOWN),
  ..."bomb grenade warhead rpg rpgs device apparatus machine".split(" "),
]);

/** "a friendly drone", "two interceptor missiles", "a police drone": what attacks nobody here. */
const HARMLESS =
  "friendly|own|interceptor|interception|toy|hobby|police|camera|television|agricultural|rescue|survey|surveying|delivery|training|practice|dummy|embassy";

/** What stands before bombs that come through the air. */
const BOMBS =
  "guided|glide|gliding|aerial|air|gravity|cluster|barrel|mortar|kab|fab|umpb|incendiary|thermobaric|fragmentation|bunker-buster|phosphorus|airdropped|air-dropped|air-launched|laser-guided|precision-guided";
/** What a bomb or a grenade does that was thrown or dropped from afar. */
const COMES_DOWN = "fall|land|drop|hit|strike|rain|slam|crash|tear|pierce|miss|burst";

/** What stands before boats that are steered from afar and blow up. */
const BOATS =
  "unmanned|uncrewed|drone|explosive|explosives|explosive-laden|explosives-laden|kamikaze|suicide|robotic|remote-controlled|remotely-controlled";

/** Who flies drones to watch: "four unmanned aircraft flown by the mission". */
const WATCHERS =
  "mission|group|observers?|monitors?|police|rescuers|firefighters|journalists|reporters|team|staff|organi[sz]ation|us";

/** What is left of a thing: "the burnt shells of cars". */
const LEFT =
  "burnt|burned|burnt-out|burned-out|charred|blackened|gutted|empty|hollow|hollowed|scorched|bare|rusting|twisted|mangled|bombed-out|concrete";

/** Whether a noun "shell" is what is left of a house or a car, and no weapon. */
export function isHull(tokens: ParsedSentence["tokens"], at: number): boolean {
  const head = tokens[at];
  if (head?.lemma !== "shell") return false;
  const of = tokens[at + 1]?.lower === "of";
  const after = tokens.slice(at + 2, at + 6);
  const thing = after.some(({ lemma }) =>
    isOneOf(
      lemma,
      "car|vehicle|bus|minibus|lorry|truck|van|tram|train|building|house|home|block|school|hospital|church|mosque|factory|hotel|apartment|flat|tank|tanker|boat|ship|shop|warehouse|market|village|town|city",
    ),
  );
  return isOneOf(tokens[at - 1]?.lower, LEFT) || (of && thing);
}

/** What kind of weapon a noun phrase is headed by; null for others, and for what belongs to those who are attacked. */
export function weaponIn({ tokens, verbs }: ParsedSentence, phrase: NounPhrase): string | null {
  const head = tokens[phrase.head];
  if (head === undefined || !mayBeWeapon(head) || isHull(tokens, phrase.head)) return null;
  if (hasOne(tokens.slice(phrase.from, phrase.head), HARMLESS)) return null;
  if (isWatchers(tokens, phrase)) return null;
  // "two reconnaissance drones of our border police".
  const watches = isOneOf(
    tokens[phrase.head - 1]?.lower,
    "reconnaissance|surveillance|observation",
  );
  if (watches && tokens[phrase.to]?.lower === "of" && tokens[phrase.to + 1]?.lower === "our")
    return null;
  const kind = WEAPONS.get(head.lemma) ?? WEAPONS.get(head.lower);
  if (kind !== undefined) return kind;
  // "a mini-UAV".
  if (/-(?:uav|drone)s?$/.test(head.lower)) return "drone";
  const words = tokens.slice(phrase.from, phrase.head).map(({ lower }) => lower);
  // "two guided bombs", which fall from the air.
  if (head.lemma === "bomb" && words.some((word) => isOneOf(word, BOMBS)))
    return words.includes("mortar") ? "mortar" : "bomb";
  const carried = tokens[phrase.head - 1];
  // "mortar rounds", "rocket-propelled" is none: the word before says what they are.
  if (carried !== undefined && isOneOf(head.lemma, CARRIED) && phrase.head > phrase.from) {
    const own = WEAPONS.get(carried.lemma) ?? WEAPONS.get(carried.lower);
    if (own !== undefined) return own;
  }
  // "a rocket-propelled grenade".
  if (head.lemma === "grenade" && words.includes("propelled")) return "rocket";
  if (head.lower === "rpg" || head.lower === "rpgs") return "rocket";
  // "three bombs fell on the market", "two grenades hit the roof": however they came.
  const next = startingAt(verbs, phrase.to);
  if (isOneOf(head.lemma, "bomb|grenade|warhead") && words.length <= 2 && next !== undefined)
    return isOneOf(next.lemma, COMES_DOWN) && !next.negated ? head.lemma : null;
  // "explosive boats", "a drone boat".
  if (isOneOf(head.lemma, "boat|vessel|craft|ship") && words.some((word) => isOneOf(word, BOATS)))
    return "drone";
  if (isOneOf(head.lemma, FLOWN) && isOneOf(words.at(-1), INCOMING)) return "projectile";
  // "a flying device without pilot".
  if (isOneOf(head.lemma, "device|apparatus|machine") && words.includes("flying")) return "drone";
  return UNMANNED.has(head.lemma) &&
    words.some((word) => isOneOf(word, "unmanned|uncrewed|aerial|pilotless"))
    ? "drone"
    : null;
}

/** "flown by the Group", "operated by our observers": those who watch have them. */
function isWatchers(tokens: ParsedSentence["tokens"], { to }: NounPhrase): boolean {
  return (
    isOneOf(tokens[to]?.lower, "flown|operated|used|deployed") &&
    tokens[to + 1]?.lower === "by" &&
    hasOne(tokens.slice(to + 2, to + 5), WATCHERS)
  );
}
