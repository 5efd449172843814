import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { startingAt } from "../grammar/places.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import {
  beforeRelative,
  followsAlone,
  type Reach,
  reachAfter,
  subjectBefore,
} from "./clause-edges.ts";
import { pastLinks } from "./clause-subject.ts";
import { contentEnd, RECIPIENT_VERBS } from "./complement.ts";
import { SAYING } from "./cue-lexicon.ts";
import { reachSpan, spanOf } from "./spans.ts";

/** The verb with an adverb before it, and with a colon that leads to what is reported. */
export function cueOf({ tokens }: ParsedSentence, verb: VerbGroup): Span {
  const adverb = verb.form === "finite" && tokens[verb.from - 1]?.pos === "ADV" && verb.from > 1;
  const first = tokens[adverb ? verb.from - 1 : verb.from];
  const last = tokens[tokens[verb.to]?.text === ":" ? verb.to : verb.to - 1];
  return { start: first?.start ?? 0, end: last?.end ?? 0 };
}

/** «…, said X», «…, X said», «…, X said, …»: who a verb of saying behind or between what is said names. */
export function byLastVerb(
  sentence: ParsedSentence,
  verb: VerbGroup,
  quotes: readonly Span[],
): Attribution | null {
  if (verb.form !== "finite" || verb.passive) return null;
  const shows = !SAYING.has(verb.lemma);
  if (shows && !isOneOf(verb.lemma, SHOWING)) return null;
  // "…, which has not commented": says nothing.
  if (verb.negated && isOneOf(verb.lemma, "comment|reply|respond")) return null;
  const inverted = invertedOrFinal(sentence, verb, quotes);
  // "The doors held, footage shows.", "…, other studies have shown.": at the end, or after a comma; else they show a thing.
  if (inverted === null || (shows && (!isLast(sentence, verb) || inverted.source === null)))
    return null;
  return { ...inverted, cue: cueOf(sentence, verb), lemma: shows ? "show" : verb.lemma };
}

/** Verbs of what shows something: beside what is shown they report, behind a thing they do not. */
const SHOWING = "show|reveal|indicate|find|expose|demonstrate|depict|document";

/** Whether nothing but who showed it stands behind the verb. */
function isLast(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const { tokens } = sentence;
  const after = reachAfter(sentence, verb.to)?.to ?? verb.to;
  return after >= contentEnd(sentence, tokens.length);
}

/** «…, said X», «…, X said», «…, X said, …»: the content stands before. */
function invertedOrFinal(
  sentence: ParsedSentence,
  verb: VerbGroup,
  quotes: readonly Span[],
): Pick<Attribution, "source" | "contents"> | null {
  const { tokens, nouns, verbs } = sentence;
  const after = reachAfter(sentence, verb.to);
  const before = tokens[verb.from - 1];
  const closes =
    before !== undefined && (isOneOf(before.text, '[,”»"?!]') || before.pos === "PUNCT");
  // Who is told stands behind "told", and never who tells.
  // "The union, which lost members, said nine people were killed": they are what it said.
  const reported = verbs.some(({ from, form }) => from === after?.to && form === "finite");
  // "…, told he", "…, told the mayor to the channel".
  const tells =
    isOneOf(tokens[verb.to]?.lower, "he|she|they|we|i") ||
    isOneOf(tokens[after?.to ?? -1]?.lower, "to");
  const inverted =
    (!RECIPIENT_VERBS.has(verb.lemma) || tells) &&
    !reported &&
    beforeRelative(sentence, verb) === null;
  if (inverted && closes && after !== null && verb.from > 1 && !followsAlone(sentence, after)) {
    const content = spanOf(sentence, pastLinks(sentence), verb.from, ",");
    if (content !== null && coversAClause(sentence, content, quotes))
      return { source: reachSpan(sentence, withRelative(sentence, after)), contents: [content] };
    // "Otherwise, said the inspector, nobody was hurt": what is said follows.
    const rest =
      tokens[after.to]?.text === "," && verb.from <= OPENS_WITHIN
        ? spanOf(sentence, after.to + 1, contentEnd(sentence, tokens.length))
        : null;
    if (rest !== null && coversAClause(sentence, rest, quotes))
      return { source: reachSpan(sentence, after), contents: [rest] };
  }
  const subject = subjectBefore(sentence, verb);
  if (subject === null || subject.from < 2) return null;
  // "says the army, which announced that …", "one more than the governor had acknowledged".
  const opening = tokens[subject.from]?.lower ?? "";
  if (isOneOf(opening, "which|who|whom|that") && subject.to - subject.from === 1) return null;
  if (tokens.slice(subject.from, subject.to).some(({ lower }) => lower === "than")) return null;
  // "Asked about the dead, the mayor said": what she was asked nobody says.
  if (tokens[0]?.lower === "asked") return null;
  // "…, no casualties reported": nobody's words.
  if (isOneOf(tokens[subject.from]?.lower, "no|without")) return null;
  const lead = tokens[subject.from - 1];
  if (lead === undefined || !isOneOf(lead.text, '[,”»"]')) return null;
  const content = spanOf(sentence, pastLinks(sentence), subject.from, ",");
  if (content === null) return null;
  // "Of nine aircraft six were brought down, the ministry said.": nothing else can be what was said.
  const ends = isLast(sentence, verb) && tokens[0]?.pos === "ADP" && hasFinite(sentence, content);
  const split =
    ends || goesOnBehind(sentence, verb) || clauseBehind(sentence, verb, content, quotes);
  if (!coversAClause(sentence, content, quotes) && !split) return null;
  const contents = [content];
  // "…, two sources told the agency, …": past who was told.
  const told = RECIPIENT_VERBS.has(verb.lemma) ? startingAt(nouns, verb.to) : undefined;
  const end =
    told === undefined ? pastQuoted(sentence, verb) : (pastTold(sentence, told.to) ?? verb.to);
  const next = tokens[end];
  // "The siren had failed, she said; nine people were killed": it goes on after the pause.
  if (next?.text === "," || next?.text === ";") {
    const rest = spanOf(sentence, end + 1, contentEnd(sentence, tokens.length));
    if (rest !== null) contents.push(rest);
  } else if (
    next !== undefined &&
    next.pos !== "PUNCT" &&
    !isAdverbial(sentence, verb.to) &&
    !isOneOf(next.lower, "citing|quoting") &&
    !isPassedOn(sentence, verb) &&
    !tellsSomebody(sentence, verb)
  )
    return null;
  return { source: reachSpan(sentence, subject), contents };
}

/** "told reporters on Monday, …": where the comma after who was told, and when, stands; null where none does. */
function pastTold({ tokens, nouns }: ParsedSentence, at: number): number | null {
  const when = isOneOf(tokens[at]?.lower, "on|in|at|by|over")
    ? startingAt(nouns, at + 1)
    : undefined;
  const end = when?.to ?? at;
  return tokens[end]?.text === "," ? end : null;
}

/** "…, the agency quoted the minister as saying, …": where it goes on. */
function pastQuoted({ tokens, verbs }: ParsedSentence, verb: VerbGroup): number {
  if (!isOneOf(verb.lemma, "quote|cite")) return verb.to;
  const saying = verbs.find(
    ({ from, lemma }) => from > verb.to && tokens[from - 1]?.lower === "as" && SAYING.has(lemma),
  );
  return saying !== undefined && tokens[saying.to]?.text === "," ? saying.to : verb.to;
}

/** "Its batteries, he said, had been stolen": a subject before, and its verb behind. */
function goesOnBehind({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  const behind = verbs.find(({ from, form }) => from === verb.to + 1 && form === "finite");
  const opening = startingAt(nouns, 0);
  return behind !== undefined && opening !== undefined && tokens[verb.to]?.text === ",";
}

/** "In the yard, the ministry said, nine people were killed": no clause before, and one behind. */
function clauseBehind(
  { tokens, verbs }: ParsedSentence,
  verb: VerbGroup,
  before: Span,
  quotes: readonly Span[],
): boolean {
  const [first] = tokens;
  if (tokens[verb.to]?.text !== "," || first === undefined) return false;
  if (quotes.some((quote) => overlaps(quote, before))) return false;
  const opens =
    verbs.every(({ from, form }) => from >= verb.from || form !== "finite") &&
    isOneOf(first.pos, "ADP|ADV|SCONJ|NUM|DET|ADJ|NOUN|CCONJ|PROPN");
  return opens && verbs.some(({ from, form }) => from > verb.to && form === "finite");
}

/** "…, the agency quoted the minister as saying": who is quoted stands behind, and nothing more is said. */
function isPassedOn({ tokens, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  const as = tokens.findIndex(({ lower }, i) => i > verb.to && lower === "as");
  const said = verbs.find(({ from }) => as !== -1 && from === as + 1);
  return (
    isOneOf(verb.lemma, "quote|cite") &&
    said !== undefined &&
    SAYING.has(said.lemma) &&
    verbs.every(({ from }) => from <= said.from)
  );
}

/** Words that open a sentence before who says it, at most. */
const OPENS_WITHIN = 4;

/** «…, said X, who leads the port»: the clause goes with the name. */
function withRelative(sentence: ParsedSentence, reach: Reach): Reach {
  const { tokens } = sentence;
  const who =
    isOneOf(tokens[reach.to + 1]?.lower, "who|whose|which") && tokens[reach.to]?.text === ",";
  return who ? { from: reach.from, to: contentEnd(sentence, tokens.length) } : reach;
}

/** Words between who is told and on what condition, at most. */
const CONDITION_WITHIN = 6;

/** "…, two sources told the paper": what follows is who was told, and nothing more is said. */
function tellsSomebody({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  const stop = tokens.findIndex(({ text }, i) => i >= verb.to && text === ";");
  const end = stop === -1 ? tokens.length : stop;
  // "told the agency on condition that he not be named".
  const condition = tokens.findIndex(({ lower }, i) => i > verb.to && lower === "condition");
  if (condition !== -1 && condition <= verb.to + CONDITION_WITHIN)
    return RECIPIENT_VERBS.has(verb.lemma);
  return (
    RECIPIENT_VERBS.has(verb.lemma) &&
    startingAt(nouns, verb.to) !== undefined &&
    !verbs.some(({ from }) => from >= verb.to && from < end)
  );
}

function isAdverbial({ tokens }: ParsedSentence, at: number): boolean {
  // "the coast guard admitted last night".
  if (isOneOf(tokens[at]?.lower, WHEN)) return true;
  return ["ADP", "ADV", "SCONJ"].includes(tokens[at]?.pos ?? "") && tokens[at]?.lower !== "that";
}

/** Words that begin to say when something was said. */
const WHEN =
  "last|this|yesterday|today|earlier|late|early|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday";

const hasFinite = ({ verbs, tokens }: ParsedSentence, { end }: Span): boolean =>
  verbs.some(({ main, form }) => form === "finite" && (tokens[main]?.end ?? end) < end + 1);

function coversAClause(
  { verbs, tokens }: ParsedSentence,
  span: Span,
  quotes: readonly Span[],
): boolean {
  if (quotes.some((quote) => overlaps(quote, span))) return true;
  const inside = verbs.filter(({ main }) => {
    const token = tokens[main];
    return token !== undefined && overlaps(token, span);
  });
  const first = tokens[0];
  const counts =
    isOneOf(first?.lower, "at|up|about|over|around") &&
    tokens.slice(1, 4).some(({ pos }) => pos === "NUM");
  if (first === undefined || (!counts && ["ADP", "SCONJ"].includes(first.pos)))
    return inside.length > 1;
  return inside.some(({ form }) => form === "finite");
}
