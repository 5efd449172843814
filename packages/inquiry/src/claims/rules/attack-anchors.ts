import { SAYING } from "../../attribution/cue-lexicon.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import {
  ATTACK_NOUNS,
  ATTACK_VERBS,
  HIT_VERBS,
  INJURE_VERBS,
  KILL_VERBS,
  WEAPONS,
} from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { hasKey } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";

/** Where the sentence speaks of the attack: what it calls it, and what the weapon or its user does. */
export function anchorsIn(sentence: ParsedSentence, scene: Scene): readonly number[] {
  const known = last?.sentence === sentence && last.scene === scene ? last.anchors : null;
  const anchors = known ?? findAnchors(sentence, scene);
  last = { sentence, scene, anchors };
  return anchors;
}

const ANSWERS: ReadonlySet<string> = new Set(
  "retaliation retaliated retaliating revenge reprisal avenge avenging".split(" "),
);

/** Those that were asked for last: places and days ask in a row. */
let last: {
  readonly sentence: ParsedSentence;
  readonly scene: Scene;
  readonly anchors: readonly number[];
} | null = null;

function findAnchors(sentence: ParsedSentence, scene: Scene): readonly number[] {
  // "in retaliation for the strikes that hit the town on Sunday": an earlier deed.
  const answer = hasWord(sentence, ANSWERS)
    ? sentence.tokens.findIndex(({ lower }) => ANSWERS.has(lower))
    : -1;
  const all = everyAnchor(sentence, scene);
  return answer === -1 ? all : all.filter((at) => at < answer);
}

function everyAnchor(sentence: ParsedSentence, scene: Scene): readonly number[] {
  const { tokens, verbs } = sentence;
  const armed = scene.attack || hasKey(tokens, WEAPONS);
  // "mining operations", "a writer-in-residence".
  const nouns = tokens.flatMap(({ lemma, lower, pos }, i) =>
    (ATTACK_NOUNS.has(lemma) && pos !== "VERB" && (armed || lemma !== "operation")) ||
    ((lower === "residence" || lower === "targeted") && tokens[i - 1]?.text !== "-") ||
    (FIRE.has(lower) && isFire(sentence, i)) ||
    (BLASTS.has(lower) && isBlast(sentence, i))
      ? [i]
      : [],
  );
  const attacked = verbs.filter(
    (verb) =>
      ((isOneOf(verb.lemma, "attack|bomb|shell") && verb.passive) || isUnnamed(sentence, verb)) &&
      !isUnreal(sentence, verb),
  );
  if (!armed) return [...nouns, ...attacked.map(({ main }) => main)];
  const deeds = verbs.filter(
    (verb) =>
      (ATTACK_VERBS.has(verb.lemma) ||
        HIT_VERBS.has(verb.lemma) ||
        KILL_VERBS.has(verb.lemma) ||
        INJURE_VERBS.has(verb.lemma) ||
        isComing(sentence, verb) ||
        isOpening(sentence, verb) ||
        (scene.about && isOneOf(verb.lemma, "happen|occur"))) &&
      !verb.negated &&
      !isUnreal(sentence, verb),
  );
  return [...nouns, ...deeds.map(({ main }) => main)];
}

/** "artillery opened up on the district", "guns opened fire at dawn". */
const isOpening = ({ tokens }: ParsedSentence, verb: VerbGroup): boolean =>
  verb.lemma === "open" && isOneOf(tokens[verb.to]?.lower, "fire|up");

/** "two drones crossed the fence": a weapon that comes. */
function isComing(sentence: ParsedSentence, verb: VerbGroup): boolean {
  // "drones packed with explosives were flown at his house".
  const subject = verb.passive
    ? subjectOf(sentence, verb)
    : sentence.nouns.findLast(({ to }) => to === verb.from);
  return (
    (isOneOf(verb.lemma, "cross|enter|approach|fly|appear|penetrate|come|race") ||
      (verb.passive && isOneOf(verb.lemma, "fly|send|steer|direct"))) &&
    subject !== undefined &&
    subject !== null &&
    weaponIn(sentence, subject) !== null
  );
}

const BLASTS: ReadonlySet<string> = new Set([
  "explosion",
  "explosions",
  "detonation",
  "detonations",
]);

const FIRE: ReadonlySet<string> = new Set(["fire", "shellfire"]);

/** "several explosions shook the headquarters": a blast that does something. */
function isBlast({ verbs }: ParsedSentence, at: number): boolean {
  return verbs.some(
    ({ from, lemma }) =>
      from === at + 1 && isOneOf(lemma, "shake|rock|rip|hit|strike|damage|destroy|tear"),
  );
}

/** "something hit the guest house": nobody says what. */
const isUnnamed = ({ tokens }: ParsedSentence, verb: VerbGroup): boolean =>
  tokens[verb.from - 1]?.lower === "something" && isOneOf(verb.lemma, "hit|strike");

/** "rocket fire", "mortar fire", "shellfire". */
function isFire({ tokens }: ParsedSentence, at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  if (token?.lower === "shellfire") return true;
  if (token?.lower !== "fire") return false;
  const armed =
    before !== undefined &&
    (WEAPONS.has(before.lemma) || isOneOf(before.lower, "artillery|tank|incoming"));
  const aimed = isOneOf(before?.lower, "indirect|hostile");
  return armed || aimed;
}

/** What is done afterwards. */
const AFTERMATH =
  "bury|visit|tour|meet|arrest|detain|charge|hold|open|reopen|resume|restore|repair|publish|release|identify|discharge|convene|mourn|protest|travel|return|publish|apologise|apologize|promise|announce|condemn|deny|reject";

export const isAftermath = (lemma: string): boolean => isOneOf(lemma, AFTERMATH);

/** Whether somebody says something between two tokens, or does what is done afterwards: what follows is then when and where that was. */
export function isSaidBetween({ verbs }: ParsedSentence, from: number, to: number): boolean {
  return verbs.some(
    ({ main, lemma, form }) =>
      main > from &&
      main < to &&
      form !== "infinitive" &&
      (SAYING.has(lemma) || isOneOf(lemma, AFTERMATH)),
  );
}
