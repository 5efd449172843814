import { type Span, trimmed } from "../text/span.ts";

const PAGE_NUMBER =
  /^[^\p{L}\p{N}]*(?:page\s*|p\.\s*)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?[^\p{L}\p{N}]*$/iu;
/** Lines at the top and at the foot of a page among which its marks stand. */
const LINES_MAX = 2;
/** A line stands at the top or foot of so many pages, and of this share of them, to be a running head. */
const HEADS_LEAST = 2;
const HEADS_SHARE = 0.5;

/** Page numbers and running heads of a text out of a PDF, whose pages end in form feeds: they part sentences, and are none. In order. */
export function pageMarksOf(text: string): readonly Span[] {
  if (!text.includes("\f")) return [];
  const pages = pagesOf(text)
    .map((page) => edgesOf(text, page))
    .filter((edges) => edges.length > 0);
  const seen = new Map<string, number>();
  for (const edges of pages)
    for (const form of new Set(edges.map((line) => formOf(text, line))))
      seen.set(form, (seen.get(form) ?? 0) + 1);
  const least = Math.max(HEADS_LEAST, pages.length * HEADS_SHARE);
  return pages.flatMap((edges) =>
    edges.filter(
      (line) =>
        PAGE_NUMBER.test(text.slice(line.start, line.end)) ||
        (seen.get(formOf(text, line)) ?? 0) >= least,
    ),
  );
}

function pagesOf(text: string): readonly Span[] {
  const pages: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/\f|$/g)) {
    pages.push({ start, end: match.index });
    start = match.index + 1;
  }
  return pages;
}

/** The first and last lines of a page that are not empty, each once. */
function edgesOf(text: string, { start, end }: Span): readonly Span[] {
  const lines = [...text.slice(start, end).matchAll(/[^\r\n]+/g)]
    .map((match) =>
      trimmed(text, { start: start + match.index, end: start + match.index + match[0].length }),
    )
    .filter((line) => line.end > line.start);
  return lines.length <= 2 * LINES_MAX
    ? lines
    : [...lines.slice(0, LINES_MAX), ...lines.slice(-LINES_MAX)];
}

/** A line as it is the same on every page: with any number for its number. */
const formOf = (text: string, { start, end }: Span): string =>
  text.slice(start, end).replace(/\d+/g, "#").replace(/\s+/g, " ");
