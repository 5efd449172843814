import type { Span } from "../text/span.ts";

/** Furniture read as white space: offsets stay, and nothing of it is read. */
export function readableText(text: string, furniture: readonly Span[]): string {
  let out = "";
  let at = 0;
  for (const { start, end } of furniture) {
    out += text.slice(at, start) + text.slice(start, end).replace(/[^\n\r]/g, " ");
    at = end;
  }
  return out + text.slice(at);
}
