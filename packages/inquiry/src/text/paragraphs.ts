import { messagesIn } from "./messages.ts";
import { type Span, trimmed } from "./span.ts";

/** Titles that a name follows: a paragraph that ends in one goes on in the next. */
const TITLE_AT_END = /(?:^|\s)(?:Brig|Gen|Lt|Col|Maj|Capt|Adm|Mr|Mrs|Ms|Dr|Prof|Sheikh)\.?\s*$/;

/**
 * Blocks of text between line breaks; of a text whose lines are wrapped, between empty lines and before indented ones. A word that is parted at a
 * line's end goes on in the next, and a sentence that is parted by a page's end on the next page; a message of a chat begins a block.
 */
export function paragraphsOf(text: string): readonly Span[] {
  if (last?.text !== text) last = { text, paragraphs: paragraphsIn(text) };
  return last.paragraphs;
}

/** The text that was asked for last: labels, sentences and quotations of one text are asked for in a row. */
let last: { readonly text: string; readonly paragraphs: readonly Span[] } | null = null;

function paragraphsIn(text: string): readonly Span[] {
  const paragraphs: Span[] = [];
  const lines = linesOf(text);
  const heads = new Set(messagesIn(text).map(({ head }) => head.start));
  const wrapped = wrappingOf(text, lines);
  for (const [i, line] of lines.entries()) {
    const open = paragraphs.at(-1);
    const before = lines[i - 1];
    const goesOn =
      open !== undefined &&
      before !== undefined &&
      !heads.has(line.start) &&
      (TITLE_AT_END.test(text.slice(open.start, open.end)) ||
        partsWord(text, before, line) ||
        partedByPage(text, open, line) ||
        (wrapped !== null && runsOn(text, before, line, wrapped)));
    if (open !== undefined && goesOn)
      paragraphs[paragraphs.length - 1] = { start: open.start, end: line.end };
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
  if (text[before.end - 1] !== "-") return false;
  return (
    /\p{L}-$/u.test(text.slice(before.end - 2, before.end)) &&
    /^\p{Ll}/u.test(text.slice(line.start, line.start + 2)) &&
    isBelow(text, before, line)
  );
}

/** Whether a page ends between two lines in the middle of a sentence. */
function partedByPage(text: string, before: Span, line: Span): boolean {
  return (
    text.slice(before.end, line.start).includes("\f") &&
    /^\s*\f\s*$/.test(text.slice(before.end, line.start)) &&
    /^\p{Ll}/u.test(text.slice(line.start, line.start + 2)) &&
    !/[.!?:]["”’»)]*$/.test(text.slice(before.end - LINE_END, before.end))
  );
}

/** Right below, and no further in: an indent begins a block, and goes on in lines of the same. */
function isBelow(text: string, before: Span, line: Span): boolean {
  const indent = /^[ \t]*\r?\n([ \t]*)$/.exec(text.slice(before.end, line.start))?.[1];
  return (
    indent === "" ||
    (indent !== undefined &&
      text.slice(text.lastIndexOf("\n", before.start - 1) + 1, before.start) === indent)
  );
}
