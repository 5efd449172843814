import { SAYING } from "../attribution/cue-lexicon.ts";
import { isWeekday } from "../text/calendar-words.ts";
import type { Token } from "../text/tokens.ts";
import { gappedClauses } from "./gaps.ts";
import { type ParsedSentence, parseSentence } from "./parsed-sentence.ts";
import type { NounPhrase } from "./noun-phrases.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt, lastUpTo, startingAt } from "./places.ts";

/**
 * What a sentence of several clauses says in sentences of one each: the main clause without what is set between commas, a relative clause with whom it
 * is of, a participle with who does it or whom it is done to. The words keep their places in the text; a "was" that the grammar needs has no length.
 * Sentences with nothing of the kind give none.
 */
export function unfolded(sentence: ParsedSentence): Unfolded {
  const { tokens } = sentence;
  if (tokens.length < LEAST_WORDS || tokens.length > MOST_WORDS)
    return { main: null, clauses: [], gapped: [] };
  const { insertions, kept } = withoutInsertions(sentence);
  const clauses = [...relativeClauses(sentence), ...participles(sentence, insertions)];
  return {
    main: insertions.length === 0 ? null : parseSentence(sentence, kept),
    clauses: clauses
      .filter((each) => each.length >= LEAST_CLAUSE)
      .slice(0, MOST_CLAUSES)
      .map((each) => parseSentence(sentence, each)),
    gapped: gappedClauses(sentence).map((each) => parseSentence(sentence, each)),
  };
}

/** What a sentence says in one clause each. */
export interface Unfolded {
  /** The main clause without what is set into it; null where nothing is. */
  readonly main: ParsedSentence | null;
  readonly clauses: readonly ParsedSentence[];
  /** Those whose verb is that of the clause before. */
  readonly gapped: readonly ParsedSentence[];
}

/** Words of a sentence that has several clauses, at least; at most, of one that is a sentence and no list. */
const LEAST_WORDS = 7;
const MOST_WORDS = 90;
/** Words of a clause that says something, at least. */
const LEAST_CLAUSE = 3;
/** Clauses that are looked at, at most. */
const MOST_CLAUSES = 8;

const COMMA = ",|–|—|-";

/** A range of tokens between two commas or dashes. */
interface Insertion {
  readonly from: number;
  readonly to: number;
}

/** What stands between a subject and its verb, from the first mark to the second, and the sentence without it. */
function withoutInsertions({ tokens, verbs, nouns }: ParsedSentence): {
  readonly insertions: readonly Insertion[];
  readonly kept: readonly Token[];
} {
  const insertions: Insertion[] = [];
  for (const verb of verbs) {
    if (!closes(tokens[verb.from - 1])) continue;
    const close = verb.from - 1;
    const open = openOf(tokens, nouns, close, insertions.at(-1)?.to ?? 0);
    // "They wanted, he said, to frighten us": before an infinitive only who says so.
    const said = verbs.some(
      ({ from, to, lemma }) => from > open && to === close && SAYING.has(lemma),
    );
    if (verb.form === "infinitive" && !said) continue;
    if (open !== -1) insertions.push({ from: open, to: close + 1 });
  }
  insertions.push(...restrictive({ tokens, verbs, nouns }, insertions));
  const kept = tokens.filter((_, at) => !insertions.some(({ from, to }) => from <= at && at < to));
  return { insertions, kept };
}

const RELATIVES: ReadonlySet<string> = new Set(["that", "which", "who"]);
const RELATIVES_OR_WHOM: ReadonlySet<string> = new Set([...RELATIVES, "whom"]);

/** "The guns that defend the dam opened up": the clause between a subject and its verb. */
function restrictive(
  sentence: Pick<ParsedSentence, "tokens" | "verbs" | "nouns">,
  known: readonly Insertion[],
): readonly Insertion[] {
  const { tokens, verbs, nouns } = sentence;
  return tokens.flatMap(({ lower, pos }, at): readonly Insertion[] => {
    if (!RELATIVES.has(lower) || pos === "DET" || at === 0) return [];
    const first = verbs.find(({ from, form }) => from === at + 1 && form === "finite");
    const subject = endingAt(nouns, at);
    if (first === undefined || subject === undefined) return [];
    const end = clauseEnd(sentence, at, first, false);
    const main = verbs.some(({ from, form }) => from === end && form === "finite");
    const apart = known.every(({ from, to }) => to <= at || from >= end);
    return main && apart ? [{ from: at, to: end }] : [];
  });
}

const closes = (token: Token | undefined): boolean =>
  token !== undefined && isOneOf(token.text, COMMA);

/** The mark after a noun with which an insertion begins that ends at `close`; -1 where there is none. */
function openOf(
  tokens: readonly Token[],
  nouns: readonly NounPhrase[],
  close: number,
  after: number,
): number {
  const mark = tokens[close]?.text;
  for (let at = close - 2; at > after; at--) {
    if (tokens[at]?.text !== mark) continue;
    const subject = endingAt(nouns, at) !== undefined;
    if (!subject) return -1;
    const first = tokens[at + 1];
    if (first === undefined || isOneOf(first.lower, "and|but|or|nor")) return -1;
    // "a group, founded in May, said": what begins like an insertion. A noun alone may be one of a list.
    const isOne =
      isOneOf(first.lower, INSERTED) ||
      isOneOf(first.pos, "VERB|ADP|ADV|DET|PRON|NUM") ||
      isOneOf(tokens[at + 2]?.lower, "who|which");
    if (isOne) return at;
  }
  return -1;
}

const INSERTED = "which|who|whose|whom|where|when|a|an|the|one|two|three|both|all|also|now|then";

/** What ends a relative clause or a participle that runs on. */
const isEnd = (token: Token | undefined): boolean =>
  token === undefined || isOneOf(token.text, '[,;:.()–—!?”"]');

function endAfter(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && !isEnd(tokens[at])) at++;
  return at;
}

/** "the rocket that hit the bakery", "Veshk, which the government says was behind it", "the warehouse into which it crashed". */
function relativeClauses(sentence: ParsedSentence): readonly (readonly Token[])[] {
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower, pos }, at): readonly (readonly Token[])[] => {
    // "the heights to the west, from where the fire came".
    const whence = lower === "where" && tokens[at - 1]?.lower === "from";
    if ((!whence && !RELATIVES_OR_WHOM.has(lower)) || at === 0) return [];
    if (lower === "that" && pos === "DET" && tokens[at + 1]?.pos === "NOUN") return [];
    const led = whence || (tokens[at - 1]?.pos === "ADP" && isOneOf(lower, "which|whom"));
    const before = led ? at - 2 : at - 1;
    const comma = tokens[before]?.text === "," ? 1 : 0;
    if (lower === "that" && comma === 1) return [];
    const whom = antecedent(sentence, before + 1 - comma, lower);
    const first = verbs.find(({ from }) => from > at);
    if (whom === null || first === undefined) return [];
    const end = clauseEnd(sentence, at, first, comma === 1);
    if (first.from >= end) return [];
    const clause = tokens.slice(at + 1, end);
    const begun = tokens
      .slice(at + 1, first.from)
      .every((each) => isOneOf(each.lower, BOTH) || each.pos === "ADV");
    if (begun) return led ? [] : [[...whom, ...clause]];
    // "reports that the port was attacked": what is reported, and nothing of the reports.
    const told = tokens.slice(Math.max(0, at - TOLD_WITHIN), at);
    if (lower === "that" && told.some(({ lemma }) => isOneOf(lemma, TOLD))) return [];
    if (led) {
      const lead = tokens.slice(at - 1, at);
      return [[...clause, ...lead, ...whom]];
    }
    // "which the government says was behind it": before the verb that has no subject else.
    const second = startingAt(verbs, first.to);
    if (second !== undefined && second.form !== "infinitive" && second.from < end)
      return [[...tokens.slice(at + 1, second.from), ...whom, ...tokens.slice(second.from, end)]];
    // "which it called a mistake", "for which": behind the verb, or its last preposition.
    return [[...tokens.slice(at + 1, first.to), ...whom, ...tokens.slice(first.to, end)]];
  });
}

/** Words between what is reported and "that", at most: "claims by the Valley Front that". */
const TOLD_WITHIN = 6;
const BOTH = "both|all|each|also|still|then|now";
const TOLD =
  "report|claim|rumour|rumor|news|fact|allegation|statement|suggestion|accusation|charge|word|sign|evidence|proof|suspicion|fear|warning|belief|confirmation|denial|information|indication|idea|message|video|story|moment|time|day";

/** Up to the comma that closes it, or to the verb of the main clause. */
function clauseEnd(
  { tokens, verbs }: Pick<ParsedSentence, "tokens" | "verbs">,
  at: number,
  first: VerbGroup,
  parted: boolean,
): number {
  const end = endAfter(tokens, at);
  if (parted) return end;
  // "the drones that hit the depot were launched": the second verb is not its own.
  const next = verbs.find(
    (verb) =>
      (verb.from > first.to || (verb.from === first.to && !SAYING.has(first.lemma))) &&
      verb.from < end &&
      verb.form === "finite" &&
      !isOneOf(
        tokens[verb.from - 1]?.lower,
        "and|or|but|to|that|which|who|when|while|as|after|before|because",
      ) &&
      !tokens.slice(first.to, verb.from).some(({ lower }) => isOneOf(lower, JOINS)),
  );
  return next?.from ?? end;
}

const JOINS = "and|or|but|that|which|who|when|while|after|before|because|where|if|as";

/** The phrase that ends at `to`, with those that "of" joins to it; "the crew of the ship, which was hit" is of the ship. */
function antecedent(
  { tokens, nouns }: ParsedSentence,
  to: number,
  pronoun: string,
): readonly Token[] | null {
  const nearest = nouns.find((each) => each.to === to);
  if (nearest === undefined) return null;
  let phrase: NounPhrase = nearest;
  for (;;) {
    const start: number = phrase.from;
    const whole =
      tokens[start - 1]?.lower === "of" ? nouns.find((each) => each.to === start - 1) : undefined;
    if (whole === undefined) break;
    if (pronoun === "which" && isOneOf(tokens[whole.head]?.lemma, PEOPLE_OF)) break;
    phrase = whole;
  }
  const head = tokens[phrase.head];
  if (head === undefined || !isOneOf(head.pos, "NOUN|PROPN|NUM") || isTime(head)) return null;
  return tokens.slice(phrase.from, to);
}

const PEOPLE_OF =
  "crew|captain|owner|resident|worker|member|mayor|head|chief|commander|spokesman|spokeswoman|director|manager|staff|patient|people|minister|governor|inhabitant|operator";

/** "The bridge, hit twice", "Hit twice, the bridge …", "…, condemning the strike": a participle with its noun. */
function participles(
  sentence: ParsedSentence,
  insertions: readonly Insertion[],
): readonly (readonly Token[])[] {
  const { tokens, verbs, nouns } = sentence;
  return verbs.flatMap((verb): readonly (readonly Token[])[] => {
    const done = verb.form !== "gerund";
    if (verb.from !== verb.main || !isParticiple(tokens[verb.main])) return [];
    // "the ministry, in a note, accused them": the main verb; and with an object it does something.
    if (insertions.some(({ to }) => to === verb.from)) return [];
    const next = startingAt(nouns, verb.to);
    if (done && next !== undefined && !isTime(tokens[next.head])) return [];
    let start = verb.from;
    while (tokens[start - 1]?.pos === "ADV") start--;
    const mark = tokens[start - 1];
    if (start !== 0 && mark?.text !== ",") return [];
    const end = endAfter(tokens, verb.to);
    const clause = tokens.slice(start, end);
    const was = auxiliary(clause[0]);
    // What a weapon did so is told as its harm.
    if (isOneOf(verb.lemma, HARMS) && !done) return [];
    // Fronted: of the subject that follows.
    if (start === 0) {
      const subject = startingAt(nouns, end + 1);
      const main = verbs.find(({ from }) => subject !== undefined && from >= subject.to);
      if (subject === undefined || main === undefined || tokens[end]?.text !== ",") return [];
      return [[...tokens.slice(subject.from, wholeEnd(sentence, subject)), was, ...clause]];
    }
    const beside = antecedent(sentence, start - 1, "which");
    // "the plant, struck by a missile, was burning": of the noun before. "…, condemning it": of the main subject.
    if (done && beside !== null) return [[...beside, was, ...clause]];
    const first = verbs.find(({ form }) => form === "finite");
    const subject =
      first === undefined || first.from > start ? undefined : lastUpTo(nouns, first.from);
    if (done || subject === undefined || subject.from > 2) return [];
    return [[...tokens.slice(subject.from, wholeEnd(sentence, subject)), was, ...clause]];
  });
}

function wholeEnd({ tokens, nouns }: ParsedSentence, { to }: NounPhrase): number {
  const of = tokens[to]?.lower === "of" ? startingAt(nouns, to + 1) : undefined;
  return of?.to ?? to;
}

const HARMS = "kill|injure|wound|hurt|damage|destroy|cause|leave|set|send|shatter";

const isTime = (token: Token | undefined): boolean =>
  token !== undefined &&
  (isOneOf(token.lemma, "hour|minute|day|week|month|year|time|morning|night|evening|twice|once") ||
    isWeekday(token.lower));

const isParticiple = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.pos === "VERB" &&
  /(?:ed|en|ing|wn|hit|struck|hurt|shot|cut|put|sent|made|built|held|left|lost|found|brought)$/.test(
    token.lower,
  );

const auxiliary = (before: Token | undefined): Token => ({
  start: before?.start ?? 0,
  end: before?.start ?? 0,
  text: "was",
  lower: "was",
  lemma: "be",
  pos: "AUX",
});
