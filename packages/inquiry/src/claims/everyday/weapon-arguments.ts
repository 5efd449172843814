import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { partitiveOf, type Undergoer } from "../clause-facts.ts";
import { type Count, countOf, NONE, ONE } from "../count.ts";
import { countedOf, refersBack, single } from "../rules/weapon-fates.ts";
import { isAllBut } from "../all-or-none.ts";
import { type Scene, weaponNamed } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, type Filled, filled } from "./argument.ts";
import { isOneOf } from "../../text/one-of.ts";

/** "{weapon}": weapons that are named as such, with how many. */
export const weapon: ArgumentReader = (sentence, scene, who) =>
  weaponsIn(sentence, scene, who, false);

/** "{them}": weapons, or what stands for those that were named before: "two of them", "the second", "the aircraft". */
export const them: ArgumentReader = (sentence, scene, who) => weaponsIn(sentence, scene, who, true);

/** "{quarry}": what somebody shoots at: weapons, or "it" and "them" for those that were named before. */
export const quarry: ArgumentReader = (sentence, scene, who) => {
  const { phrase } = who;
  const word = sentence.tokens[phrase.head]?.lower;
  const kind = weaponNamed(sentence)?.kind ?? scene.weapon;
  if (phrase.to - phrase.from > 1 || !isOneOf(word, "it|them")) return them(sentence, scene, who);
  const count = word === "it" ? ONE : scene.weapons;
  return kind === null || count === null ? [] : [filled(phrase, kind, { count, population: kind })];
};

/** "{wreck}": a weapon that is found, of which nobody asks how many. */
export const wreck: ArgumentReader = (sentence, scene, who) => {
  const counted = weaponsIn(sentence, scene, who, true);
  // "the quadcopter itself": by its name.
  const kind = counted.length === 0 ? weaponIn(sentence, who.phrase) : null;
  const first = sentence.tokens[who.phrase.from]?.lower;
  if (kind !== null && isOneOf(first, "the|this|that"))
    return [filled(who.phrase, `remains of ${kind}`)];
  return counted.map((each) =>
    filled(each, `remains of ${each.value}`, { none: each.count?.max === 0 }),
  );
};

/** "{named-wreck}": one by its name, where "the fourth" may be somebody. */
export const namedWreck: ArgumentReader = (sentence, scene, who) =>
  weaponIn(sentence, who.phrase) === null ? [] : wreck(sentence, scene, who);

/** "{a weapon}": one that comes into the account: "it was a drone". */
export const aWeapon: ArgumentReader = (sentence, scene, who) => {
  const first = sentence.tokens[who.phrase.from]?.lower ?? "";
  if (isOneOf(first, "the|this|that|it|no|another")) return [];
  return weaponIn(sentence, who.phrase) === null
    ? []
    : weaponsIn(sentence, scene, who, false).filter(({ count }) => count?.weak === true);
};

/** "{craft}": "two aircraft", of the weapons that the account speaks of. */
export const craft: ArgumentReader = (sentence, scene, { phrase }) => {
  // "fragments of one aircraft".
  if (
    isOneOf(
      sentence.tokens[phrase.from - 2]?.lower,
      "fragments?|remains|pieces?|debris|wreckage|parts?",
    )
  )
    return [];
  const is = isOneOf(sentence.tokens[phrase.head]?.lemma, CRAFT);
  return is ? numbered(sentence, scene.weapon, phrase) : [];
};

/** "{such}": a number alone, right after a weapon was named: "The ministry spoke of three." */
export const such: ArgumentReader = (sentence, scene, { phrase }) => {
  const is = phrase.to - phrase.from === 1 && sentence.tokens[phrase.head]?.pos === "NUM";
  const ends = isOneOf(sentence.tokens[phrase.to]?.pos ?? "PUNCT", "PUNCT|CCONJ");
  return is && ends ? numbered(sentence, scene.just, phrase) : [];
};

function numbered(
  sentence: ParsedSentence,
  kind: string | null,
  phrase: NounPhrase,
): readonly Filled[] {
  const count = countOf(sentence.tokens, phrase.from, phrase.to, phrase.head);
  const ordinal = isOneOf(sentence.tokens[phrase.from]?.lower, "the|another");
  return kind === null || count === null || count.weak || ordinal
    ? []
    : [filled(phrase, kind, { count })];
}

/** Words by which an account goes on to speak of weapons that it has named. */
const CRAFT =
  "aircraft|machine|craft|device|uav|projectile|round|munition|vehicle|vessel|apparatus|intruder|attacker";

function weaponsIn(
  sentence: ParsedSentence,
  scene: Scene,
  { phrase }: Undergoer,
  back: boolean,
): readonly Filled[] {
  const { tokens } = sentence;
  const part = partitiveOf(sentence, phrase);
  const named = weaponIn(sentence, phrase) ?? (part === null ? null : weaponIn(sentence, part));
  const kind = named ?? (back && isAgain(sentence, phrase, part) ? scene.weapon : null);
  if (kind === null) return [];
  const none = isOneOf(tokens[phrase.from]?.lower, "no|none");
  const count = none
    ? NONE
    : (countedOf(sentence, phrase, scene) ??
      (!isAllBut(sentence, phrase) && (single(sentence, phrase) || phrase.to - phrase.from === 1)
        ? bare(tokens[phrase.head])
        : null));
  const range = { from: phrase.from, to: Math.max(phrase.to, part?.to ?? 0) };
  return count === null ? [] : [filled(range, kind, { count, population: kind })];
}

/** "Missile hits block of flats", "Drones set fuel depot ablaze": headlines leave out what counts. */
const bare = (head: ParsedSentence["tokens"][number] | undefined): Count | null =>
  head === undefined || head.lower !== head.lemma
    ? null
    : head.pos === "PRON"
      ? ONE
      : { min: 1, max: null, approximate: false, weak: true };

function isAgain(sentence: ParsedSentence, phrase: NounPhrase, part: NounPhrase | null): boolean {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  if (part !== null) return isOneOf(tokens[part.head]?.lower, "them|these|those|which");
  if (head === undefined || isOneOf(head.lower, "others?|all|both|it|most|several")) return false;
  return isOneOf(head.lemma, CRAFT) || refersBack(sentence, phrase);
}
