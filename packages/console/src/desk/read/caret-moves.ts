import type { DeskSpan } from "@tocsin/sdk";
import { chunkAt } from "./chunks.ts";

/** How far one key moves a caret through a text. */
export type CaretStep = "character" | "word" | "sentence" | "paragraph";

/** A caret: what lies between both ends is selected. Places are UTF-16 code units of the account's text. */
export interface Caret {
  /** Where the selection began. */
  readonly anchor: number;
  /** Where it ends: what moves. */
  readonly focus: number;
}

const SEGMENTERS: Readonly<Record<"character" | "word" | "sentence", Intl.Segmenter>> = {
  character: new Intl.Segmenter(undefined, { granularity: "grapheme" }),
  word: new Intl.Segmenter(undefined, { granularity: "word" }),
  sentence: new Intl.Segmenter(undefined, { granularity: "sentence" }),
};

/**
 * Where a caret comes to from a place of a text, one step on or back. Pieces are segmented one at a time, as they are read: a step never divides
 * what is one character, and a word's step ends where the word begins or ends, spaces and marks passed over.
 */
export function stepFrom(
  { text, chunks }: { readonly text: string; readonly chunks: readonly DeskSpan[] },
  at: number,
  { step, by }: { readonly step: CaretStep; readonly by: 1 | -1 },
): number {
  const index = chunkAt(chunks, by === 1 ? at : Math.max(0, at - 1));
  const chunk = chunks[index];
  if (chunk === undefined) return at;
  if (step === "paragraph") return by === 1 ? chunk.end : chunk.start;
  // Where a piece has nothing more to stop at, the next one has.
  for (let i = index; i >= 0 && i < chunks.length; i += by) {
    const { start, end } = chunks[i] ?? chunk;
    const stops = stopsIn(text.slice(start, end), step, by).map((stop) => start + stop);
    const found = by === 1 ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
    if (found !== undefined) return found;
  }
  return by === 1 ? text.length : 0;
}

/** Forward a word is left at its end, back it is entered at its beginning; so it is with sentences, without the spaces after them. */
function stopsIn(text: string, step: "character" | "word" | "sentence", by: 1 | -1): number[] {
  const segments = [...SEGMENTERS[step].segment(text)];
  if (step === "character") return [...segments.map(({ index }) => index), text.length];
  return segments.flatMap(({ segment, index, isWordLike }) => {
    if (step === "word" ? isWordLike !== true : segment.trim() === "") return [];
    return [by === 1 ? index + segment.trimEnd().length : index];
  });
}

/** The word at a place, or the one before it: what is read out where a caret stands. */
export function wordAt(
  { text, chunks }: { readonly text: string; readonly chunks: readonly DeskSpan[] },
  at: number,
): string {
  const chunk = chunks[chunkAt(chunks, Math.min(at, text.length - 1))];
  if (chunk === undefined) return "";
  const words = [...SEGMENTERS.word.segment(text.slice(chunk.start, chunk.end))].filter(
    ({ isWordLike }) => isWordLike,
  );
  const own = at - chunk.start;
  const word =
    words.find(({ index, segment }) => own >= index && own < index + segment.length) ??
    words.findLast(({ index }) => index < own) ??
    words[0];
  return word?.segment ?? "";
}
