import { lettered } from "./letters.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { type Span, trimmed } from "./span.ts";
import { isOneOf } from "./one-of.ts";

/** One sentence and the paragraph, counted from 0, that it stands in. */
export interface SentenceSpan extends Span {
  readonly paragraph: number;
}

/** Words before a full stop that end no sentence: titles, months, initials and the like. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    "mr mrs ms dr prof gen brig lt col maj capt cpl sgt adm rev hon sen rep gov st jr sr vs etc no inc ltd co corp " +
    "jan feb mar apr jun jul aug sep sept oct nov dec approx est dept govt mins secs asst dist prov incl resp u.s u.k u.n e.g i.e a.m p.m"
  ).split(" "),
);

/** A full stop or the like, with what closes after it. */
const STOP = /[.!?…]+["”’»)\]]*/g;

/** Two words that lost the space between them, where the second begins a sentence. */
const FUSED_WORDS = lettered(String.raw`\p{Ll}{4}(?=\p{Lu}\p{Ll}*[\s-])`, "g");

/**
 * The sentences of a text, in order, without overlap, each trimmed. A paragraph's end ends a sentence, except after a title that waits for
 * its name; a lost space between two sentences or between a heading and a sentence is seen.
 */
export function sentencesOf(text: string): readonly SentenceSpan[] {
  return paragraphsOf(text).flatMap((paragraph, index) =>
    partsOf(text, paragraph).map((part) => ({ ...part, paragraph: index })),
  );
}

function partsOf(text: string, paragraph: Span): readonly Span[] {
  const within = text.slice(paragraph.start, paragraph.end);
  const breaks = new Set<number>();
  for (const match of within.matchAll(STOP)) {
    const after = match.index + match[0].length;
    if (endsSentence(within, match.index, after)) breaks.add(after);
  }
  for (const { index, 0: end } of within.matchAll(FUSED_WORDS))
    if (!isJoinedName(text, paragraph.start + index + end.length)) breaks.add(index + end.length);
  const parts: Span[] = [];
  let start = 0;
  for (const end of [...breaks].toSorted((a, b) => a - b).concat(within.length)) {
    const part = trimmed(text, { start: paragraph.start + start, end: paragraph.start + end });
    if (part.end > part.start) parts.push(part);
    start = end;
  }
  return parts;
}

/** "BorderVolt": a company writes its name so, and again, or is told to say something; two sentences that lost their space do not. */
function isJoinedName(text: string, at: number): boolean {
  const first = JOINED_BEFORE.exec(text.slice(Math.max(0, at - JOINED_LENGTH), at))?.[0];
  const [, second, then = ""] = JOINED_AFTER.exec(text.slice(at, at + JOINED_LENGTH)) ?? [];
  if (first === undefined || second === undefined || OPENING_WORD.test(` ${second}`)) return false;
  return (
    isOneOf(then, "said|says|told|tells|confirmed|confirms|announced|reported|plc|Ltd|Inc") ||
    text.split(first + second).length > JOINED_TWICE
  );
}

/** Letters of half a name and what follows it, at most; parts of a text that has a name twice. */
const JOINED_LENGTH = 40;
const JOINED_TWICE = 2;
const JOINED_BEFORE = lettered(String.raw`(?<![\p{L}’'-])\p{Lu}\p{Ll}+$`);
const JOINED_AFTER = lettered(String.raw`^(\p{Lu}\p{Ll}+)(?: (\p{L}+))?`);

/** Words with a capital that are no name: after an hour they open a sentence. */
const OPENING_WORD =
  /^\s+(?:The|An?|It|Its|He|She|They|We|I|In|On|At|But|And|No|Nobody|None|Nothing|This|That|These|Those|There|His|Her|Their|Our|My|According|When|While|After|Before|During|Since|Later|Then|As|By|For|From|With|Most|Some|Several|Many|All|Both|Each|Another|Others?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens|Hundreds|Police|Officials|Residents|Witnesses|Rescuers|Sirens)\b/;

/** Whether the stop at `at` (what follows begins at `after`) ends a sentence. */
function endsSentence(text: string, at: number, after: number): boolean {
  const follows = text.slice(after).trimStart();
  if (follows === "") return false;
  // Only the first characters, after one blank where there are any: a pattern is compiled at length for a long subject.
  const rest = (/\s/.test(text[after] ?? "") ? " " : "") + follows.slice(0, AHEAD);
  const word = WORD_AT_END.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? "";
  const closes = after > at + 1 && /["”’»)\]]$/.test(text.slice(at, after));
  if (/^\s/.test(rest)) {
    if (!OPENS.test(rest)) return isCareless(text, at, word, rest);
    if (closes || text[at] !== ".") return true;
    // "between 1 and 2 a.m. It has": the hour's own stop ends the sentence, too.
    if (/^[ap]\.m$/i.test(word) && OPENING_WORD.test(rest)) return true;
    return !isAbbreviation(word);
  }
  // No space: only where a word of lower-case letters meets a capital or an opening quotation mark.
  if (closes) return CAPITAL.test(rest);
  return FUSED_BEFORE.test(word) && FUSED_AFTER.test(rest);
}

/** "went into the building. two huge bangs": in a chat a stop after a plain word ends a sentence, though no capital follows. */
function isCareless(text: string, at: number, word: string, rest: string): boolean {
  return (
    text[at] === "." &&
    /\s/.test(text[at + 1] ?? "") &&
    PLAIN.test(word) &&
    SMALL.test(rest) &&
    !isAbbreviation(word)
  );
}

/** Characters after a stop that tell whether a sentence begins there. */
const AHEAD = 24;
const WORD_AT_END = lettered(String.raw`[\p{L}.]+$`);
const INITIALS = lettered(String.raw`^(?:\p{L}|(?:\p{L}\.)+\p{L})$`);
const CAPITAL = lettered(String.raw`^\p{Lu}`);
/** A capital, a digit, a mark, or a letter of a script that has no capitals. */
const OPENS = lettered(String.raw`^\s+["“«‘([]?[\p{Lu}\d"“«֐-ࣿऀ-῿⺀-￿]`);
const PLAIN = lettered(String.raw`^\p{Ll}{4,}$`);
const SMALL = lettered(String.raw`^\s\p{Ll}`);
const FUSED_BEFORE = lettered(String.raw`\p{Ll}{2}$`);
const FUSED_AFTER = lettered(String.raw`^(?:\p{Lu}\p{Ll}|["“«]\p{Lu})`);

function isAbbreviation(word: string): boolean {
  const lower = word.toLowerCase();
  return ABBREVIATIONS.has(lower) || INITIALS.test(word);
}
