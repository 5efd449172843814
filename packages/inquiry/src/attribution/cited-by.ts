import type { Speaker } from "../claims/claim.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { cleaned } from "./people-before.ts";
import { speakerKindOf } from "./speaker.ts";
import { sifted } from "../text/sifted.ts";

/** "the agency reported, citing the ministry, that …": whom the teller has it from. Null where nobody is cited, or something that cannot speak. */
export function citedBy(
  { text, sentences }: ParsedText,
  attribution: Attribution | undefined,
): Speaker | null {
  const source = attribution?.source ?? null;
  if (attribution === undefined || source === null) return null;
  const sentence = sentences.find(({ start, end }) => start <= source.start && source.start < end);
  if (sentence === undefined) return null;
  const last = attribution.contents.at(-1);
  const until = Math.max(last?.start ?? 0, attribution.cue.end) + CITING_WITHIN;
  const cited =
    citedIn(text, source.start, Math.min(sentence.end, until)) ??
    leading(text, sentence.start, source.start);
  if (cited === null) return null;
  const kind = speakerKindOf(cited.name, "say");
  if (!isOneOf(kind, "named|office|anonymous|collective")) return null;
  return { kind, name: cleaned(cited.name), span: cited.span, via: [] };
}

/** Whom words cite, and where that stands. */
interface Cited {
  readonly name: string;
  readonly span: Span;
}

function citedIn(text: string, from: number, to: number): Cited | null {
  const words = text.slice(from, to);
  const match = CITING.exec(words) ?? CITED_AS.exec(words);
  const name = match?.[1];
  if (match === null || name === undefined) return null;
  const start = from + match.index + match[0].length - name.length;
  return { name, span: { start, end: start + name.length } };
}

/** "Quoting the ministry, the agency reported that …": before who tells it. */
function leading(text: string, from: number, to: number): Cited | null {
  const match = LEADING.exec(text.slice(from, to));
  const [before, name] = [match?.[1], match?.[2]];
  if (before === undefined || name === undefined) return null;
  const start = from + before.length;
  return { name, span: { start, end: start + name.length } };
}

const LEADING = sifted(
  "citing|quoting|referring",
  /^((?:Citing|Quoting|Referring to)\s+(?:(?:figures|data|information|sources) (?:from|by|of|in)\s+)?)([^,;:.“”"]{2,60}),\s*$/,
);

/** "State television, citing the governor": who tells it is the first of the two. */
export const withoutCited = (name: string): string => name.replace(CITED_TAIL, "");
const CITED_TAIL = /,?\s+(?:citing|quoting|referring to|with reference to)\s.*$/su;
/** Letters after what is reported begins in which somebody may still be cited. */
const CITING_WITHIN = 80;
const CITING = sifted(
  "citing|quoting|quoted|quotes|referring|reference|from",
  /\b(?:citing|quoting|quoted|quotes|referring to|with reference to|in reference to|has it from|have it from|had it from)\s+(?!by\b|as\b)((?:[^\s,;:.“”"]+\s){0,7}?[^\s,;:.“”"]+)(?=[,;:.]|\s+as\s)/,
);
/** "cited the governor as saying": alone it is a reason that somebody gives. */
const CITED_AS = sifted(
  "cited|cites",
  /\b(?:cited|cites)\s+((?:[^\s,;:.“”"]+\s){0,7}?[^\s,;:.“”"]+)(?=\s+as\s+(?:saying|telling|stating|putting|giving|confirming|adding))/,
);
