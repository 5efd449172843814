import { attributionsOf } from "../src/attribution/attribute.ts";
import { parseText } from "../src/grammar/parse.ts";
import type { Span } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";
import type { TaggedSentence } from "./inquiry-data.ts";

const PARTS = ["source", "cue", "content"] as const;
export type Part = (typeof PARTS)[number];

/** PolNeAR writes marks in the Penn Treebank's way. */
const MARKS: Readonly<Record<string, string>> = {
  "``": "“",
  "''": "”",
  "-LSB-": "[",
  "-RSB-": "]",
  "-LRB-": "(",
  "-RRB-": ")",
};

/** Exact ranges of tokens, as published for this corpus: one token more or less is wrong. */
export function scoreAttribution(
  sentences: readonly TaggedSentence[],
): Readonly<Record<Part, Figures>> {
  const totals: Record<Part, { right: number; wrong: number; missed: number }> = {
    source: { right: 0, wrong: 0, missed: 0 },
    cue: { right: 0, wrong: 0, missed: 0 },
    content: { right: 0, wrong: 0, missed: 0 },
  };
  for (const sentence of sentences) {
    const [gold, ours] = [goldRanges(sentence.labels), ourRanges(sentence.tokens)];
    for (const part of PARTS) {
      for (const range of gold[part])
        if (ours[part].has(range)) totals[part].right++;
        else totals[part].missed++;
      for (const range of ours[part]) if (!gold[part].has(range)) totals[part].wrong++;
    }
  }
  return totals;
}

const emptyRanges = (): Record<Part, Set<string>> => ({
  source: new Set(),
  cue: new Set(),
  content: new Set(),
});

function goldRanges(labels: readonly string[]): Record<Part, Set<string>> {
  const ranges = emptyRanges();
  let open: { readonly part: Part; readonly from: number } | null = null;
  for (const [i, label] of [...labels, "O"].entries()) {
    const part = PARTS.find((each) => label.endsWith(`-${each}`)) ?? null;
    const goesOn = open !== null && label.startsWith("I-") && part === open.part;
    if (goesOn) continue;
    if (open !== null) ranges[open.part].add(`${open.from}-${i}`);
    open = part === null ? null : { part, from: i };
  }
  return ranges;
}

/** Whether two tokens stand together in running text: the corpus parts them all. */
function isAttached(before: string, token: string): boolean {
  return (
    /^(?:[.,;:!?)\]”%]|['’](?:s|d|ll|re|ve|m)?|n['’]t)$/i.test(token) || /^[“([$#]$/.test(before)
  );
}

/** The corpus writes straight marks as closing ones where they open: after a full sentence, or at the beginning, before a capital. */
function opensWrongly(words: readonly string[], at: number): boolean {
  if (words[at] !== "''" || !/^\p{Lu}/u.test(words[at + 1] ?? "")) return false;
  const marks = words.slice(0, at).filter((word) => word === "``" || word === "''");
  return (at === 0 || /^[.?!]$/.test(words[at - 1] ?? "")) && marks.at(-1) !== "``";
}

function ourRanges(words: readonly string[]): Record<Part, Set<string>> {
  const tokens = words.map((word, i) => (opensWrongly(words, i) ? "“" : (MARKS[word] ?? word)));
  const ends: number[] = [];
  let text = "";
  for (const [i, token] of tokens.entries()) {
    text += (i === 0 || isAttached(tokens[i - 1] ?? "", token) ? "" : " ") + token;
    ends.push(text.length);
  }
  const rangeOf = ({ start, end }: Span): readonly [number, number] => {
    const from = ends.findIndex((each) => each > start);
    const to = ends.findIndex((each) => each >= end);
    return [from, to === -1 ? tokens.length : to + 1];
  };
  const ranges = emptyRanges();
  for (const { source, cue, contents } of attributionsOf(parseText(text))) {
    if (source !== null) {
      const [from, to] = rangeOf(source);
      // The corpus takes the comma that ends an apposition into the source.
      const apposition = tokens.slice(from, to).includes(",") && tokens[to] === ",";
      ranges.source.add(`${from}-${apposition ? to + 1 : to}`);
    }
    ranges.cue.add(rangeOf(cue).join("-"));
    for (const content of contents) ranges.content.add(rangeOf(content).join("-"));
  }
  return ranges;
}
