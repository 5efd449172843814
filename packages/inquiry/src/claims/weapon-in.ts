import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { UNMANNED, WEAPONS } from "./lexicon.ts";

/** Nouns for single weapons of the kind that stands before them. */
const CARRIED = /^(?:round|bomb|grenade|salvo|volley|barrage|swarm)$/;

/** "a friendly drone", "two interceptor missiles", "a police drone": what attacks nobody here. */
const HARMLESS =
  /^(?:friendly|own|interceptor|interception|toy|hobby|police|camera|television|agricultural|rescue|survey|surveying|delivery|training|practice|dummy)$/;

/** What kind of weapon a noun phrase is headed by; null for others, and for what belongs to those who are attacked. */
export function weaponIn({ tokens }: ParsedSentence, phrase: NounPhrase): string | null {
  const head = tokens[phrase.head];
  if (head === undefined) return null;
  if (tokens.slice(phrase.from, phrase.head).some(({ lower }) => HARMLESS.test(lower))) return null;
  // "two reconnaissance drones of our border police".
  const watches = /^(?:reconnaissance|surveillance|observation)$/.test(
    tokens[phrase.head - 1]?.lower ?? "",
  );
  if (watches && tokens[phrase.to]?.lower === "of" && tokens[phrase.to + 1]?.lower === "our")
    return null;
  const kind = WEAPONS.get(head.lemma) ?? WEAPONS.get(head.lower);
  if (kind !== undefined) return kind;
  const words = tokens.slice(phrase.from, phrase.head).map(({ lower }) => lower);
  // "two guided bombs", which fall from the air.
  if (
    head.lemma === "bomb" &&
    words.some((word) => /^(?:guided|glide|aerial|gravity|cluster|barrel|mortar)$/.test(word))
  )
    return words.includes("mortar") ? "mortar" : "bomb";
  const carried = tokens[phrase.head - 1];
  // "mortar rounds", "rocket-propelled" is none: the word before says what they are.
  if (carried !== undefined && CARRIED.test(head.lemma) && phrase.head > phrase.from) {
    const own = WEAPONS.get(carried.lemma) ?? WEAPONS.get(carried.lower);
    if (own !== undefined) return own;
  }
  return UNMANNED.has(head.lemma) && words.some((word) => word === "unmanned" || word === "aerial")
    ? "drone"
    : null;
}
