import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt, startingAt } from "../grammar/places.ts";
import { SAYING } from "./cue-lexicon.ts";

const RELATIVE: ReadonlySet<string> = new Set(["who", "which", "that"]);
const SUBORDINATE: ReadonlySet<string> = new Set([
  "that",
  "because",
  "while",
  "when",
  "if",
  "although",
  "though",
  "since",
  "whether",
  "where",
  "after",
  "before",
  "as",
  "until",
  "unless",
]);

/** Prepositions that tie a noun to the one before it. */
const TIES: ReadonlySet<string> = new Set([
  "of",
  "for",
  "from",
  "in",
  "at",
  "with",
  "to",
  "on",
  "by",
  "among",
  "inside",
  "near",
  "within",
]);

/** Nouns after a preposition that say when or by what means something was said, and not who said it. */
const MEANS =
  "statement|interview|tweet|post|letter|conference|briefing|speech|email|e-mail|phone|twitter|facebook|tv|television|radio|sunday|monday|tuesday|wednesday|thursday|friday|saturday|week|month|year|morning|evening|night|yesterday|today|condition|report|message|video";

/** Token range of a phrase with what belongs to it. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/**
 * The subject before a verb: from the first noun phrase of its clause that no preposition leads, up to the verb, appositions included. Null
 * where none stands there.
 */
export function subjectBefore(sentence: ParsedSentence, verb: VerbGroup): Reach | null {
  const apart = beforeRelative(sentence, verb) ?? beforeSetIn(sentence, verb);
  if (apart !== null) return apart;
  const edge = clauseStart(sentence, verb);
  const { tokens, nouns, verbs } = sentence;
  const inside = nouns.filter(({ from, to }) => from >= edge && to <= verb.from);
  const direct = inside.findLast(({ to }) => to === verb.from);
  if (
    direct !== undefined &&
    RELATIVE.has(tokens[direct.from]?.lower ?? "") &&
    direct.to - direct.from === 1
  )
    return { from: direct.from, to: direct.to };
  // "Ove Teck said the army told him": who stands between two verbs of saying says the second.
  if (
    direct !== undefined &&
    verbs.some(
      ({ to, lemma, form }) => to === direct.from && form === "finite" && SAYING.has(lemma),
    )
  )
    return { from: direct.from, to: direct.to };
  // "It was the ministry that first said", "It was the mayor who told".
  const cleft = cleftBefore(sentence, verb);
  if (cleft !== null) return cleft;
  const barrier = Math.max(lastPredicate(sentence, verb, edge), afterLead(sentence, verb, edge));
  const first = inside.find(
    (phrase) =>
      phrase.from >= barrier && !isBracketed(tokens, phrase.from) && !isLed(sentence, phrase, edge),
  );
  if (first === undefined) return afterDay(sentence, inside.at(-1), verb);
  let to = verb.from;
  while (
    to > first.to &&
    /^[,;:–-]$|^ADV$/.test(tokens[to - 1]?.pos === "ADV" ? "ADV" : (tokens[to - 1]?.text ?? ""))
  )
    to--;
  // "An official who asked not to be named because he was not authorised to speak said": the official.
  const whole = verbs.some(
    ({ from, to: end, form }) => from >= first.to && end <= to && form === "finite",
  );
  if (whole && isOneOf(tokens[first.from]?.lower, "he|she|they|it"))
    return beforeWho(sentence, verb) ?? { from: afterClock(sentence, first.from), to };
  return { from: afterClock(sentence, first.from), to };
}

/** "On Monday Colonel Ove Teck said", "On Monday residents said": the day is no part of who speaks. */
function afterDay(
  { tokens }: ParsedSentence,
  phrase: NounPhrase | undefined,
  verb: VerbGroup,
): Reach | null {
  const [lead, day] = [tokens[(phrase?.from ?? 0) - 1], tokens[phrase?.from ?? -1]];
  if (
    phrase === undefined ||
    !isOneOf(lead?.lower, "on|since|by|until") ||
    phrase.to < phrase.from + 2
  )
    return null;
  if (!tokens.slice(phrase.to, verb.from).every(({ pos }) => pos === "ADV")) return null;
  const time = isOneOf(tokens[phrase.head]?.lower, "night|morning|evening|afternoon|noon|midnight");
  return isOneOf(day?.lower, WEEKDAY) && !time ? { from: phrase.from + 1, to: phrase.to } : null;
}

const WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** "It was the ministry that first said": who stands between "was" and "that". */
function cleftBefore({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): Reach | null {
  if (tokens[0]?.lower !== "it" || !verbs.some(({ from, lemma }) => from === 1 && lemma === "be"))
    return null;
  const who = nouns.find(({ from }) => from === 2);
  const that = tokens.findIndex(
    ({ lower }, i) => i >= (who?.to ?? tokens.length) && isOneOf(lower, "that|who|which"),
  );
  if (who === undefined || that === -1 || that > who.to + CLEFT_WITHIN || that >= verb.from)
    return null;
  const nothing = tokens
    .slice(that + 1, verb.from)
    .every(({ pos }) => pos === "ADV" || pos === "ADJ");
  return nothing ? { from: who.from, to: tokens[that - 1]?.text === "," ? that - 1 : that } : null;
}

/** Words between who it was and "that", at most: an apposition. */
const CLEFT_WITHIN = 6;

/** The phrase that opens the sentence and has a relative clause that runs up to the verb. */
function beforeWho({ tokens, nouns }: ParsedSentence, verb: VerbGroup): Reach | null {
  const first = nouns.find(({ from }) => from === 0);
  const who = first === undefined ? -1 : first.to;
  return isOneOf(tokens[who]?.lower, "who|whose") &&
    !tokens.slice(0, verb.from).some(({ text }) => isOneOf(text, '[,;:“”"]'))
    ? { from: 0, to: verb.from }
    : null;
}

/** "A doctor at the hospital, who asked not to be named as he was not allowed to speak, said": who stands before the clause between commas. */
export function beforeRelative({ tokens, nouns }: ParsedSentence, verb: VerbGroup): Reach | null {
  if (tokens[verb.from - 1]?.text !== ",") return null;
  // "two officials, neither of whom would be named, said".
  const opensAt = (i: number): boolean =>
    tokens[i - 1]?.text === "," &&
    (isOneOf(tokens[i]?.lower, "who|whose|which") ||
      (tokens[i + 1]?.lower === "of" && isOneOf(tokens[i + 2]?.lower, "whom|which")));
  const who = tokens.slice(0, Math.max(0, verb.from - 2)).findLastIndex((_, i) => opensAt(i));
  const within = tokens.slice(who, verb.from - 1);
  if (who === -1 || within.some(({ text }) => isOneOf(text, '[;:“”"]'))) return null;
  // Another comma ends the clause before.
  if (within.some(({ text }) => text === ",")) return null;
  let first = endingAt(nouns, who - 1);
  for (;;) {
    const at = first?.from ?? -1;
    const tied = TIES.has(tokens[at - 1]?.lower ?? "") ? endingAt(nouns, at - 1) : undefined;
    if (first === undefined || tied === undefined) break;
    first = tied;
  }
  return first === undefined ? null : { from: first.from, to: who - 1 };
}

/** "Two officials, whispering to an agency, claim", "His ministry, not to be outdone, makes it three": who stands before what is set in. */
function beforeSetIn({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): Reach | null {
  const close = verb.from - 1;
  if (tokens[close]?.text !== ",") return null;
  const open = lastOf(tokens, ",", 0, close);
  const first = tokens[open + 1];
  if (open === -1 || first === undefined || !isOneOf(first.pos, "VERB|PART|SCONJ|ADV|ADP"))
    return null;
  // "The ministry, in its first statement since dawn, said": not a list of places.
  if (first.pos === "ADP" && open !== tokens.findIndex(({ text }) => text === ",")) return null;
  if (
    verbs.some(
      ({ from, form, passive }) => from > open && from < close && form === "finite" && !passive,
    )
  )
    return null;
  const phrase = endingAt(nouns, open);
  const lead = tokens[(phrase?.from ?? 0) - 1];
  const when = phrase !== undefined && isTime({ tokens }, phrase);
  return phrase === undefined || when || lead?.pos === "ADP" || lead?.text === ","
    ? null
    : { from: phrase.from, to: phrase.to };
}

/** "7 p.m. The mayor said": the hour is no part of who speaks. */
function afterClock({ tokens }: ParsedSentence, from: number): number {
  // "Hours later the ministry said".
  if (
    isOneOf(tokens[from]?.lower, "seconds|minutes|hours|days|weeks") &&
    isOneOf(tokens[from + 1]?.lower, "later|before|earlier|after")
  )
    return from + 2;
  return /^[ap]\.?m\.?$/.test(tokens[from + 1]?.lower ?? "") && /^\d/.test(tokens[from]?.text ?? "")
    ? from + 2
    : from;
}

/**
 * "One after another, the companies said", "FLINT, 4 May -- The mayor said": the subject begins after the last comma or dash, unless commas
 * close an apposition before the verb or part the members of a list.
 */
function afterLead({ tokens }: ParsedSentence, verb: VerbGroup, edge: number): number {
  const dash = Math.max(
    lastOf(tokens, "--", edge, verb.from),
    lastOf(tokens, "—", edge, verb.from),
  );
  let before = verb.from - 1;
  while (tokens[before]?.pos === "ADV") before--;
  const comma = lastOf(tokens, ",", edge, verb.from);
  const listed = tokens.slice(Math.max(comma, 0), verb.from).some(({ pos }) => pos === "CCONJ");
  const closed = tokens[before]?.text === "," || tokens[before]?.text === ")";
  return Math.max(edge, dash + 1, closed || listed ? 0 : comma + 1);
}

/**
 * The token from which a subject may begin: past the last finite verb before this one, unless that verb stands in a relative clause of the
 * subject, which has its own subject in "who" or is a bare participle.
 */
function lastPredicate({ tokens, verbs }: ParsedSentence, verb: VerbGroup, edge: number): number {
  const earlier = verbs.findLast(
    ({ from, to }) => from >= edge && to <= verb.from && !isBracketed(tokens, from),
  );
  if (earlier === undefined) return edge;
  const lead = tokens[earlier.from - 1];
  const comma = lastComma(tokens, earlier.to, verb.from);
  if (lead === undefined) return comma === -1 ? edge : comma + 1;
  if (RELATIVE.has(lead.lower)) return edge;
  // "a diplomat whose compound stands nearby told": the relative clause has its own subject.
  const whose = tokens.findLastIndex(({ lower }, i) => i < earlier.from && lower === "whose");
  if (whose >= edge && whose >= earlier.from - WHOSE_WITHIN && comma === -1) return edge;
  if (
    earlier.form === "gerund" ||
    earlier.form === "infinitive" ||
    isBareParticiple(tokens, earlier)
  )
    return edge;
  return comma === -1 ? earlier.to : comma + 1;
}

/** Words between "whose" and the verb of its clause, at most. */
const WHOSE_WITHIN = 4;

/** The comma after which a subject begins: "…, the envoy, Ada Storm, told": not the two that bracket her name. */
function lastComma(tokens: ParsedSentence["tokens"], from: number, to: number): number {
  const last = lastOf(tokens, ",", from, to);
  if (last === -1 || last !== to - 1) return last;
  const second = lastOf(tokens, ",", from, last);
  const third = second === -1 ? -1 : lastOf(tokens, ",", from, second);
  return third === -1 ? last : third;
}

/** Where a mark stands last in a range of tokens; -1 where it does not. */
function lastOf(tokens: ParsedSentence["tokens"], mark: string, from: number, to: number): number {
  for (let at = Math.min(to, tokens.length) - 1; at >= from; at--)
    if (tokens[at]?.text === mark) return at;
  return -1;
}

function isBracketed(tokens: ParsedSentence["tokens"], at: number): boolean {
  const open = lastOf(tokens, "(", 0, at);
  return open !== -1 && !tokens.slice(open, at).some(({ text }) => text === ")");
}

/** "states led by", "a poll released Friday": a participle after its noun. */
function isBareParticiple(tokens: ParsedSentence["tokens"], { from, to }: VerbGroup): boolean {
  const verb = tokens[from];
  const next = tokens[to]?.lower ?? "";
  if (to - from !== 1 || verb === undefined || !/(?:ed|en|ade|ept|ld|ed)$/.test(verb.lower))
    return false;
  return (
    ["by", "in", "on", "at", "from", "with", "over", "to"].includes(next) || next.endsWith("day")
  );
}

/** Whether a phrase belongs to a preposition, or to an opening adverbial that a comma ends. */
function isLed(sentence: ParsedSentence, phrase: NounPhrase, edge: number): boolean {
  const { tokens } = sentence;
  const before = tokens[phrase.from - 1];
  if (phrase.from <= edge || before === undefined) return isTime(sentence, phrase);
  if (before.pos === "ADP" || before.lower === "to") return true;
  if (before.pos === "VERB") return true;
  return isTime(sentence, phrase);
}

function isTime({ tokens }: Pick<ParsedSentence, "tokens">, phrase: NounPhrase): boolean {
  const head = tokens[phrase.head]?.lower ?? "";
  const first = tokens[phrase.from]?.lower ?? "";
  return (
    isOneOf(
      head,
      "today|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|meanwhile|later|earlier",
    ) ||
    (isOneOf(first, "last|this|next|that|earlier") &&
      isOneOf(head, "week|month|year|night|morning|evening|day"))
  );
}

/** The token at which the clause of a verb begins. */
export function clauseStart(sentence: ParsedSentence, verb: VerbGroup): number {
  const { tokens, verbs } = sentence;
  for (let at = verb.from - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined) break;
    if (isOneOf(token.text, '[;:”»"“«]')) return at + 1;
    // "That army told us": no word that joins clauses.
    const points =
      token.lower === "that" && sentence.nouns.some(({ from, to }) => from === at && to > at + 1);
    const relative = (token.lower === "that" && at === verb.from - 1) || points;
    if (!relative && SUBORDINATE.has(token.lower) && token.pos !== "ADP" && token.pos !== "DET")
      return at + 1;
    if (
      token.pos === "CCONJ" &&
      !joinsSpeakers(sentence, at) &&
      verbs.some(
        ({ from, to, form }) =>
          to <= at && from >= 0 && form !== "infinitive" && !between(tokens, at, verb.from),
      )
    )
      return at + 1;
  }
  return 0;
}

/** "…, nurses and neighbours said": a word that joins two phrases of which the first follows a comma begins no clause. */
function joinsSpeakers({ tokens, nouns }: ParsedSentence, at: number): boolean {
  const left = endingAt(nouns, at);
  return (
    left !== undefined &&
    startingAt(nouns, at + 1) !== undefined &&
    tokens[left.from - 1]?.text === ","
  );
}

/** Whether nothing but a verb's own words stands between: "described … but said" has its subject before the first verb. */
function between(tokens: ParsedSentence["tokens"], at: number, to: number): boolean {
  return tokens.slice(at + 1, to).every(({ pos }) => pos === "ADV" || pos === "AUX");
}

/** The phrase after an inverted verb with what belongs to it: prepositions that tie, and one apposition. */
export function reachAfter(sentence: ParsedSentence, from: number): Reach | null {
  const { tokens, nouns } = sentence;
  let phrase = nouns.find((each) => each.from === from);
  if (phrase === undefined) return null;
  let to = phrase.to;
  let appositions = 0;
  for (;;) {
    const next = tokens[to];
    if (next === undefined) break;
    const then: NounPhrase | undefined = nouns.find((each) => each.from === to + 1);
    if (TIES.has(next.lower) && then !== undefined && !isOneOf(tokens[then.head]?.lower, MEANS))
      phrase = then;
    else if (
      next.text === "," &&
      then !== undefined &&
      appositions === 0 &&
      isApposition(sentence, then)
    ) {
      phrase = then;
      appositions++;
    } else if (next.lower === "and" && then !== undefined && !startsClause(sentence, then))
      phrase = then;
    else if (next.text === "(") {
      const close = tokens.findIndex(({ text }, i) => i > to && text === ")");
      if (close === -1) break;
      to = close + 1;
      continue;
    } else break;
    to = phrase.to;
  }
  return { from, to };
}

/** A phrase between commas, or before the sentence's end, that no verb follows. */
function isApposition(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  if (startsClause(sentence, phrase) || tokens[phrase.from]?.pos === "NUM") return false;
  const rest = tokens.slice(phrase.to);
  const mark = rest.findIndex(({ pos, text }) => pos === "PUNCT" && !isOneOf(text, "[-–'’]"));
  const verb = sentence.verbs.find(({ from }) => from >= phrase.to);
  return mark === -1 ? verb === undefined : verb === undefined || phrase.to + mark < verb.from;
}

function startsClause({ verbs }: ParsedSentence, phrase: NounPhrase): boolean {
  return verbs.some(({ from, form }) => from === phrase.to && form === "finite");
}

/** Whether a verb follows the phrase, whose subject it would be. */
export function followsAlone({ verbs }: ParsedSentence, { to }: Reach): boolean {
  return verbs.some(({ from, form, passive }) => from === to && form === "finite" && !passive);
}
