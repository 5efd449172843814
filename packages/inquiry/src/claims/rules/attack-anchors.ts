import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, weaponIn } from "../clause-facts.ts";
import {
  ATTACK_NOUNS,
  ATTACK_VERBS,
  HIT_VERBS,
  INJURE_VERBS,
  KILL_VERBS,
  WEAPONS,
} from "../lexicon.ts";
import type { Scene } from "../scene.ts";

/** Where the sentence speaks of the attack: what it calls it, and what the weapon or its user does. */
export function anchorsIn(sentence: ParsedSentence, scene: Scene): readonly number[] {
  // "in retaliation for the strikes that hit the town on Sunday": an earlier deed.
  const answer = sentence.tokens.findIndex(({ lower }) =>
    /^(?:retaliation|retaliated|retaliating|revenge|reprisal|avenge|avenging)$/.test(lower),
  );
  const all = everyAnchor(sentence, scene);
  return answer === -1 ? all : all.filter((at) => at < answer);
}

function everyAnchor(sentence: ParsedSentence, scene: Scene): readonly number[] {
  const { tokens, verbs } = sentence;
  const armed =
    scene.attack || tokens.some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
  // "mining operations", "a writer-in-residence".
  const nouns = tokens.flatMap(({ lemma, lower, pos }, i) =>
    (ATTACK_NOUNS.has(lemma) && pos !== "VERB" && (armed || lemma !== "operation")) ||
    (/^(?:residence|targeted)$/.test(lower) && tokens[i - 1]?.text !== "-") ||
    isFire(sentence, i)
      ? [i]
      : [],
  );
  const attacked = verbs.filter(
    (verb) =>
      /^(?:attack|bomb|shell)$/.test(verb.lemma) && verb.passive && !isUnreal(sentence, verb),
  );
  if (!armed) return [...nouns, ...attacked.map(({ main }) => main)];
  const deeds = verbs.filter(
    (verb) =>
      (ATTACK_VERBS.has(verb.lemma) ||
        HIT_VERBS.has(verb.lemma) ||
        KILL_VERBS.has(verb.lemma) ||
        INJURE_VERBS.has(verb.lemma) ||
        isComing(sentence, verb)) &&
      !verb.negated &&
      !isUnreal(sentence, verb),
  );
  return [...nouns, ...deeds.map(({ main }) => main)];
}

/** "two drones crossed the fence": a weapon that comes. */
function isComing(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const subject = sentence.nouns.findLast(({ to }) => to === verb.from);
  return (
    /^(?:cross|enter|approach|fly|appear|penetrate|come|race)$/.test(verb.lemma) &&
    subject !== undefined &&
    weaponIn(sentence, subject) !== null
  );
}

/** "rocket fire", "mortar fire", "shellfire". */
function isFire({ tokens }: ParsedSentence, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (token?.lower === "shellfire") return true;
  const armed =
    before !== undefined &&
    (WEAPONS.has(before.lemma) || /^(?:artillery|tank|incoming)$/.test(before.lower));
  const aimed = /^(?:indirect|hostile)$/.test(before?.lower ?? "");
  return token?.lower === "fire" && (armed || aimed);
}

/** Whether somebody says something between two tokens: what follows is then when and where it was said. */
export function isSaidBetween({ verbs }: ParsedSentence, from: number, to: number): boolean {
  return verbs.some(
    ({ main, lemma, form }) =>
      main > from && main < to && form !== "infinitive" && SAYING.has(lemma),
  );
}
