import type { Message } from "./messages.ts";
import type { Span } from "./span.ts";

/** A longer line is no head. Letters; what is looked for in one costs its square. */
const HEAD_MAX = 400;
/** "From: Mira Holt <mira@example.org>", and the fields below it, also where all of it is quoted. */
const FROM = /^[> \t]*From:/;
const ADDRESS = /[<[(]?(?<address>[\w.+-]+@[\w.-]+)[>\])]?$/;
const FIELD = /^[> \t]*(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)*:|[ \t]+\S)/;
const SENT = /^[> \t]*(?:To|Cc|Date|Sent|Subject):/;
/** "On Thu, 5 Nov 2026 at 18:30, Mira Holt <mira@example.org> wrote:" above what she wrote: up to her name. */
const WROTE =
  /^[> \t]*On \S[^\r\n]{4,120}?(?:\d(?:[ \u202F]?[AP]M)?|\))[,\s]+(?<sender>\p{L}[^\d,<>\r\n]*)$/u;
const IN_BRACKETS = /[<[(][^<>()[\]]*[>\])]$/;
const MARKS = /^[ \t]*(?:>[ \t]?)+/;

interface Line extends Span {
  readonly words: string;
  /** How often it is quoted: the marks before it. */
  readonly depth: number;
}

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
    words,
    depth: (MARKS.exec(words)?.[0].match(/>/g) ?? []).length,
  }));
}

/** A head of a mail or of what it quotes: its lines, who is named in it, and how often what that one wrote is quoted. */
interface Head extends Span {
  readonly name: string;
  readonly sender: Span;
  readonly depth: number;
  /** Whether it has the fields of a mail. */
  readonly fields: boolean;
}

/** Who is named in the first line of a mail's fields; its address, where that has no name. Null: it is none. */
function fromIn(words: string): string | null {
  const field = FROM.exec(words);
  if (field === null) return null;
  const rest = words.slice(field[0].length).trim();
  const found = ADDRESS.exec(rest);
  if (found === null) return null;
  const name = rest.slice(0, found.index).trim().replace(/^["“]/, "").replace(/["”]$/, "").trim();
  if (/[<>@]/.test(name)) return null;
  return name === "" ? (found.groups?.["address"] ?? null) : name;
}

/** Who is named in the line above what is quoted. Null: it is none. */
function writerIn(words: string): string | null {
  const line = words.trimEnd();
  if (!/\swrote:$/.test(line)) return null;
  const body = line.slice(0, -"wrote:".length).trimEnd().replace(IN_BRACKETS, "").trimEnd();
  return WROTE.exec(body)?.groups?.["sender"] ?? null;
}

function headAt(lines: readonly Line[], at: number): Head | null {
  const line = lines[at];
  if (line === undefined || line.words.length > HEAD_MAX) return null;
  const from = fromIn(line.words);
  const called = from ?? writerIn(line.words);
  if (called === null) return null;
  let last = at;
  if (from !== null) {
    while (FIELD.test(lines[last + 1]?.words ?? "") && isBelow(lines, last)) last++;
    if (!lines.slice(at + 1, last + 1).some(({ words }) => SENT.test(words))) return null;
  }
  const start = line.start + line.words.indexOf(called);
  return {
    start: line.start,
    end: lines[last]?.end ?? line.end,
    name: called,
    sender: { start, end: start + called.length },
    depth: from === null ? (lines[last + 1]?.depth ?? 0) : line.depth,
    fields: from !== null,
  };
}

/** Whether the next line stands right below: an empty one ends a mail's fields. */
const isBelow = (lines: readonly Line[], at: number): boolean =>
  (lines[at + 1]?.start ?? 0) - (lines[at]?.end ?? 0) <= "\r\n".length;

/** Whether a text may be a mail at all: most have no such line. */
const MAYBE = /^[> \t]*From:[^\r\n]*@|\bwrote:[ \t]*$/m;

/**
 * A mail with what it quotes, in order: each stretch of lines that are quoted equally often is whose head stands above it. Who answers between the lines
 * of another is told apart. None where neither a mail's fields nor an answer with quoted lines is seen.
 */
export function mailIn(text: string): readonly Message[] {
  if (!MAYBE.test(text)) return [];
  if (last?.text !== text) last = { text, messages: findIn(linesOf(text)) };
  return last.messages;
}

/** Of the text that was asked for last: it is asked for its messages, its marks and its subject. */
let last: { readonly text: string; readonly messages: readonly Message[] } | null = null;

function findIn(lines: readonly Line[]): readonly Message[] {
  const authors = new Map<number, Head>();
  const found: { head: Span; name: string; sender: Span; end: number; quoted: number }[] = [];
  let [heads, depth] = [0, 0];
  // Whether a mail begins with its fields.
  const isWhole = headAt(lines, 0)?.fields === true;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const seen = headAt(lines, at);
    // "On Monday at nine, Mira Holt wrote:" in an article, above nothing that is quoted.
    const head = seen !== null && (seen.fields || seen.depth > 0 || heads > 0) ? seen : null;
    const begins = head === null ? line.start : head.end;
    if (head !== null) {
      heads++;
      authors.set(head.depth, head);
      while ((lines[at + 1]?.start ?? Infinity) < head.end) at++;
    }
    const open = found.at(-1);
    const own = head?.depth ?? line.depth;
    if (head === null && open !== undefined && own === depth) {
      open.end = line.end;
      continue;
    }
    const author = authors.get(own);
    depth = own;
    found.push({
      head: { start: line.start, end: begins },
      name: author?.name ?? QUOTED,
      sender: author?.sender ?? { start: line.start, end: line.start },
      end: Math.max(line.end, begins),
      quoted: line.depth,
    });
  }
  if (heads === 0 || (!isWhole && lines.every((line) => line.depth === 0))) return [];
  // What stands above any head in an answer without fields is nobody's by name: the account tells it.
  return found
    .filter(({ name, quoted }) => name !== QUOTED || quoted > 0)
    .map(({ head, name, sender, end }) => ({ head, name, sender, end }));
}

/** Whoever is quoted, where no head says who that is. */
export const QUOTED = "(quoted)";

/** The marks of quotation before the lines of a mail: no part of what is said. */
export function quoteMarksOf(text: string): readonly Span[] {
  if (!MAYBE.test(text)) return [];
  const messages = mailIn(text);
  if (messages.length === 0) return [];
  // Both stand in order.
  let at = 0;
  return linesOf(text).flatMap(({ start, words }) => {
    while ((messages[at + 1]?.head.start ?? Infinity) <= start) at++;
    const head = messages[at]?.head;
    const inHead = head !== undefined && head.start <= start && start < head.end;
    const marks = MARKS.exec(words)?.[0].trimEnd() ?? "";
    return marks === "" || inHead ? [] : [{ start, end: start + marks.length }];
  });
}

/** What a mail is about, by its own field. */
export function subjectOfMail(text: string): string | null {
  if (!MAYBE.test(text)) return null;
  const [first] = mailIn(text);
  if (first === undefined) return null;
  return /^Subject:[ \t]*(\S[^\r\n]*)/m.exec(text.slice(0, first.head.end))?.[1]?.trim() ?? null;
}
