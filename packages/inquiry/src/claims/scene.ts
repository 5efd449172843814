import { hasOneOf, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { wordsOf } from "./clause-facts.ts";
import { weaponIn } from "./weapon-in.ts";
import { type Count, countOf } from "./count.ts";
import { askedOf, asksOfWarning } from "./rules/answers.ts";
import { isRulersHome } from "./rules/attack-sites.ts";
import {
  ATTACK_NOUNS,
  DAMAGE_VERBS,
  DEATH_NOUNS,
  INJURE_VERBS,
  INJURY_NOUNS,
  KILL_VERBS,
  PEOPLE_OF_RANK,
  REMAINS,
  WEAPONS,
} from "./lexicon.ts";
import { hasKey, hasLemma, hasOne, indexOfOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";

/** What an account has told before a sentence: what "two of them" and "it" may stand for there. */
export interface Scene {
  /** The kind of the weapon that was named last, and how many there were, if anybody said. */
  readonly weapon: string | null;
  readonly weapons: Count | null;
  /** Every kind of weapon that was named so far. */
  readonly kinds: readonly string[];
  /** Whom the sentence before told of: the killed or the injured; null where of neither or of both. */
  readonly toll: "casualties.killed" | "casualties.injured" | null;
  /** Whether an attack was spoken of in the last sentences. */
  readonly attack: boolean;
  /** Whether the account is of an attack at all: its first sentences speak of one. */
  readonly about: boolean;
  /** Whether the sentence is one of those that say what an account is about: its headline, or the first behind it. */
  readonly lead: boolean;
  /** Whether the sentence before tells of things that were damaged. */
  readonly harmed: boolean;
  /** Whether it comes to a weapon further on, as who tells a story does. */
  readonly story: boolean;
  /** The kind of the weapon that the sentence before named; null where it named none. */
  readonly just: string | null;
  /** Whether the sentence before speaks of explosions that were heard, and of no weapon. */
  readonly bang: boolean;
  /** Of which weapon it was asked or left open how many there were, in the last sentences; null where of none. */
  readonly asked: string | null;
  /** Whether the sentence before asks if people were warned. */
  readonly question: boolean;
  /** What else the sentence before asks: who did it, or where it came from; null where neither. */
  readonly asks: "who" | "where" | null;
  /** Whether the sentence before says of somebody that he did it. */
  readonly charge: boolean;
  /** Whether the sentence before speaks of a siren or a warning. */
  readonly siren: boolean;
  /** Whether it speaks of that or of any other defence. */
  readonly defence: boolean;
  /** Whether it says of a defence that it did nothing. */
  readonly idle: boolean;
  /** Whether the sentence after says so. */
  readonly idleNext: boolean;
  /** Whether it was told that a ruler's home was attacked, or that somebody tried to kill one. */
  readonly ruler: boolean;
  /** The group that signs the account as its own statement; null where none does. */
  readonly issuer: string | null;
}

/** Before anything is told. */
export const OPENING: Scene = {
  weapon: null,
  weapons: null,
  kinds: [],
  toll: null,
  attack: false,
  about: false,
  lead: false,
  harmed: false,
  story: false,
  just: null,
  bang: false,
  asked: null,
  question: false,
  asks: null,
  charge: false,
  siren: false,
  defence: false,
  idle: false,
  idleNext: false,
  ruler: false,
  issuer: null,
};

/** Sentences after which nobody means a weapon or an attack any more that was named once. */
const REMEMBERED = 4;

/** Sentences in which the question how many there were stays open. */
const ASKED = 3;
/** Sentences at the head of an account that say what it is about. */
const HEAD = 4;
/** Those of them, past headings without a verb, that say in one breath what was attacked. */
const LEAD = 2;
/** Those within which whoever was there comes to what there was to hear. */
const HEAD_OF_TALK = 9;
/** Those within which who tells a story comes to the weapon. */
const HEAD_OF_STORY = 14;

/** "How many drones did you see?", "the number of rockets is disputed". */
function askedIn(sentence: ParsedSentence): string | null {
  const { tokens, nouns } = sentence;
  if (!hasOneOf(sentence, "many|number|or")) return null;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      (lower === "how" && tokens[i + 1]?.lower === "many") ||
      (lower === "number" && tokens[i + 1]?.lower === "of"),
  );
  // "Were there two drones or three?"
  if (tokens.at(-1)?.text === "?") {
    const either = tokens.findIndex(
      ({ lower, pos }, i) => lower === "or" && tokens[i + 1]?.pos === "NUM" && pos === "CCONJ",
    );
    const counted = nouns.find((each) => each.to === either);
    const kind = counted === undefined ? null : weaponIn(sentence, counted);
    if (kind !== null) return kind;
  }
  const phrase = nouns.find(
    ({ from, to }) =>
      at !== -1 &&
      to > at + 1 &&
      from <= at + 3 &&
      weaponIn(sentence, { from, to, head: to - 1 }) !== null,
  );
  return phrase === undefined ? null : weaponIn(sentence, { ...phrase, head: phrase.to - 1 });
}

/** "Statement by the Harbour Brigade", "Communiqué No. 9 of the Sons of the Delta": who signs. No office: that speaks of its war. */
function issuerOf(sentences: readonly ParsedSentence[]): string | null {
  for (const { tokens, nouns } of sentences) {
    const at = indexOfOne(tokens, STATEMENTS);
    const link = tokens.findIndex(
      ({ lower }, i) =>
        at !== -1 && i > at && i <= at + SIGNED_WITHIN && isOneOf(lower, "by|of|from"),
    );
    const first = nouns.find(({ from }) => link !== -1 && from === link + 1);
    if (first === undefined) continue;
    const more = nouns.find(
      ({ from }) => from === first.to + 1 && tokens[first.to]?.lower === "of",
    );
    const words = tokens.slice(first.from, more?.to ?? first.to);
    const named = words.some(
      ({ text, pos }) => /^\p{Lu}/u.test(text) && isOneOf(pos, "PROPN|NOUN"),
    );
    if (!named || words.some(({ lower }) => isOneOf(lower, OFFICES))) continue;
    const from = words[0]?.pos === "DET" ? first.from + 1 : first.from;
    return wordsOf({ tokens }, from, more?.to ?? first.to);
  }
  return headedBy(sentences);
}

const FIGHTING =
  "brigades?|front|resistance|battalions?|mujahideen|movement|legion|falcons|sons|lions|knights|guards";

/** "WAR MEDIA OFFICE - BRIGADES OF THE SILENT MOUNTAIN", with "Statement 41" below it. */
function headedBy(sentences: readonly ParsedSentence[]): string | null {
  const [first] = sentences;
  // The line "Statement 41" may be taken for a subheading and not be read.
  const office =
    first?.tokens.some(({ lower }) => isOneOf(lower, "media|information|military")) ?? false;
  const signed =
    office ||
    sentences
      .slice(0, SIGNED_HEAD)
      .some(({ tokens }) => tokens.length <= SIGNED_WITHIN && hasOne(tokens, STATEMENTS));
  const at = first?.tokens.findIndex(({ lower }) => isOneOf(lower, FIGHTING)) ?? -1;
  if (first === undefined || at === -1 || !signed || first.verbs.length > 0) return null;
  let end = at + 1;
  while (end < first.tokens.length && !isOneOf(first.tokens[end]?.text, "[-–—,.:;(]")) end++;
  const small = /^(?:of|the|and|for)$/;
  return wordsOf(first, at, end)
    .toLowerCase()
    .replace(/\p{L}+/gu, (word) =>
      small.test(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1),
    );
}

/** Sentences at the head of a statement that say that it is one. */
const SIGNED_HEAD = 3;

const STATEMENTS = "statement|communiqu[eé]|declaration|message|proclamation";
const OFFICES =
  "ministry|minister|army|staff|command|police|government|office|defen[cs]e|navy|force|forces|united|embassy|president|presidency|council|airport|hospital|company|department|agency|authority|port|operator|commission|committee";
/** Words between a statement and who signs it, at most. */
const SIGNED_WITHIN = 4;

/** The scene before each sentence. */
export function scenesOf({ sentences }: ParsedText): readonly Scene[] {
  const scenes: Scene[] = [];
  let [weapon, weapons, weaponAt, attackAt]: [string | null, Count | null, number, number] = [
    null,
    null,
    -Infinity,
    -Infinity,
  ];
  let [just, asked, askedAt]: [string | null, string | null, number] = [null, null, -Infinity];
  let [spokenOf, ruler] = [false, false];
  const kinds = new Set<string>();
  const issuer = issuerOf(sentences.slice(0, HEAD));
  // A heading without a verb says whose it is, or what.
  const told = sentences.filter(({ verbs }, i) => i < HEAD || verbs.length > 0);
  const headings = sentences.slice(0, HEAD).filter(({ verbs }) => verbs.length === 0).length;
  const about =
    told.slice(0, HEAD + headings).some(isOfAttack) ||
    sentences.slice(0, HEAD_OF_TALK).filter(isOfBlast).length > 1;
  const story =
    about || sentences.slice(0, HEAD_OF_STORY).some((each) => weaponNamed(each) !== null);
  for (const [i, sentence] of sentences.entries()) {
    ruler ||= isOfRuler(sentence);
    const known = i - weaponAt <= REMEMBERED;
    const before = sentences[i - 1];
    scenes.push({
      weapon: known ? weapon : null,
      weapons: known ? weapons : null,
      kinds: [...kinds],
      toll: tollIn(before),
      attack: i - attackAt <= REMEMBERED,
      about,
      lead: i < LEAD + headings,
      harmed: before !== undefined && hasKey(before.tokens, DAMAGE_VERBS),
      story,
      just,
      bang: just === null && hasLemma(before?.tokens ?? [], BANGS),
      asked: i - askedAt <= ASKED ? asked : null,
      charge: hasLemma(before?.tokens ?? [], CHARGES),
      siren: before?.tokens.some(({ lower }) => SIRENS.has(lower)) ?? false,
      defence: spokenOf,
      idle: before?.paragraph === sentence.paragraph && isIdle(before),
      idleNext: isIdleBeside(sentence, sentences[i + 1]),
      question: before !== undefined && asksOfWarning(before),
      asks: before === undefined ? null : askedOf(before),
      ruler,
      issuer,
    });
    spokenOf = isOfDefence(sentence, spokenOf, sentences[i + 1]);
    const named = weaponNamed(sentence);
    just = named?.kind ?? null;
    if (named !== null) kinds.add(named.kind);
    for (const phrase of sentence.nouns) {
      const kind = weaponIn(sentence, phrase);
      if (kind !== null) kinds.add(kind);
    }
    const question = askedIn(sentence);
    if (question !== null) [asked, askedAt] = [question, i];
    if (named !== null) {
      [weapon, weaponAt] = [named.kind, i];
      if (named.count !== null) weapons = named.count;
    }
    // "The aircraft had taken off near the bridge.": they are still told of.
    else if (weapon === "drone" && hasOne(sentence.tokens, "aircraft|aircrafts|machines?|craft"))
      weaponAt = i;
    if (named !== null || isOfAttack(sentence)) attackAt = i;
  }
  return scenes;
}

/** "drones hit the premier's home", "an attempt to assassinate the governor". */
const isOfRuler = (sentence: ParsedSentence): boolean =>
  hasKey(sentence.tokens, PEOPLE_OF_RANK) &&
  (hasOne(sentence.tokens, "assassination|assassinate|assassinated") ||
    sentence.nouns.some((phrase) => isRulersHome(sentence, phrase)));

const BANGS = "explosion|bang|blast|boom|detonation|thud|shot";
const CHARGES =
  "accuse|blame|allege|allegation|accusation|responsible|suspect|bomb|shell|fire|launch|bombard";
const SIRENS: ReadonlySet<string> = new Set(
  "siren sirens alarm alarms alert alerts warning warnings".split(" "),
);
/** Whether the next sentence comes after one of a defence: "It stayed silent." and "A lorry with one had stood there." go on in its paragraph. */
const isOfDefence = (
  { tokens, paragraph }: ParsedSentence,
  before: boolean,
  next: ParsedSentence | undefined,
): boolean =>
  hasOne(tokens, DEFENCES) ||
  (before &&
    next?.paragraph === paragraph &&
    ((tokens.length < BRIEF && isOneOf(tokens[0]?.lower, "it|they|both|neither|none|that")) ||
      hasOne(tokens, "one")));
/** Tokens of "It stayed silent.", at most. */
const BRIEF = 9;
/** "No siren sounded.", "The guns stayed silent." */
function isIdle(sentence: ParsedSentence): boolean {
  return (
    (hasOne(sentence.tokens, DEFENCES) || hasOne(sentence.tokens, "guns?|system|app")) &&
    deniesAnything(sentence)
  );
}
const deniesAnything = ({ tokens }: ParsedSentence): boolean =>
  hasOne(
    tokens,
    "no|not|n['’]t|never|none|nobody|nothing|without|fail|failed|silent|quiet|mute|off|offline|inactive",
  );
/** The same of the sentence that follows in one paragraph. */
const isIdleBeside = (sentence: ParsedSentence, next: ParsedSentence | undefined): boolean =>
  next !== undefined &&
  next.paragraph === sentence.paragraph &&
  (isIdle(next) ||
    // "The siren runs on compressed air, and the pump is broken. It remained silent."
    (isOneOf(next.tokens[0]?.lower, "it|they|none|neither") &&
      sentence.tokens.some(({ lower }) => isOneOf(lower, DEFENCES)) &&
      deniesAnything(next)));
const DEFENCES =
  "sirens?|alarms?|alerts?|warnings?|warned|radars?|sensors?|detectors?|jammers?|c-ram|ram|patriots?|interceptors?|batter(?:y|ies)|defen[cs]es?|loudspeakers?|cannons?";

/** "I counted four explosions", "no siren": what people tell who were there. */
function isOfBlast({ tokens }: ParsedSentence): boolean {
  return hasLemma(tokens, "explosion|siren|shrapnel|shelling|detonation|blast");
}

function isOfAttack({ tokens }: ParsedSentence): boolean {
  return tokens.some(
    ({ lemma, lower, pos }) =>
      (pos === "NOUN" && ATTACK_NOUNS.has(lemma)) || WEAPONS.has(lemma) || WEAPONS.has(lower),
  );
}

const KILLED: ReadonlySet<string> = new Set([
  ...KILL_VERBS,
  ...DEATH_NOUNS,
  ..."life lives body".split(" "),
]);
const INJURED: ReadonlySet<string> = new Set([...INJURE_VERBS, ...INJURY_NOUNS]);

function tollIn(sentence: ParsedSentence | undefined): Scene["toll"] {
  const tokens = sentence?.tokens ?? [];
  const killed = hasKey(tokens, KILLED);
  const injured = hasKey(tokens, INJURED);
  if (killed === injured) return null;
  return killed ? "casualties.killed" : "casualties.injured";
}

/** The last weapon that a sentence names, and the greatest firm number of such. */
export function weaponNamed(
  sentence: ParsedSentence,
): { readonly kind: string; readonly count: Count | null } | null {
  const { tokens, nouns } = sentence;
  let kind: string | null = null;
  let count: Count | null = null;
  for (const phrase of nouns) {
    const own = weaponIn(sentence, phrase);
    if (own === null || REMAINS.has(tokens[phrase.from - 2]?.lemma ?? "")) continue;
    kind = own;
    const said = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (said !== null && !said.weak && said.min > (count?.min ?? 0)) count = said;
  }
  if (kind === null && hasKey(tokens, WEAPONS)) {
    const word = tokens.find(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
    kind = word === undefined ? null : (WEAPONS.get(word.lemma) ?? WEAPONS.get(word.lower) ?? null);
  }
  return kind === null ? null : { kind, count };
}
