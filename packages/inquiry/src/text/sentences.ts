import { messagesIn } from "./messages.ts";
import { type Span, trimmed } from "./span.ts";

/** One sentence and the paragraph, counted from 0, that it stands in. */
export interface SentenceSpan extends Span {
  readonly paragraph: number;
}

/** Words before a full stop that end no sentence: titles, months, initials and the like. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    "mr mrs ms dr prof gen brig lt col maj capt cpl sgt adm rev hon sen rep gov st jr sr vs etc no inc ltd co corp " +
    "jan feb mar apr jun jul aug sep sept oct nov dec approx est dept u.s u.k u.n e.g i.e a.m p.m"
  ).split(" "),
);

/** Titles that a name follows: a paragraph that ends in one goes on in the next. */
const TITLE_AT_END = /(?:^|\s)(?:Brig|Gen|Lt|Col|Maj|Capt|Adm|Mr|Mrs|Ms|Dr|Prof|Sheikh)\.?\s*$/;

/** A full stop or the like, with what closes after it. */
const STOP = /[.!?…]+["”’»)\]]*/g;

/** Two words that lost the space between them, where the second begins a sentence. */
const FUSED_WORDS = /\p{Ll}{4,}(?=\p{Lu}\p{Ll}*[\s-])/gu;

/**
 * The sentences of a text, in order, without overlap, each trimmed. A paragraph's end ends a sentence, except after a title that waits for
 * its name; a lost space between two sentences or between a heading and a sentence is seen.
 */
export function sentencesOf(text: string): readonly SentenceSpan[] {
  return paragraphsOf(text).flatMap((paragraph, index) =>
    partsOf(text, paragraph).map((part) => ({ ...part, paragraph: index })),
  );
}

/**
 * Blocks of text between line breaks; of a text whose lines are wrapped, between empty lines and before indented ones. A word that is parted at a
 * line's end goes on in the next, and a sentence that is parted by a page's end on the next page; a message of a chat begins a block.
 */
export function paragraphsOf(text: string): readonly Span[] {
  const paragraphs: Span[] = [];
  const lines = linesOf(text);
  const heads = new Set(messagesIn(text).map(({ head }) => head.start));
  const wrapped = wrappingOf(text, lines);
  for (const [i, line] of lines.entries()) {
    const last = paragraphs.at(-1);
    const before = lines[i - 1];
    const goesOn =
      last !== undefined &&
      before !== undefined &&
      !heads.has(line.start) &&
      (TITLE_AT_END.test(text.slice(last.start, last.end)) ||
        partsWord(text, before, line) ||
        partedByPage(text, last, line) ||
        (wrapped !== null && runsOn(text, before, line, wrapped)));
    if (last !== undefined && goesOn)
      paragraphs[paragraphs.length - 1] = { start: last.start, end: line.end };
    else paragraphs.push(line);
  }
  return paragraphs;
}

function linesOf(text: string): readonly Span[] {
  const lines: Span[] = [];
  for (const match of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const line = trimmed(text, { start: match.index, end: match.index + match[0].length });
    if (line.end > line.start) lines.push(line);
  }
  return lines;
}

/** Characters of a line: where lines are wrapped none is longer, and one that goes on in the next is not much shorter. */
const WRAPPED_MAX = 110;
const WRAPPED_LEAST = 40;
/** Columns as narrow as a newspaper's: a line that goes on has at least this, and this share of the widest. */
const COLUMN_MAX = 60;
const COLUMN_LEAST = 20;
const COLUMN_SHARE = 0.55;
/** Characters of a line's end that are looked at. */
const LINE_END = 3;
/** Share of lines inside a block that end in the middle of a sentence. */
const MID_SENTENCE_LEAST = 0.6;
/** Of lines in narrow columns, the share that begin in small letters: entries of a list do not. */
const SMALL_LEAST = 0.5;

/**
 * The least length of a line that goes on in the next, where a text's lines end as the page did: as plain text mail, text out of a PDF and old wires
 * have them. Null where each line is a paragraph.
 */
function wrappingOf(text: string, lines: readonly Span[]): number | null {
  const widest = lines.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  if (widest > WRAPPED_MAX) return null;
  const column = widest < COLUMN_MAX;
  const least = column ? Math.max(COLUMN_LEAST, COLUMN_SHARE * widest) : WRAPPED_LEAST;
  let [joints, open, small] = [0, 0, 0];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before === undefined || !runsOn(text, before, line, least)) continue;
    joints++;
    if (!/[.!?:]["”’»)]*$/.test(text.slice(before.end - LINE_END, before.end))) open++;
    if (/^\p{Ll}/u.test(text.slice(line.start, line.start + 2))) small++;
  }
  if (joints < 2 || open < joints * MID_SENTENCE_LEAST) return null;
  return column && small < joints * SMALL_LEAST ? null : least;
}

/** Whether a line stands directly below a full one, without indent. */
function runsOn(text: string, before: Span, line: Span, least: number): boolean {
  return before.end - before.start >= least && isBelow(text, before, line);
}

/** Whether a word is parted between two lines. */
function partsWord(text: string, before: Span, line: Span): boolean {
  return (
    /\p{L}-$/u.test(text.slice(before.end - 2, before.end)) &&
    /^\p{Ll}/u.test(text.slice(line.start, line.start + 2)) &&
    isBelow(text, before, line)
  );
}

/** Whether a page ends between two lines in the middle of a sentence. */
function partedByPage(text: string, before: Span, line: Span): boolean {
  return (
    /^\s*\f\s*$/.test(text.slice(before.end, line.start)) &&
    /^\p{Ll}/u.test(text.slice(line.start, line.start + 2)) &&
    !/[.!?:]["”’»)]*$/.test(text.slice(before.end - LINE_END, before.end))
  );
}

function isBelow(text: string, before: Span, line: Span): boolean {
  return /^[ \t]*\r?\n$/.test(text.slice(before.end, line.start));
}

function partsOf(text: string, paragraph: Span): readonly Span[] {
  const within = text.slice(paragraph.start, paragraph.end);
  const breaks = new Set<number>();
  for (const match of within.matchAll(STOP)) {
    const after = match.index + match[0].length;
    if (endsSentence(within, match.index, after)) breaks.add(after);
  }
  for (const match of within.matchAll(FUSED_WORDS)) breaks.add(match.index + match[0].length);
  const parts: Span[] = [];
  let start = 0;
  for (const end of [...breaks].toSorted((a, b) => a - b).concat(within.length)) {
    const part = trimmed(text, { start: paragraph.start + start, end: paragraph.start + end });
    if (part.end > part.start) parts.push(part);
    start = end;
  }
  return parts;
}

/** Words with a capital that are no name: after an hour they open a sentence. */
const OPENING_WORD =
  /^\s+(?:The|An?|It|Its|He|She|They|We|I|In|On|At|But|And|No|Nobody|This|That|There|His|Her|Their|Our|According|When|After|Later|One|Two|Three|Four|Five|Six)\b/;

/** Whether the stop at `at` (what follows begins at `after`) ends a sentence. */
function endsSentence(text: string, at: number, after: number): boolean {
  const rest = text.slice(after);
  if (rest.trim() === "") return false;
  const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? "";
  const closes = after > at + 1 && /["”’»)\]]$/.test(text.slice(at, after));
  if (/^\s/.test(rest)) {
    if (!/^\s+["“«‘([]?[\p{Lu}\p{Lo}\d"“«]/u.test(rest)) return false;
    if (closes || text[at] !== ".") return true;
    // "between 1 and 2 a.m. It has": the hour's own stop ends the sentence, too.
    if (/^[ap]\.m$/i.test(word) && OPENING_WORD.test(rest)) return true;
    return !isAbbreviation(word);
  }
  // No space: only where a word of lower-case letters meets a capital or an opening quotation mark.
  if (closes) return /^\p{Lu}/u.test(rest);
  return /\p{Ll}{2,}$/u.test(word) && /^(?:\p{Lu}\p{Ll}|["“«]\p{Lu})/u.test(rest);
}

function isAbbreviation(word: string): boolean {
  const lower = word.toLowerCase();
  return ABBREVIATIONS.has(lower) || /^(?:\p{L}|(?:\p{L}\.)+\p{L})$/u.test(word);
}
