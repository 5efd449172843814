import type { ParsedText } from "../grammar/parse.ts";
import type { Attribution } from "./attribution.ts";

/** An attribution with its place among all of its text. */
export interface Placed {
  readonly at: number;
  readonly attribution: Attribution;
}

/** For each sentence the attributions of which a part stands in it: a long text has thousands, and a fact has to do with few. */
export function attributionsTouching(
  { sentences }: ParsedText,
  attributions: readonly Attribution[],
): readonly (readonly Placed[])[] {
  const touching: Placed[][] = sentences.map(() => []);
  let first = 0;
  for (const [at, attribution] of attributions.entries()) {
    const { source, cue, contents } = attribution;
    const spans = [cue, ...contents, ...(source === null ? [] : [source])];
    const start = Math.min(...spans.map((span) => span.start));
    const end = Math.max(...spans.map((span) => span.end));
    // They stand in the order of their sentences, but for what reaches back.
    while (first > 0 && (sentences[first]?.start ?? 0) > start) first--;
    while (first < sentences.length && (sentences[first]?.end ?? 0) <= start) first++;
    for (let i = first; i < sentences.length && (sentences[i]?.start ?? end) < end; i++)
      touching[i]?.push({ at, attribution });
  }
  return touching;
}
