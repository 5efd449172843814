import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { type Count, countOf, ONE } from "../count.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";

/** How a weapon comes to its end, with a place behind it. */
const COMES =
  "fall|land|come|go|burst|explode|detonate|dive|plunge|slam|crash|smash|tear|punch|drop|plough|impact|fly|strike|hit|pierce|hole";
const ENDS: ReadonlySet<string> = listOf(COMES);
/** Where it does; what goes straight to an object needs none. */
const INTO = "on|onto|into|in|through|inside|beside|near|behind|outside|at";
const STRIKES = "strike|hit|pierce|hole";
/** Nobody says of these that they were hit. */
const NOWHERE =
  "sea|water|air|flight|sky|mid-air|midair|night|morning|evening|day|way|waves|wave|hour|hours|time|minute|minutes|succession|effect|operation|sight|view|reach|range|use|action|ocean|question|place";
/** What else stands for weapons in an account that has named them. */
const CRAFT = "device|aircraft|craft|machine|apparatus|projectile|munition|bomb";

/** Weapons that came down, whatever stands between them and their verb: "the shell that came through the roof", "two of the devices dived on the shed". */
export function hitsByClause(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, ENDS)) return [];
  const known = told.filter(({ predicate }) => /^weapon\.(?:hit|intercepted)/.test(predicate));
  const found: Fact[] = [];
  for (const verb of sentence.verbs) {
    const fact = cameDown(sentence, scene, verb);
    if (fact === null || [...known, ...found].some(({ span }) => overlaps(span, fact.span)))
      continue;
    found.push(fact);
  }
  return found;
}

function cameDown(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Fact | null {
  const { tokens, nouns } = sentence;
  if (!ENDS.has(verb.lemma) || verb.passive || verb.negated || verb.form !== "finite") return null;
  if (verb.modal !== null || isUnreal(sentence, verb)) return null;
  const weapons = weaponsOf(sentence, scene, verb);
  if (weapons === null) return null;
  let at = verb.to;
  while (
    isOneOf(tokens[at]?.lower, "down|straight|directly|just|right|in|first|also|later") &&
    isOneOf(tokens[at + 1]?.lower, INTO)
  )
    at++;
  const into = isOneOf(tokens[at]?.lower, INTO);
  const onto = isOneOf(verb.lemma, STRIKES);
  const place = into ? startingAt(nouns, at + 1) : onto ? startingAt(nouns, verb.to) : undefined;
  if (place === undefined || isOneOf(tokens[place.head]?.lower, NOWHERE)) return null;
  if (verb.lemma === "fly" && !isOneOf(tokens[at]?.lower, "into|through")) return null;
  if (isOneOf(verb.lemma, "come|go") && !downOrThrough(tokens[verb.to]?.lower)) return null;
  if (tokens[place.head]?.pos === "NUM") return null;
  return factOf(sentence, {
    predicate: "weapon.hit",
    from: weapons.from,
    to: place.to,
    value: "hit",
    population: weapons.kind,
    count: weapons.count,
    rule: "everyday words: weapons that came down",
  });
}

/** "came down on", "went through", "came through"; "came from" is where they were sent. */
const downOrThrough = (word: string | undefined): boolean =>
  isOneOf(word, "down|through|into|straight");

interface Weapons {
  readonly from: number;
  readonly kind: string;
  readonly count: Count;
}

/** Who or what does it, past "that" and "which", and "two of the" of which it is said. */
function weaponsOf(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Weapons | null {
  const { tokens, nouns } = sentence;
  let subject: NounPhrase | null = endingAt(nouns, verb.from) ?? subjectOf(sentence, verb);
  const relative = subject !== null && isOneOf(tokens[subject.from]?.lower, "that|which");
  if (relative && subject !== null) {
    const before = tokens[subject.from - 1]?.text === "," ? subject.from - 1 : subject.from;
    subject = endingAt(nouns, before) ?? null;
  }
  // "put the number of rockets at seven and said none had struck": of another verb.
  const end = subject?.to ?? 0;
  if (subject === null || sentence.verbs.some(({ from }) => from >= end && from < verb.from))
    return null;
  const number =
    tokens[subject.from - 1]?.lower === "of" ? endingAt(nouns, subject.from - 1) : undefined;
  const numbered =
    number !== undefined &&
    (tokens[number.head]?.pos === "NUM" || isOneOf(tokens[number.head]?.lower, SOME))
      ? number
      : undefined;
  const part = numbered === undefined ? (partitiveOf(sentence, subject) ?? subject) : subject;
  const kind = kindOf(sentence, scene, part);
  if (kind === null) return null;
  const counted = numbered ?? subject;
  if (
    hasOne(
      tokens.slice(counted.from, subject.to),
      "no|none|any|every|our|its|their|interceptor|interceptors|debris",
    )
  )
    return null;
  const single = tokens[part.head]?.lower === tokens[part.head]?.lemma;
  // "Drone hits house": a heading leaves out "a".
  const bare = isOneOf(tokens[part.from]?.pos, "NOUN|ADJ|PROPN");
  const count =
    (tokens[counted.head]?.lower === "another" ? ONE : null) ??
    countOf(tokens, counted.from, counted.to, counted.head) ??
    (single ? (bare ? { ...SEVERAL, min: 1 } : ONE) : SEVERAL);
  return { from: counted.from, kind, count };
}
const SOME = "another|several|some|most|many|dozens|both|pair";
/** "the rockets": more than one, nobody says how many. */
const SEVERAL: Count = { min: 2, max: null, approximate: false, weak: true };

function kindOf(sentence: ParsedSentence, scene: Scene, phrase: NounPhrase): string | null {
  const kind = weaponIn(sentence, phrase);
  if (kind !== null) return kind;
  const craft = isOneOf(sentence.tokens[phrase.head]?.lemma, CRAFT);
  return craft ? (scene.weapon ?? scene.kinds.at(-1) ?? null) : null;
}
