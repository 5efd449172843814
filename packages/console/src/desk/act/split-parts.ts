import type { DeskSpan } from "@tocsin/sdk";

/** The parts of a claim's words around words that are selected in them; fewer than two where they do not split it. */
export function splitParts(
  text: string,
  claim: DeskSpan,
  selected: DeskSpan,
): readonly { readonly span: DeskSpan }[] {
  if (selected.start < claim.start || selected.end > claim.end) return [];
  return [
    { start: claim.start, end: selected.start },
    selected,
    { start: selected.end, end: claim.end },
  ].flatMap((span) => {
    const words = /[\p{L}\p{N}](?:[^]*[\p{L}\p{N}])?/u.exec(text.slice(span.start, span.end));
    if (words === null) return [];
    const start = span.start + words.index;
    return [{ span: { start, end: start + words[0].length } }];
  });
}
