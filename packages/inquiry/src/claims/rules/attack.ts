import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isWeekday } from "../../text/calendar-words.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, wordsOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { rangeFact } from "../fact.ts";
import { ATTACK_NOUNS, DAMAGE_VERBS, DYING_VERBS, HIT_VERBS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { occurrenceFacts } from "./occurrence.ts";
import { aimFacts } from "./attack-aims.ts";
import { anchorsIn } from "./attack-anchors.ts";
import { attackDates } from "./attack-dates.ts";
import { attackTargets, GROUND } from "./attack-targets.ts";
import { isAttackPhrase } from "./weapons.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, lastUpTo, startingAt } from "../../grammar/places.ts";

/** Whether it took place, with what outcome, on what, where and when. */
export function attackFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...occurrenceFacts(sentence, scene),
    ...outcome(sentence),
    ...attackTargets(sentence),
    ...place(sentence, scene),
    ...attackDates(sentence, scene),
    ...intent(sentence),
    ...aimFacts(sentence, scene),
  ];
}

/** "failed assassination attempt", "tried to target": what is said of the attempt is not said of the impact. */
function outcome(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns)
    if (
      isAttackPhrase(sentence, phrase) &&
      tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "failed")
    )
      found.push(rangeFact(sentence, "attack.outcome", phrase, "failed", "failed attempt"));
  for (const verb of verbs) {
    // "The attempt failed".
    const tried = verb.lemma === "fail" ? endingAt(nouns, verb.from) : undefined;
    if (
      tried !== undefined &&
      !verb.negated &&
      isAttackPhrase(sentence, tried) &&
      verbs.every(({ from }) => from !== verb.to)
    )
      found.push(
        rangeFact(
          sentence,
          "attack.outcome",
          { from: tried.from, to: verb.to },
          "failed",
          "failed attempt",
        ),
      );
    const next = startingAt(verbs, verb.to);
    if (
      verb.lemma === "try" &&
      next !== undefined &&
      isOneOf(next.lemma, "target|hit|strike|attack")
    ) {
      const object = nouns.find(({ from }) => from >= next.to && from < next.to + 3);
      found.push(
        rangeFact(
          sentence,
          "attack.outcome",
          { from: verb.from, to: object?.to ?? next.to },
          "attempted",
          "tried to",
          "affirm",
        ),
      );
    }
  }
  return found;
}

const IN = "in|inside|near|at|within|outside|over|around|into|along";

/** Whether another deed stands between the attack and a place, or from where it came: "a car parked in the garage", "fired from a hill in the north". */
function isElsewhere({ tokens, verbs }: ParsedSentence, from: number, to: number): boolean {
  const other = verbs.some(
    ({ main, lemma }) =>
      main > from &&
      main < to &&
      !isOneOf(lemma, "take|carry|happen|occur|be|have|situate|locate|stand|lie"),
  );
  return other || tokens.slice(from, to).some(({ lower }) => lower === "from");
}

/** Who sits somewhere. */
export const SEATED =
  "mission|office|ambassador|representative|envoy|ministry|agency|bureau|correspondent|reporter|spokesman|spokeswoman|diplomat|official";

/** Where: a named place after "in", in a clause about the attack or the attacked house. */
function place(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const anchors = anchorsIn(sentence, scene);
  const found: Fact[] = [];
  let last = -1;
  for (const phrase of nouns) {
    const before = tokens[phrase.from - 1];
    if (before === undefined) continue;
    const ground = isOneOf(tokens[phrase.head]?.lemma, GROUND);
    const of = partitiveOf(sentence, phrase);
    const isTarget =
      before.lower === "on" && ATTACK_NOUNS.has(tokens[phrase.from - 2]?.lemma ?? "");
    const shelled =
      before.lower === "of" &&
      isOneOf(tokens[phrase.from - 2]?.lemma, "shelling|bombing|bombardment");
    const hit = before.lower === "of" && isHitThing(sentence, phrase.from - 2);
    const led =
      isOneOf(before.lower, "to|from|of") &&
      whereAnchor(sentence, of ?? phrase, anchors) !== undefined;
    if (
      !led &&
      !isOneOf(before.lower, IN) &&
      !(isOneOf(before.lower, "on|at") && ground) &&
      !shelled &&
      !hit
    )
      continue;
    const name =
      properName(sentence, phrase.from, phrase.to) ??
      (of === null || !ground ? null : properName(sentence, of.from, of.to));
    const anchor =
      whereAnchor(sentence, of ?? phrase, anchors) ??
      anchors.findLast((at) => at < phrase.from && at >= phrase.from - PLACE_WITHIN) ??
      openingAnchor(sentence, phrase, anchors);
    // "in the Russian attack": what happened, and not where.
    const deed =
      ATTACK_NOUNS.has(tokens[phrase.head]?.lemma ?? "") ||
      (isOneOf(tokens[phrase.head]?.lower, "hospital|clinic|infirmary") &&
        DYING_VERBS.has(tokens[anchor ?? -1]?.lemma ?? ""));
    if (name === null || anchor === undefined || isTarget || deed) continue;
    // "as has the UN mission in Ardal": where that is.
    const whose = endingAt(nouns, phrase.from - 1);
    if (whose !== undefined && isOneOf(tokens[whose.head]?.lemma, SEATED) && whose.head !== anchor)
      continue;
    // "her Red Zone house" is where it was, whatever else is told of it.
    const house = isOneOf(tokens[phrase.head]?.lower, "residence|home|house|palace");
    const there = whereAnchor(sentence, of ?? phrase, anchors) === anchor;
    if (!house && !there && anchor < phrase.from && isElsewhere(sentence, anchor, phrase.from))
      continue;
    // "the Old Port in Ardal" is one place.
    const within = last === phrase.from - 1;
    const to = of !== null && ground ? of.to : phrase.to;
    last = to;
    if (within) continue;
    found.push(
      rangeFact(
        sentence,
        "attack.place",
        { from: phrase.from - 1, to },
        name,
        "place of the attack",
      ),
    );
  }
  return found;
}

/** "in the village of Tamsk, where a drone killed two": what was done there. */
function whereAnchor(
  { tokens, verbs }: ParsedSentence,
  { to }: NounPhrase,
  anchors: readonly number[],
): number | undefined {
  const where = tokens[to]?.text === "," ? to + 1 : to;
  const first = verbs.find(({ from }) => from > where);
  return tokens[where]?.lower === "where"
    ? anchors.find((at) => at > where && first !== undefined && at <= first.main)
    : undefined;
}

/** "In Tamsk a house was destroyed and four people died": a place that opens the sentence, where nobody speaks there. */
function openingAnchor(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  anchors: readonly number[],
): number | undefined {
  const verb = sentence.verbs.find(({ from }) => from >= phrase.to);
  const opens = phrase.from <= 1 && sentence.tokens[0]?.lower === "in";
  if (!opens || verb === undefined || SAYING.has(verb.lemma)) return undefined;
  const harm = DAMAGE_VERBS.has(verb.lemma) && !isUnreal(sentence, verb) ? verb.main : undefined;
  return anchors.find((at) => at > phrase.to && at <= phrase.to + PLACE_WITHIN) ?? harm;
}

/** "slammed into the grain terminal of Velmor": what a weapon hit, as it is named by its place. */
function isHitThing(sentence: ParsedSentence, at: number): boolean {
  const { verbs, nouns } = sentence;
  const thing = nouns.find(({ from, to }) => from <= at && at < to);
  const verb = verbs.findLast(({ to }) => thing !== undefined && to <= thing.from);
  if (thing === undefined || verb === undefined || !HIT_VERBS.has(verb.lemma)) return false;
  const weapon = lastUpTo(nouns, verb.from);
  return (
    thing.from - verb.to <= 1 &&
    weapon !== undefined &&
    weaponIn(sentence, weapon) !== null &&
    !isUnreal(sentence, verb)
  );
}

/** Words between what is said of the attack and its place, at most. */
const PLACE_WITHIN = 12;

/** A quarter that is named by a colour, however it is written: reports translate the second word. */
const ZONE = /\b(green|red|blue|yellow|white) (?:zone|area)\b/;

/** The capitalised words of a phrase, or the colour that names a zone. */
export function properName({ tokens }: ParsedSentence, from: number, to: number): string | null {
  const words = tokens.slice(from, to);
  const text = words.map(({ lower }) => lower).join(" ");
  const colour = ZONE.exec(text)?.[1];
  if (colour !== undefined) return `${colour.slice(0, 1).toUpperCase()}${colour.slice(1)} Zone`;
  // "in Mrs Pavel's orchard", "Iraq's Prime Minister Mustafa": a person's.
  const titled = words.some(
    ({ lower }, i) =>
      isOneOf(lower, "mr|mrs|ms|miss|dr|minister|president|premier") &&
      words[i + 1]?.pos === "PROPN",
  );
  if (titled) return null;
  // "of the Prime Minister": an office, and no place.
  if (words.some(({ lemma }) => isOneOf(lemma, "minister|premier|president|commander|pm")))
    return null;
  // "The Attempt on his life", in a title.
  if (words.some(({ lower }) => isOneOf(lower, "attempt|attack|strike|assassination"))) return null;
  // "the disputed Sefid valley": what describes a name stands before it.
  const named = words.findIndex(({ pos }) => pos === "PROPN");
  const verb = words.findIndex(({ pos }, i) => pos === "VERB" && i > Math.max(named, 0));
  const known = words.slice(0, verb === -1 ? words.length : verb);
  const proper = known.filter(({ pos, text: word }) => pos === "PROPN" && /^\p{Lu}/u.test(word));
  // "a major U.S. base": whose it is.
  if (
    proper.every(({ text: word }) =>
      /^(?:US|U\.S\.?|USA|NATO|UN|U\.N\.?|EU|UK|British|French|Dutch|Greek|Swiss|German|Czech|\p{Lu}\p{L}+(?:ish|ese|ian|ean|ican|aeli|aqi|emeni|audi|stani|atari|uwaiti))$/u.test(
        word,
      ),
    )
  )
    return null;
  if (
    proper.length === 0 ||
    words.some(({ lower }) => isWeekday(lower) || isOneOf(lower, "chief|command"))
  )
    return null;
  // "at Berth 5": a place that is numbered, and not named.
  if (proper.length === 1 && words.some(({ pos }) => pos === "NUM")) return null;
  // "Tanner's Row" is one name.
  const owns = known.findIndex(({ lower }) => isOneOf(lower, "['’]s"));
  const [first, last] = [proper[0], proper.at(-1)];
  const whole = owns > 0 && first !== undefined && last !== undefined && first !== last;
  const within = whole ? known.slice(known.indexOf(first), known.indexOf(last) + 1) : [];
  return whole && within.every((each) => proper.includes(each) || isOneOf(each.lower, "['’]s"))
    ? wordsOf({ tokens: within }, 0, within.length)
    : proper.map(({ text: word }) => word).join(" ");
}

/** What an attack is aimed at doing. */
const HARM =
  /^(?:assassinat|kill|murder|destroy|hit|strik|harm|injur|terrori|disrupt|disabl|captur|seiz|silenc|intimidat|destabili|weaken|provok|spread|sow|caus|inflict|cut|sabotag|punish|aveng)/;

const AIMS: ReadonlySet<string> = new Set(["aim", "intention", "purpose", "goal"]);

/** "in order to kill the mayor". */
function intent(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  if (!hasWord(sentence, AIMS)) return [];
  return tokens.flatMap(({ lower }, at) => {
    if (!AIMS.has(lower)) return [];
    // "The aim was to kill the head of the government."
    const is = tokens[at + 1]?.lemma === "be" && tokens[at + 2]?.lower === "to" ? 1 : 0;
    if (is === 0 && tokens[at + 1]?.lower !== "of") return [];
    const verb = tokens[at + 2 + is];
    if (verb === undefined || verb.pos !== "VERB") return [];
    if (!HARM.test(verb.lemma)) return [];
    const from = tokens[at - 2]?.lower === "with" ? at - 2 : at;
    return [
      rangeFact(
        sentence,
        "attack.intent",
        { from, to: at + 4 + is },
        /assassinat|kill/.test(verb.lemma) ? "assassination" : verb.lemma,
        "aim of",
        "affirm",
      ),
    ];
  });
}
