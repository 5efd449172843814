import type { Span } from "./span.ts";
import { paragraphsOf } from "./paragraphs.ts";

const OPENING = "“«„";
const CLOSING = "”»";

/**
 * What stands between quotation marks, marks included, in order. Marks that do not match are met as people write them: an opening mark
 * where a closing one belongs closes, and what a paragraph leaves open ends with it. Single marks are apostrophes far more often, and are left.
 */
export function quotationsOf(text: string): readonly Span[] {
  return paragraphsOf(text).flatMap((paragraph) => quotationsIn(text, paragraph));
}

function quotationsIn(text: string, paragraph: Span): readonly Span[] {
  const found: Span[] = [];
  let start: number | null = null;
  for (let at = paragraph.start; at < paragraph.end; at++) {
    const mark = text[at] ?? "";
    if (start === null) {
      // A closing mark between a space and a word opens: people and programs set the wrong one.
      const wrong = mark === "”" && opens(text, at) && /\s/.test(text[at - 1] ?? " ");
      if (OPENING.includes(mark) || (mark === '"' && opens(text, at)) || wrong) start = at;
    } else if (closesAt(text, at, mark)) {
      found.push({ start, end: at + 1 });
      start = null;
    }
  }
  if (start !== null && paragraph.end - start > 2) found.push({ start, end: paragraph.end });
  return found;
}

function opens(text: string, at: number): boolean {
  return !/\s/.test(text[at + 1] ?? " ");
}

/** An opening mark inside a quotation closes it where a word stands before it or nothing follows. */
function closesAt(text: string, at: number, mark: string): boolean {
  if (CLOSING.includes(mark) || mark === '"') return true;
  if (mark !== "“") return false;
  return !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
}
