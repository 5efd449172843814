import { hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { SAYING } from "../attribution/cue-lexicon.ts";
import { isWeekday, MONTHS } from "../text/calendar-words.ts";
import type { Token } from "../text/tokens.ts";
import { ATTACK_NOUNS, WEAPONS } from "./lexicon.ts";
import { MAIN_EVENT } from "./main-event.ts";
import { hasKey, hasLemma, hasOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import { firstOf, sifted } from "../text/sifted.ts";

const CROWD = /^(?:protest|demonstrat|rally|riot|clash|march|election|vote|ballot|funeral)/;
/** What befell a crowd, where the account is about an attack. */
export const CROWD_EVENT = "other: crowd";

/** Whether a word speaks of a crowd, or of a vote. */
export const hasCrowd = ({ lemma, text, pos }: Token): boolean =>
  // "in March", "the National Rally Front".
  CROWD.test(lemma) && text !== "March" && !(text === "Rally" && pos === "PROPN");

const FORCE =
  /^(?:attack|strike|kill|injure|wound|hurt|shoot|firefight|casualt|victim|dead|death|toll)/;

/**
 * The event of each sentence. An account's main event is the attack that its first sentences are about. A sentence belongs to another where
 * it speaks of a crowd and of no weapon, or names a month or year that is not the main event's; what follows in the same paragraph goes with
 * it until the main event is named again.
 */
export function eventsOf(parsed: ParsedText): readonly string[] {
  const crowdIsMain = isAboutCrowd(parsed.sentences.slice(0, 3));
  const main = {
    days: weekdaysIn(parsed.sentences.slice(0, 6)),
    years: yearsIn(parsed.sentences.slice(0, OPENING_SENTENCES)),
  };
  const openingDays = weekdaysIn(
    parsed.sentences
      .slice(0, OPENING_SENTENCES)
      .filter(({ tokens }) =>
        tokens.some(
          ({ lemma }) => WEAPONS.has(lemma) || ATTACK_NOUNS.has(lemma) || FORCE.test(lemma),
        ),
      ),
  );
  const events: string[] = [];
  for (const [i, sentence] of parsed.sentences.entries()) {
    const previous = parsed.sentences[i - 1];
    const before =
      previous?.paragraph === sentence.paragraph ? (events[i - 1] ?? MAIN_EVENT) : MAIN_EVENT;
    const day = i < OPENING_SENTENCES ? null : otherWeekday(sentence, openingDays);
    events.push(
      day === null
        ? eventOf(sentence, before, crowdIsMain, main, i < OPENING_SENTENCES)
        : `other: ${day}`,
    );
  }
  return events;
}

function eventOf(
  sentence: ParsedSentence,
  before: string,
  crowdIsMain: boolean,
  main: { readonly days: ReadonlySet<string>; readonly years: ReadonlySet<string> },
  opens: boolean,
): string {
  const { tokens } = sentence;
  const weapon = hasKey(tokens, WEAPONS) || hasOne(tokens, "unmanned");
  const assassination = tokens.some(
    ({ lower }) => lower.startsWith("assassinat") || lower === "residence",
  );
  const crowd = tokens.some(hasCrowd);
  if (hasWord(sentence, SIMULATED) || isDrill(sentence)) return "other: exercise";
  if (isAccident(sentence)) return "other: accident";
  const earlier = opens ? null : earlierTime(sentence);
  if (earlier !== null) return `other: ${earlier}`;
  const dated = otherDate(sentence, main.years);
  if (dated !== null && !(weapon && main.days.size === 0 && /^\d/.test(dated)))
    return `other: ${dated}`;
  if (crowdIsMain || isAboutTheAttack(sentence)) return MAIN_EVENT;
  if (
    crowd &&
    !weapon &&
    !(assassination && !tokens.some(({ lemma }) => FORCE.test(lemma) && lemma !== "attack"))
  )
    return CROWD_EVENT;
  if (weapon || assassination) return MAIN_EVENT;
  const toll = tokens.some(({ lemma }) => FORCE.test(lemma));
  const names = tokens.some(
    ({ lemma, pos }, i) =>
      pos === "NOUN" && ATTACK_NOUNS.has(lemma) && tokens[i - 1]?.lower !== "an",
  );
  if (before !== MAIN_EVENT && toll && !names) return before;
  return before !== MAIN_EVENT && !names ? before : MAIN_EVENT;
}

const SIMULATED: ReadonlySet<string> = new Set(
  "simulate simulates simulated rehearse rehearses rehearsed".split(" "),
);
const DRILLS: ReadonlySet<string> = new Set(
  "exercise exercises drill drills rehearsal rehearsals".split(" "),
);
const DISASTERS: ReadonlySet<string> = new Set(
  "earthquake flood landslide avalanche hurricane cyclone".split(" "),
);
const CRASHES: ReadonlySet<string> = new Set(["accident", "crash", "collision"]);

/** "The attack was condemned by the leader whose bloc won the election": it is the attack of which something is said. */
function isAboutTheAttack({ tokens, verbs }: ParsedSentence): boolean {
  const first = verbs.find(({ form }) => form === "finite");
  const opening = tokens.slice(0, first?.from ?? 0);
  return (
    opening.length <= 4 &&
    isOneOf(opening[0]?.lower, "the|this") &&
    ATTACK_NOUNS.has(opening.at(-1)?.lemma ?? "")
  );
}

/** "an exercise held in March had assumed 80 dead", "during Thursday's exercise": what was only practised. */
function isDrill(sentence: ParsedSentence): boolean {
  const { tokens } = sentence;
  if (!hasWord(sentence, DRILLS)) return false;
  return tokens.some(
    ({ lower, pos }, i) =>
      DRILLS.has(lower) &&
      pos === "NOUN" &&
      (isOneOf(tokens.slice(0, i).findLast((each) => each.pos === "ADP")?.lower, "during|in") ||
        tokens.slice(i).some(({ lower: word }) => isOneOf(word, "assumed?|envisaged|supposed"))),
  );
}

/** "killed in a road accident", "after an earthquake in which 230 died": nobody's attack. */
function isAccident(sentence: ParsedSentence): boolean {
  const { tokens } = sentence;
  if (!hasWord(sentence, DISASTERS) && !hasWord(sentence, CRASHES)) return false;
  return tokens.some(
    ({ lower, lemma }, i) =>
      DISASTERS.has(lemma) ||
      (CRASHES.has(lower) &&
        isOneOf(tokens[i - 1]?.lower, "road|traffic|car|train|bus|plane|mining|motorway")),
  );
}

/** Sentences that say when the account's own event was: "last month's attack" is it there, and another further on. */
const OPENING_SENTENCES = 2;

/** "last month", "three years ago", "in previous attacks", "during ten years of war": another time than the account's event. */
function earlierTime({ tokens }: ParsedSentence): string | null {
  // Of people who were hurt: what somebody is accused of or has done in ten years may be said of the account's own event.
  if (!hasLemma(tokens, TOLL)) return null;
  const words = tokens.map(({ lower }) => lower).join(" ");
  const found = firstOf(EARLIER, words);
  // "four were killed in the deadliest attack since a truce was signed last autumn": another time than that of which it is told.
  const since = tokens.findLastIndex(({ lower }) => lower === "since");
  const before = since !== -1 && hasLemma(tokens.slice(0, since), TOLL);
  const apart = found !== null && before && /\bsince\b[^,;]*$/.test(words.slice(0, found.index));
  return found === null || apart ? null : found[0];
}

const TOLL = "kill|die|injure|wound|hurt|dead|death|casualty|murder|massacre|assassinate";
const SPAN = "(?:week|month|year|decade)s?";
const EARLIER = [
  sifted("last", /\blast (?:month|year|spring|summer|autumn|winter)\b/),
  sifted(
    "ago|earlier|before",
    new RegExp(
      `\\b(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|many|a few) ${SPAN} (?:ago|earlier|before)\\b`,
    ),
  ),
  sifted(
    "weeks?|months?|years?|decades?",
    new RegExp(
      `\\b(?:during|in|over|throughout|after) (?:the (?:last|past) )?(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|several|many) ${SPAN} of\\b`,
    ),
  ),
  sifted(
    "past|last|recent",
    new RegExp(`\\b(?:in|over|during) (?:the )?(?:past|last|recent) (?:\\w+ )?${SPAN}\\b`),
  ),
  sifted("attacks|strikes|raids", /\bin (?:previous|earlier|past) (?:attacks|strikes|raids)\b/),
  sifted("before|since", new RegExp(`\\bin the ${SPAN} (?:before|since)\\b`)),
  sifted(
    "years",
    /\bin (?:the (?:last|past) )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) years\b/,
  ),
  sifted(
    "day|week|month|night",
    /^(?:on )?(?:the|a) (?:day|week|month|night) (?:before|earlier)\b/,
  ),
  sifted(
    "since",
    /\bsince (?:the )?(?:war|conflict|fighting|campaign|invasion|offensive|uprising) (?:began|started|broke)\b/,
  ),
  sifted(
    "occasions",
    /\bon (?:several|many|two|three|four|five|six|\d+) (?:earlier |previous )?occasions\b/,
  ),
];

/** A past month or year other than a bare day of the week. */
function otherDate(sentence: ParsedSentence, mainYears: ReadonlySet<string>): string | null {
  const { tokens } = sentence;
  for (const [i, token] of tokens.entries()) {
    // "because it had been moved in December": when the reason came about.
    if (isOneOf(token.lower, "because|retaliation|reprisal|revenge")) return null;
    const lead = tokens[i - 1]?.lower ?? "";
    if (lead === "and" && tokens.slice(0, i).some(({ lower }) => lower === "born")) continue;
    // "girls born in 2013": no time of the event.
    if (tokens[i - 2]?.lower === "born" || mainYears.has(token.lower)) continue;
    const year =
      /^(?:19|20)\d{2}$/.test(token.lower) &&
      // "the January 2020 assassination".
      (isOneOf(lead, "in|since|of|late|early|third|,") ||
        (MONTHS.includes(lead) && tokens[i - 2]?.lower === "the"))
        ? token.lower
        : null;
    if (year !== null && tokens.some(({ lower }) => lower === "date")) return null;
    if (year !== null && !isOfAnotherDeed(sentence, i)) return year;
    if (
      MONTHS.includes(token.lower) &&
      (token.lower === "may" ? token.text === "May" : token.pos === "PROPN") &&
      isOneOf(lead, "in|since|last") &&
      !(lead === "since" && isRankedSince(sentence, i - 1)) &&
      !isOfAnotherDeed(sentence, i)
    )
      return token.lower;
  }
  return null;
}

/** "the fourth such raid since August", "the deadliest attack there since May": what is told is the last of them. */
const isRankedSince = ({ tokens }: ParsedSentence, since: number): boolean =>
  tokens
    .slice(Math.max(0, since - RANKED_WITHIN), since)
    .some(
      ({ lower }, i, words) =>
        isOneOf(words[i - 1]?.lower, "the|its|their") &&
        (isOneOf(lower, RANKS) || (lower.endsWith("est") && lower.length > SHORT_RANK)),
    );

const RANKS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|most|worst|latest|last";
/** Letters of "west" and "rest", which rank nothing. */
const SHORT_RANK = 4;
/** Words between a rank and since when it is so, at most. */
const RANKED_WITHIN = 9;

/**
 * Whether a date goes with a deed that is no attack: "the system was set up in 2020", "a nurse who had worked there since 2019", "its licence had
 * lapsed in March". It says nothing of when anything was attacked.
 */
function isOfAnotherDeed({ tokens, verbs }: ParsedSentence, date: number): boolean {
  const deed = verbs.findLast(({ main }) => main < date);
  if (deed === undefined || isOneOf(deed.lemma, OF_ATTACKS) || FORCE.test(deed.lemma)) return false;
  // "310 were murdered since the union was formed in 1962": the time of the murders.
  if (tokens.slice(0, deed.from).some(({ lower }) => lower === "since")) return false;
  return !tokens
    .slice(deed.main + 1, date)
    .some(
      ({ lemma, lower, text }) =>
        text === ";" ||
        lower === "that" ||
        FORCE.test(lemma) ||
        ATTACK_NOUNS.has(lemma) ||
        WEAPONS.has(lemma) ||
        WEAPONS.has(lower) ||
        CROWD.test(lemma),
    );
}

/** Beside those of force: what may be said of an attack, or of when people were hurt. */
const OF_ATTACKS =
  "be|have|happen|occur|take|come|begin|start|end|last|see|suffer|lose|carry|launch|fire|hit|shell|bomb|raid|target|land|fall|drop|explode|destroy|damage|die|murder|massacre|assassinate|use|record|report|say|document";

/** The years that an account's first sentences name: its own event's, or that of what is written. */
function yearsIn(sentences: readonly ParsedSentence[]): ReadonlySet<string> {
  return new Set(
    sentences.flatMap(({ tokens }) =>
      tokens.filter(({ lower }) => /^(?:19|20)\d{2}$/.test(lower)).map(({ lower }) => lower),
    ),
  );
}

/** Whether an event is one of another year, or of years: its tolls are history and no claims of an inquiry. */
export function isHistory(event: string): boolean {
  return /^other: (?:exercise$|accident$|since |\d{4}$|last year|in (?:previous|earlier|past) |.*\b(?:years?|decades?)\b)/.test(
    event,
  );
}

function weekdaysIn(sentences: readonly ParsedSentence[]): ReadonlySet<string> {
  return new Set(
    sentences.flatMap(({ tokens }) =>
      tokens.filter(({ lower }) => isWeekday(lower)).map(({ lower }) => lower),
    ),
  );
}

/** "On Wednesday a shell had killed a woman", where the account's own attack was on another day: a day that opens what was done, and not what was said. */
function otherWeekday(
  { tokens, verbs }: ParsedSentence,
  openingDays: ReadonlySet<string>,
): string | null {
  const at = tokens[0]?.lower === "on" ? 1 : 0;
  const day = tokens[at]?.lower ?? "";
  const done = verbs.find(({ form }) => form === "finite");
  if (!isWeekday(day) || openingDays.size === 0 || openingDays.has(day)) return null;
  if (done === undefined || SAYING.has(done.lemma)) return null;
  const isAttack = tokens.some(({ lemma }) => WEAPONS.has(lemma) || ATTACK_NOUNS.has(lemma));
  return isAttack ? day : null;
}

function isAboutCrowd(sentences: readonly ParsedSentence[]): boolean {
  const has = (pattern: (lemma: string) => boolean): boolean =>
    sentences.some(({ tokens }) => tokens.some(({ lemma }) => pattern(lemma)));
  return (
    !has((lemma) => WEAPONS.has(lemma) || ATTACK_NOUNS.has(lemma)) &&
    has((lemma) => CROWD.test(lemma))
  );
}
