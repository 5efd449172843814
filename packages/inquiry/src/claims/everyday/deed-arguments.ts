import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { partitiveOf } from "../clause-facts.ts";
import { ATTACK_NOUNS } from "../lexicon.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { isNone } from "./phrase-words.ts";
import { isOneOf } from "../../text/one-of.ts";

const HARM_NOUN =
  "explosion|blast|shelling|bombardment|killing|crime|massacre|atrocity|launch|firing|incident|shooting|rocketfire|aggression|targeting|sedition";
/** Whether a noun is the attack by any of its names. */
export const isDeed = (lemma: string): boolean =>
  ATTACK_NOUNS.has(lemma) || isOneOf(lemma, HARM_NOUN);

/** "{deed}": the attack by any of its names, or "it", "this" where one was spoken of. */
export const deed: ArgumentReader = (sentence, scene, { phrase }) => {
  const head = sentence.tokens[phrase.head];
  const again = isOneOf(head?.lower, "it|this|that") && (scene.attack || scene.about);
  const is =
    head !== undefined &&
    (again ||
      (isDeed(head.lower === "targeting" ? head.lower : head.lemma) &&
        (head.pos !== "VERB" || head.lower === "targeting")) ||
      isFire(sentence, phrase));
  return is ? [filled(phrase, "attack", { none: isNone(sentence, phrase) })] : [];
};

const isFire = ({ tokens }: ParsedSentence, { head }: NounPhrase): boolean =>
  tokens[head]?.lower === "fire" &&
  isOneOf(tokens[head - 1]?.lower, "rocket|mortar|artillery|indirect|incoming");

/** "{flier}": a weapon, or its fire, or "it" where one was named; its number is not asked. */
export const flier: ArgumentReader = (sentence, scene, { phrase }) => {
  const part = partitiveOf(sentence, phrase);
  const head = sentence.tokens[phrase.head]?.lower ?? "";
  // "Nine of them were sent across".
  const ofThem =
    sentence.tokens[phrase.head]?.pos === "NUM" &&
    isOneOf(sentence.tokens[part?.head ?? -1]?.lower, "them|these|those");
  const again =
    (ofThem ||
      isOneOf(
        head,
        "it|they|one|ones|first|second|third|others?|rest|two|three|four|both|each|all|which|that|things?|something",
      )) &&
    (scene.weapon !== null || scene.kinds.length > 0);
  const fire = isOneOf(
    head,
    "fire|shelling|rounds?|salvos?|barrages?|volleys?|bombs?|shots?|launch|launches|attack|strike|grenades?|aircraft|uavs?|objects?|planes?|boats?|vessels?",
  );
  const is =
    weaponIn(sentence, phrase) !== null ||
    (part !== null && weaponIn(sentence, part) !== null) ||
    again ||
    fire;
  return is ? [filled(phrase, "weapon", { none: isNone(sentence, phrase) })] : [];
};
