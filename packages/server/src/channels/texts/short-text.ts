import { fenced, fill } from "./fill.ts";
import type { Sentences } from "./sentences.ts";

/** Characters of the short form: one text message of the telephone network in Latin letters, three in others. */
export const SHORT_CHARACTERS = 160;
/** A name cut shorter than this says nothing. */
const NAME_LEAST = 6;

/**
 * The few words that fit where there is little room: what, where, when, until when, who says so. Names give way, what to do never does.
 * `sentences`: with `{place}` and `{source}` still open.
 */
export function shortened(
  sentences: readonly string[],
  names: { readonly place: string; readonly source: string },
  direction: Sentences["direction"],
): string {
  const sentence = sentences.join(" ");
  const written = (place: string, source: string): string =>
    fill(sentence, { place: fenced(place, direction), source: fenced(source, direction) });
  let { place, source } = names;
  while (written(place, source).length > SHORT_CHARACTERS) {
    if (source.length > NAME_LEAST && source.length >= place.length) source = cut(source);
    else if (place.length > NAME_LEAST) place = cut(place);
    else if (source.length > NAME_LEAST) source = cut(source);
    else break;
  }
  return written(place, source);
}

/** One character less, and a sign that something is missing. */
const cut = (name: string): string =>
  `${Array.from(name.replace(/…$/, "")).slice(0, -1).join("").trimEnd()}…`;
