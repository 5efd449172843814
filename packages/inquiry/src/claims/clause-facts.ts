import { governedBy } from "../grammar/clauses.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import type { Span } from "../text/span.ts";
import { isAge } from "./age.ts";
import { isNumbered } from "./coordination.ts";
import { interruptedSubject } from "./insertions.ts";
import { ATTACK_NOUNS, HEDGES } from "./lexicon.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../grammar/places.ts";

/** Whom a verb happens to: the phrase, where it stands, and whether the verb (or one that it shares its auxiliary with) is denied. */
export interface Undergoer {
  readonly phrase: NounPhrase;
  readonly side: "before" | "after";
  readonly negated: boolean;
  /** Where the subject begins, if the clause shows it: what "and" joins before belongs to another. */
  readonly first?: NounPhrase | null;
}

/** Object of an active, subject of a passive, of "die" or of a participle alone; of "killed or injured" both have what the first has. */
export function undergoerOf(
  sentence: ParsedSentence,
  verb: VerbGroup,
  intransitive: boolean,
): Undergoer | null {
  const lead = leadOf(sentence, verb);
  const negated = verb.negated || (lead?.negated ?? false);
  const governed = governedBy(sentence, verb);
  // "Shot down by a boat, the drone fell": its subject stands behind.
  const later = governed?.reduced === true ? governed.subject : null;
  if (later !== null && later.from >= verb.to)
    return { phrase: later, side: "before", negated, first: later };
  const participle = governed?.reduced === true || isReducedPassive(sentence, verb);
  const reduced = !verb.passive && !intransitive && participle;
  // "the burial of the ten workers killed": those who stand directly before it.
  const beside = reduced ? endingAt(sentence.nouns, verb.from) : undefined;
  if (beside !== undefined && isNumbered(sentence.tokens, beside))
    return { phrase: beside, side: "before", negated };
  if (verb.passive || intransitive || reduced) {
    const phrase = beforeRelative(sentence, subjectOf(sentence, verb));
    const first = phrase === governed?.subject ? governed.first : null;
    return phrase === null ? null : { phrase, side: "before", negated, first };
  }
  if (lead?.passive === true) {
    const phrase = beforeRelative(sentence, subjectOf(sentence, lead));
    if (phrase !== null) return { phrase, side: "before", negated };
  }
  const phrase =
    objectOf(sentence, verb) ?? sharedObject(sentence, verb) ?? governed?.object ?? null;
  // "the house that the shell destroyed".
  if (phrase !== null && phrase === governed?.object) return { phrase, side: "before", negated };
  return phrase === null ? null : { phrase, side: "after", negated };
}

/** The verb before "and", "or" or a comma that this one, without an auxiliary of its own, goes on from. */
export function leadOf({ tokens, verbs }: ParsedSentence, verb: VerbGroup): VerbGroup | null {
  if (verb.main !== verb.from) return null;
  // "were abducted and later murdered".
  let at = verb.from - 1;
  while (tokens[at]?.pos === "ADV") at--;
  const link = tokens[at];
  if (link === undefined || (link.pos !== "CCONJ" && link.text !== ",")) return null;
  // "A postman, whose name has not been released, died": what is said of the name ends there.
  if (link.text === "," && opensRelative(tokens, at)) return null;
  return verbs.find(({ to }) => to === at || (to === at - 1 && tokens[to]?.text === ",")) ?? null;
}

/** "killed and wounded two": the object of the verb that follows. */
function sharedObject(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const next =
    sentence.tokens[verb.to]?.pos === "CCONJ" ? startingAt(sentence.verbs, verb.to + 1) : undefined;
  return next === undefined ? null : objectOf(sentence, next);
}

/** "120 people wounded": a participle without an auxiliary after its noun. */
function isReducedPassive({ tokens, nouns }: ParsedSentence, verb: VerbGroup): boolean {
  const word = tokens[verb.main]?.lower ?? "";
  const shot = word === "shot" && isOneOf(tokens[verb.to]?.lower, "down|dead");
  const placed =
    isOneOf(word, "found|seen|struck|hit|held|taken|brought") &&
    isOneOf(tokens[verb.to]?.lower, "at|in|on|near|by|inside|from");
  if (
    verb.to - verb.from !== 1 ||
    (!/(?:ed|hurt|slain|torn|blown)$/.test(word) && !shot && !placed)
  )
    return false;
  if (shot) {
    const after = tokens[verb.to + 1];
    const alone =
      after === undefined ||
      isOneOf(after.pos, "PUNCT|CCONJ") ||
      (isOneOf(after.lower, "by|near|over|above|in|on|off|before|after|during|at") &&
        !isBound(tokens, verb.to + 1));
    return endingAt(nouns, verb.from) !== undefined && alone;
  }
  // "killed at least five": an object follows its bound.
  const bound = isOneOf(
    tokens[verb.to]?.lower,
    "at|least|more|no|up|as|over|about|nearly|almost|around|some|between|approximately",
  );
  if (bound && tokens.slice(verb.to + 1, verb.to + 4).some(({ pos }) => pos === "NUM"))
    return false;
  // "6 dead; wounded: 11": what stands before the mark is something else.
  const heads =
    tokens[verb.to]?.text === ":" &&
    // "Three workers died: two at the scene": nobody is died by anything.
    !isOneOf(verb.lemma, "die|perish") &&
    !isOneOf(tokens[verb.from - 1]?.pos, "ADV|NUM");
  if (isOneOf(tokens[verb.from - 1]?.text, "[:;]") || heads) return false;
  if (!nouns.some(({ to }) => to <= verb.from)) return false;
  // "wounded half a dozen": an object, whatever it begins with.
  if (tokens[verb.to]?.lower === "half") return false;
  // "wounded only a guard".
  const only = isOneOf(tokens[verb.to]?.lower, "only|just|merely|even|mainly|mostly") ? 1 : 0;
  const next = tokens[verb.to + only];
  return next === undefined || !["NUM", "DET", "NOUN", "PROPN", "ADJ", "PRON"].includes(next.pos);
}

/** "two men who were killed", "15 people, of whom three died": whom the relative pronoun stands for. */
function beforeRelative(
  { tokens, nouns }: ParsedSentence,
  phrase: NounPhrase | null,
): NounPhrase | null {
  if (
    phrase === null ||
    !isOneOf(tokens[phrase.from]?.lower, "who|whom|which|that") ||
    phrase.to - phrase.from > 1
  )
    return phrase;
  const last = nouns.find(
    ({ to }) => to === phrase.from || (to === phrase.from - 1 && tokens[to]?.text === ","),
  );
  // "Taras Onyk, 46, who was killed".
  const before =
    last !== undefined && tokens[last.from - 1]?.text === "," && isAge(tokens, last)
      ? (nouns.find(({ to }) => to === last.from - 1) ?? last)
      : last;
  // "12 people, three of whom died": the three.
  const some =
    tokens[phrase.from - 1]?.lower === "of"
      ? nouns.find(({ from, to }) => to === phrase.from - 1 && tokens[from]?.pos === "NUM")
      : undefined;
  if (some !== undefined) return some;
  // "colleagues of the twelve who were killed": the twelve.
  const whole =
    before === undefined ||
    tokens[before.from - 1]?.lower !== "of" ||
    tokens.slice(before.from, before.to).some(({ pos }) => pos === "NUM")
      ? undefined
      : endingAt(nouns, before.from - 1);
  return whole ?? before ?? null;
}

/** What is planned, feared, possible or forbidden did not happen. */
export function isUnreal(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const { tokens, verbs } = sentence;
  const governed = governedBy(sentence, verb);
  if (isOneOf(governed?.under, "whether|if|unless")) return true;
  // "might explode and kill": what may be goes on.
  const lead = governed?.lead ?? null;
  const goesOn =
    lead !== null && verb.from === verb.main && tokens[verb.main]?.lower === verb.lemma;
  if (goesOn && lead.modal !== null && lead.modal !== "may") return true;
  const perfect = tokens[verb.from + 1]?.lower === "have";
  // "managed to down 20 drones" is done.
  const able = tokens[verb.from - 1]?.lower === "able";
  if (verb.form === "infinitive" && !perfect) {
    const managed = verbs.some(
      ({ to, lemma, negated }) =>
        !negated &&
        ((lemma === "manage" && to === verb.from) ||
          (lemma === "be" && able && to === verb.from - 1)),
    );
    // "had to be amputated": it was.
    return !managed && tokens[verb.from - 1]?.lower !== "had";
  }
  if (verb.modal !== null && verb.modal !== "may") return true;
  // "was nearly shot down".
  if (hasOne(tokens.slice(Math.max(0, verb.from - 1), verb.main), "nearly|almost")) return true;
  const before = tokens[verb.from - 1]?.lower ?? "";
  const noun = tokens[verb.from - 2]?.lemma ?? "";
  if (verb.form === "gerund" && isOneOf(before, "of|at|for|from|by"))
    return (
      /^(?:aim|attempt|intention|purpose|goal|plan|threat|accuse|way|idea|means|instead|suspect)/.test(
        noun,
      ) || before === "for"
    );
  if (
    verb.form === "gerund" &&
    isOneOf(endingAt(verbs, verb.from)?.lemma, "avoid|consider|risk|deny|prevent")
  )
    return true;
  return hasOne(tokens.slice(Math.max(0, verb.from - CONDITION_WITHIN), verb.from), "if|unless");
}

/** Words between a condition and its verb, at most. */
const CONDITION_WITHIN = 6;

/** The nearest noun phrase before a verb that no preposition but "of" leads; of "six members of the guard" the first part. */
export function subjectOf(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const owner = pastWhose(sentence, verb);
  if (owner !== null) return owner;
  const subject = governedBy(sentence, verb)?.subject ?? null;
  // "Denying it, a spokesman said": who does it may stand behind.
  const stands = subject !== null && (subject.to <= verb.from || verb.form === "gerund");
  return stands ? subject : nearestSubject(sentence, verb);
}

/** Whether one comma and the one before it enclose a relative clause of something else: ", whose name has not been released,". */
function opensRelative(tokens: ParsedSentence["tokens"], close: number): boolean {
  const open = tokens.findLastIndex(({ text }, at) => at < close && text === ",");
  return open !== -1 && isOneOf(tokens[open + 1]?.lower, "whose|whom");
}

/** "One driver, whose lorry burnt out, died": the driver. */
function pastWhose({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (tokens[verb.from - 1]?.text !== ",") return null;
  const close = verb.from - 1;
  const open = tokens.findLastIndex(({ text }, at) => at < close && text === ",");
  if (open === -1 || tokens[open + 1]?.lower !== "whose") return null;
  const within = verbs.some(
    ({ from, to, form }) => from > open && to <= close && form === "finite",
  );
  return within ? (endingAt(nouns, open) ?? null) : null;
}

/** The nearest phrase that can be the subject, where the sentence's clauses show none. */
export function nearestSubject(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  let found: NounPhrase | null = interruptedSubject(sentence, verb);
  if (found !== null) return found;
  const { tokens, nouns } = sentence;
  const shared = sharedWith(sentence, verb);
  if (shared !== null) return subjectOf(sentence, shared);
  for (const phrase of nouns.toReversed()) {
    if (phrase.to > verb.from) continue;
    const before = tokens[phrase.from - 1];
    found = phrase;
    if (before === undefined || isOneOf(tokens[phrase.head]?.lower, "they|he|she|we|i")) break;
    // "Juan Lopez, 34, was killed": an age.
    if (isAge(tokens, phrase)) continue;
    // "a school that has stood empty since 2022 was hit": a year.
    if (isYear(tokens, phrase)) continue;
    // "a warehouse holding 400 tons burned": what the thing before it does.
    if (isHeldBy(sentence, phrase)) continue;
    // "at least four", "no fewer than forty", "between 15 and 20": the number's bound is no preposition.
    const bound =
      isOneOf(tokens[phrase.from]?.lower, "least|most") ||
      ((tokens[phrase.from]?.pos === "NUM" ||
        isOneOf(tokens[phrase.from + 1]?.lower, "dozen|hundred|thousand")) &&
        isOneOf(before.lower, "than|between|about|around|over|to|under|nearly") &&
        (before.lower !== "to" || tokens[phrase.from - 2]?.lower === "up"));
    // "after six of them were killed": a clause, though the tagger takes its first word for a preposition.
    const clause = isOneOf(
      before.lower,
      "after|before|since|until|as|because|when|while|although|though|whereas|once",
    );
    if (before.pos === "ADP" && phrase.from > 1 && !bound && !clause) continue;
    const relative = isOneOf(tokens[phrase.from]?.lower, "who|which|that");
    if (relative && phrase.from > 0 && phrase.to - phrase.from === 1) {
      const meant = phrase.to === verb.from ? antecedentOf(sentence, phrase) : null;
      if (meant !== null) return meant;
      continue;
    }
    break;
  }
  return found;
}

/** "since 2022": a number alone after a word of time. */
function isYear(tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean {
  return (
    to - from === 1 &&
    /^(?:19|20)\d\d$/.test(tokens[from]?.lower ?? "") &&
    isOneOf(tokens[from - 1]?.lower, "since|in|until|before|after|from")
  );
}

/** "struck the apron and burned out": the verb that has the subject of both, where it has an object between them. */
function sharedWith({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): VerbGroup | null {
  let at = verb.from - 1;
  while (tokens[at]?.pos === "ADV") at--;
  if (!isOneOf(tokens[at]?.lower, "and|but") || verb.form !== "finite") return null;
  const first = verbs.findLast(({ to, form }) => to <= at && form === "finite");
  const object = startingAt(nouns, first?.to);
  const own = endingAt(nouns, first?.from);
  return first !== undefined &&
    !first.passive &&
    object !== undefined &&
    own !== undefined &&
    !isOneOf(tokens[own.head]?.lower, PRONOUNS)
    ? first
    : null;
}

const PRONOUNS = "who|which|that|what";

/** The object of a gerund that belongs to the noun before it. */
function isHeldBy({ verbs, nouns, tokens }: ParsedSentence, phrase: NounPhrase): boolean {
  const verb = verbs.find(({ to, form }) => to === phrase.from && form === "gerund");
  const noun = endingAt(nouns, verb?.from);
  return noun !== undefined && isOneOf(tokens[noun.head]?.pos, "NOUN|PROPN");
}

/** Whom a relative pronoun stands for: the nearest phrase before it that is counted, or that no preposition leads. */
function antecedentOf({ tokens, nouns }: ParsedSentence, pronoun: NounPhrase): NounPhrase | null {
  const comma = tokens[pronoun.from - 1]?.text === "," ? 1 : 0;
  let at = pronoun.from - comma;
  for (;;) {
    const phrase = endingAt(nouns, at);
    if (phrase === undefined) return null;
    const led = tokens[phrase.from - 1];
    const counted = tokens.slice(phrase.from, phrase.to).some(({ pos }) => pos === "NUM");
    if (counted || led?.pos !== "ADP") return phrase;
    at = phrase.from - 1;
  }
}

export function objectOf({ nouns, tokens }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  let at = verb.to;
  while (["ADV", "PUNCT"].includes(tokens[at]?.pos ?? "") || isBound(tokens, at)) {
    if (startingAt(nouns, at) !== undefined) break;
    at++;
    if (at > verb.to + 4) return null;
  }
  return nouns.find(({ from, to }) => from <= at && at < to) ?? null;
}

/** Words that bound a number and lead to its phrase: "at least five", "up to ten", "between three and four". A plain "at" leads elsewhere. */
function isBound(tokens: ParsedSentence["tokens"], at: number): boolean {
  const [word, next] = [tokens[at]?.lower ?? "", tokens[at + 1]];
  if (word === "at") return isOneOf(next?.lower, "least|most");
  if (isOneOf(word, "up|no|not|as|to|over|about|between|around|from"))
    return isOneOf(next?.lower, "to|more|less|fewer|than|many|NUM") || next?.pos === "NUM";
  return isOneOf(word, "least|most|more|than|fewer|less|many|nearly|almost");
}

/** "two of the vehicles", "dozens of officers", "six members of the force": the phrase after "of", else the phrase itself. */
export function partitiveOf(
  { tokens, nouns }: ParsedSentence,
  phrase: NounPhrase,
): NounPhrase | null {
  // "twelve out of 14 drones".
  const out = tokens[phrase.to]?.lower === "out" ? 1 : 0;
  if (tokens[phrase.to + out]?.lower !== "of") return null;
  let at = phrase.to + out + 1;
  while (tokens[at]?.pos === "PUNCT" || isBound(tokens, at)) {
    if (startingAt(nouns, at) !== undefined) break;
    at++;
  }
  return startingAt(nouns, at) ?? null;
}

export function hasAttack({ tokens }: ParsedSentence): boolean {
  return tokens.some(
    ({ lemma, pos }, i) =>
      (pos === "NOUN" && ATTACK_NOUNS.has(lemma)) ||
      (lemma === "fire" && isOneOf(tokens[i - 1]?.lower, "indirect|incoming|hostile")),
  );
}

/** The hedges among a range of tokens. */
export function hedgesIn({ tokens }: ParsedSentence, from: number, to: number): readonly string[] {
  return tokens
    .slice(Math.max(0, from), to)
    .flatMap(({ lower, text }) => (HEDGES.has(lower) && text !== "May" ? [lower] : []));
}

/** The words of a range of tokens, with a blank where there is white space between them. */
export function wordsOf(
  { tokens }: Pick<ParsedSentence, "tokens">,
  from: number,
  to: number,
): string {
  return tokens
    .slice(from, to)
    .map(({ text, end }, i) =>
      (tokens[from + i + 1]?.start ?? end) > end && from + i + 1 < to ? `${text} ` : text,
    )
    .join("");
}

/** The characters of a range of tokens. */
export function rangeOf({ tokens }: ParsedSentence, from: number, to: number): Span {
  const first = tokens[Math.max(0, from)];
  const last = tokens[Math.min(tokens.length, to) - 1];
  const [start, end] = [first?.start ?? 0, last?.end ?? first?.end ?? 0];
  if (start < end) return { start, end };
  // Of a clause that was put in order its words may stand the other way round.
  const words = tokens.slice(Math.max(0, from), to);
  return {
    start: Math.min(start, ...words.map((word) => word.start)),
    end: Math.max(end, ...words.map((word) => word.end)),
  };
}
