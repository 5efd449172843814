import type { DeskSpan } from "@tocsin/sdk";

/** Longer paragraphs are cut: a text without a line break is drawn in pieces all the same. */
const CHUNK_MAX = 3_000;
/** So far back a blank is looked for, to cut at. */
const CUT_WITHIN = 200;

/** A text in pieces that end with its lines; side by side they are the text, to the letter. */
export function chunksOf(text: string): readonly DeskSpan[] {
  const chunks: DeskSpan[] = [];
  let start = 0;
  while (start < text.length) {
    const line = text.indexOf("\n", start);
    let end = line === -1 ? text.length : line + 1;
    // Empty lines go with the paragraph before them.
    while (end < text.length && /\s/.test(text[end] ?? "") && end - start < CHUNK_MAX) end++;
    if (end - start > CHUNK_MAX) end = cutBefore(text, start, start + CHUNK_MAX);
    chunks.push({ start, end });
    start = end;
  }
  return chunks;
}

/** After a blank, and never within a character of two code units. */
function cutBefore(text: string, start: number, end: number): number {
  for (let at = end; at > Math.max(start + 1, end - CUT_WITHIN); at--)
    if (/\s/.test(text[at - 1] ?? "")) return at;
  const high = (text.charCodeAt(end - 1) & 0xfc_00) === 0xd8_00;
  return high ? end - 1 : end;
}

/** The piece that a place lies in; -1 where there is none. */
export function chunkAt(chunks: readonly DeskSpan[], place: number): number {
  let [low, high] = [0, chunks.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const chunk = chunks[middle];
    if (chunk === undefined) return -1;
    if (place < chunk.start) high = middle - 1;
    else if (place >= chunk.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
