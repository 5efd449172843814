import type { Token } from "./tokens.ts";
import { isOneOf } from "./one-of.ts";

/** Weapons whose names are hardly ever verbs, by their forms. */
const WEAPON_NOUNS: ReadonlyMap<string, string> = new Map(
  ["rocket", "mortar", "missile", "drone", "projectile", "warhead", "howitzer"].flatMap((word) => [
    [word, word] as const,
    [`${word}s`, word] as const,
  ]),
);
/** Aircraft that no list of English words has: the tagger gives their plural no other form. */
const COPTERS = /^(?:quad|multi|hexa|octo|drone)copters$|^(?:multirotor|microdrone)s$/;
/** Makes that stand for the weapon itself, "two Iskanders", "a Lancet", by what they are: public knowledge. */
const MAKE_OF: ReadonlyMap<string, string> = new Map(
  [
    ["rocket", "grad katyusha qassam uragan smerch falaq"],
    ["missile", "iskander kalibr kinzhal scud tochka oreshnik zircon tomahawk fateh zolfaghar"],
    ["drone", "shahed geran gerbera lancet molniya mohajer ababil samad qasef"],
  ].flatMap(([kind = "", makes = ""]) => makes.split(" ").map((make) => [make, kind] as const)),
);
const NUMBERS =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred";
const ANYTHING =
  "everything|something|anything|nothing|everyone|someone|anyone|everybody|somebody|anybody";
const OPENING = "a|an|the|his|her|its|our|my|your|their|no|every|each|another";
const LAUNCH_OF =
  "rails?|pads?|ramps?|tubes?|platforms?|frames?|racks?|sites?|points?|positions?|vehicles?|areas?";
const COMPASS =
  "north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west";
/** Verbs that stand after a group without an "s": "the crew say". */
const SAID = "say|tell|claim|report|think|believe|fear|want|have|do|are|were";

/** What a make stands for, "a volley of Grads", "one Shahed-136"; null where it names something else or leads to the weapon's own noun. */
export function weaponByMake(tokens: readonly Token[], i: number): string | null {
  const token = tokens[i];
  // Most words have no capital: what is small in both needs no pattern.
  if (token === undefined || token.text[0] === token.lower[0]) return null;
  const make = token.lower.replace(/-\d+\p{L}*$/u, "");
  const plural = token.lower.endsWith("s") && MAKE_OF.has(make.replace(/s$/, ""));
  const kind = MAKE_OF.get(make) ?? MAKE_OF.get(make.replace(/s$/, ""));
  if (kind === undefined || isOneOf(tokens[i + 1]?.pos, "NOUN|PROPN")) return null;
  const counted = /^(?:an?|one|another|each|single|second|third|\d+)$/.test(
    tokens[i - 1]?.lower ?? "",
  );
  return plural || token.lower !== make || counted ? kind : null;
}

/** A noun, number, pronoun or direction that the tagger took for a verb, an adverb or a name, and "down" as a verb; null for all else. */
export function hiddenNoun(tokens: readonly Token[], i: number): Token | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const weapon = weaponByMake(tokens, i);
  if (weapon !== null) return { ...token, pos: "NOUN", lemma: weapon };
  if (COPTERS.test(token.lower)) return { ...token, pos: "NOUN", lemma: token.lower.slice(0, -1) };
  if (token.pos === "VERB") {
    const named = WEAPON_NOUNS.get(token.lower);
    if (named !== undefined && tokens[i - 1]?.lower !== "to")
      return { ...token, pos: "NOUN", lemma: named };
    // "fitted with launch rails", "the launch site": gear and places by what they are for.
    if (token.lower === "launch" && isOneOf(tokens[i + 1]?.lower, LAUNCH_OF))
      return { ...token, pos: "NOUN" };
    // "three unfired 122mm rockets": what did not happen to them.
    if (/^un\p{Ll}+ed$/u.test(token.lower) && isOneOf(tokens[i - 1]?.pos, "NUM|DET|ADJ"))
      return { ...token, pos: "ADJ" };
    // "two huge bangs": after a number or its adjective.
    if (isOneOf(token.lower, "bangs|blasts|booms|thuds|kills") && isCounted(tokens, i))
      return { ...token, pos: "NOUN" };
    // "behind the targeting", "the shelling was condemned": what is done, and by its article no verb.
    if (
      isOneOf(token.lower, "targeting|bombing|shelling|storming|killing|shooting|launching") &&
      isOneOf(tokens[i - 1]?.lower, "the|this|that") &&
      (isOneOf(tokens[i + 1]?.pos ?? "PUNCT", "AUX|PUNCT|CCONJ") || tokens[i + 1]?.lower === "of")
    )
      return { ...token, pos: "NOUN", lemma: token.lower };
    if (isOneOf(token.lower, ANYTHING)) return { ...token, pos: "PRON", lemma: token.lower };
    if (isMedium(tokens, i)) return { ...token, pos: "NOUN", lemma: token.lower };
    if (endsPhrase(tokens, i) || isListed(tokens, i) || isCompound(tokens, i))
      return { ...token, pos: "NOUN" };
    return null;
  }
  // "Seventeen dockers": at the beginning of a sentence a capital makes no name of a number.
  if (token.pos === "PROPN" && i < 2 && isOneOf(token.lower, NUMBERS) && isWord(tokens[i + 1]))
    return { ...token, pos: "NUM", lemma: token.lower };
  // "said none of its troops": who, and not how.
  if (token.lower === "none" && token.pos === "ADV" && tokens[i + 1]?.lower === "of")
    return { ...token, pos: "PRON" };
  // "sets refinery alight".
  if (token.pos === "NOUN" && isOneOf(token.lower, "alight|ablaze"))
    return { ...token, pos: "ADV" };
  // "destroying part of the building".
  if (token.lower === "part" && token.pos !== "NOUN" && tokens[i + 1]?.lower === "of")
    return { ...token, pos: "NOUN" };
  // "managed to down 20 drones".
  const downs =
    token.lower === "down" &&
    tokens[i - 1]?.lower === "to" &&
    isOneOf(tokens[i + 1]?.pos, "NUM|DET|ADJ");
  if (downs) return { ...token, pos: "VERB" };
  // "the north side": a direction inside a phrase or at its end.
  const opens = isOneOf(tokens[i - 1]?.lower, OPENING);
  if (token.pos === "ADV" && opens && isOneOf(token.lower, COMPASS)) {
    const pos = isOneOf(tokens[i + 1]?.pos, "NOUN|PROPN|VERB") ? "ADJ" : "NOUN";
    return { ...token, pos };
  }
  return null;
}

/** "in a televised address", "in a late-night post": in which something is said. */
function isMedium(tokens: readonly Token[], i: number): boolean {
  if (
    !isOneOf(
      tokens[i]?.lower,
      "address|post|broadcast|statement|interview|call|release|report|message",
    )
  )
    return false;
  let at = i - 1;
  while (at > i - 4 && (tokens[at]?.pos === "ADJ" || /(?:ed|ing)$/.test(tokens[at]?.lower ?? "")))
    at--;
  return (
    isOneOf(tokens[at]?.lower, "an?|the|his|her|its|their") &&
    isOneOf(tokens[at - 1]?.lower, "in|during|after|via|by|on")
  );
}

const isCounted = (tokens: readonly Token[], i: number): boolean =>
  tokens[i - 1]?.pos === "NUM" || (tokens[i - 1]?.pos === "ADJ" && tokens[i - 2]?.pos === "NUM");

/** "a pump house": after an article a plain verb before a noun is part of its name. */
function isCompound(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  const token = tokens[i];
  const after = tokens[i + 1];
  return (
    token !== undefined &&
    token.lower === token.lemma &&
    !/(?:ed|en|ing)$/.test(token.lower) &&
    (isOneOf(before?.lower, "an?|the") ||
      (before?.pos === "ADJ" && isOneOf(tokens[i - 2]?.pos, "ADP|DET"))) &&
    after?.pos === "NOUN"
  );
}

const isWord = (token: Token | undefined): boolean =>
  token !== undefined &&
  isOneOf(token.pos, "NOUN|ADJ|VERB|PUNCT") &&
  /^\p{Ll}|^-/u.test(token.text);

/**
 * "a pilot launch and …", "three very loud bangs,": a phrase that an article opened and that has no noun yet, or a single thing that such a form
 * of a verb would not agree with.
 */
function endsPhrase(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const after = tokens[i + 1];
  if (token === undefined || /(?:ed|en|ing)$/.test(token.lower)) return false;
  const base = token.lower === token.lemma;
  const plural = token.lower === `${token.lemma}s` || token.lower === `${token.lemma}es`;
  if (!base && !plural) return false;
  if (after !== undefined && !isOneOf(after.pos, "PUNCT|AUX|CCONJ|ADP")) {
    const verb = after.pos === "VERB" && after.lower !== after.lemma;
    if (!verb) return false;
  }
  let at = i - 1;
  while (at >= 0 && isOneOf(tokens[at]?.pos, "ADJ|ADV")) at--;
  const lead = tokens[at];
  const adjectives = i - 1 - at;
  if (lead === undefined) return false;
  if (isOneOf(lead.lower, OPENING)) return adjectives > 0 || base;
  if (lead.pos === "NUM") return adjectives > 0 && plural;
  // "a dentist's drill", "its emergency ward".
  if (!base || adjectives > 0 || isOneOf(token.lower, SAID)) return false;
  if (isOneOf(lead.lower, "['’]s")) return tokens[at - 1]?.pos === "NOUN";
  const single = lead.pos === "NOUN" && lead.lower === lead.lemma && !isOneOf(lead.lower, PLURAL);
  const before = tokens[at - 1];
  return (
    single && before !== undefined && isOneOf(before.lower, OPENING) && !isOneOf(token.lower, PAST)
  );
}

/** Words without an "s" for more than one. */
const PLURAL =
  "police|people|staff|crew|army|military|government|team|family|public|media|clergy|personnel|children|men|women|troops|majority|rest|number|group";
/** Verbs whose past is their base form. */
const PAST =
  "hit|cut|put|set|hurt|shut|let|cost|spread|burst|read|beat|split|come|become|run|overcome|bet|cast|quit|rid|shed|thrust";

/** "the army and rebels each": a plural between "and" and what both do. */
function isListed(tokens: readonly Token[], i: number): boolean {
  const joint = tokens[i - 1];
  const token = tokens[i];
  const after = tokens[i + 1];
  return (
    joint?.pos === "CCONJ" &&
    isOneOf(tokens[i - 2]?.pos, "NOUN|PROPN") &&
    token !== undefined &&
    isOneOf(
      token.lower,
      "(?:rebel|militant|guard|official|witness|scout|pilot|guide|cook|nurse|report|raid|strike|attack)s",
    ) &&
    (isOneOf(after?.pos, "VERB|AUX") || isOneOf(after?.lower, "each|both|all"))
  );
}
