import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { Speaker } from "../claims/claim.ts";
import { isPersonWord } from "../claims/people.ts";
import { onOneLine } from "../text/reading.ts";
import { speakerKindOf } from "./speaker.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt } from "../grammar/places.ts";

/** A phrase without what stands before a name and is none of it: a date, the hour of an entry, the number of a post; or behind it: "for his part". */
export function cleaned(phrase: string): string {
  return onOneLine(phrase)
    .replace(/^date \d{4}-\d{2}-\d{2} /, "")
    .replace(/^\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)? (?=\p{L})/u, "")
    .replace(/^\d{1,3}\/ ?(?=\p{L})/u, "")
    .replace(/,? for (?:its|his|her|their) part,?$/, "")
    .trim();
}

/**
 * Somebody who came in after the last speaker: "His neighbour, Hana Ruiz, was less certain." By name where the name stands beside; null where
 * there is none, so that nobody else is named; undefined where nobody came in.
 */
export function newcomer(
  { sentences, text }: ParsedText,
  here: number,
  from: number,
): Speaker | null | undefined {
  for (let at = here - 1; at > from && at >= 0; at--) {
    const sentence = sentences[at];
    const [subject, next] = sentence?.nouns ?? [];
    const head = sentence?.tokens[subject?.head ?? -1];
    if (sentence === undefined || subject === undefined || head?.pos !== "NOUN") continue;
    const opens = sentence.tokens[subject.from]?.lower ?? "";
    const person = !head.lower.endsWith("s") && isPersonWord(head.lemma);
    if (
      subject.from > 0 ||
      !person ||
      (!isOneOf(opens, "his|her|their|my|our|an?|another|one") &&
        !isOneOf(`${opens} ${head.lower}`, PLAIN_PERSON))
    )
      continue;
    const beside = next !== undefined && next.from <= subject.to + 1 ? next : undefined;
    const [first, last] = [
      sentence.tokens[beside?.from ?? -1],
      sentence.tokens[(beside?.to ?? 0) - 1],
    ];
    const own = nameless({ text }, sentence, subject);
    if (first === undefined || last === undefined) return own;
    const span = { start: first.start, end: last.end };
    const name = cleaned(text.slice(span.start, span.end));
    return speakerKindOf(name, "say") === "named" ? { kind: "named", name, span, via: [] } : own;
  }
  return undefined;
}

const PLAIN_PERSON = "the (?:man|woman|boy|girl|nurse|driver|guard|soldier|neighbour|baker|farmer)";

/** "A woman at the gate shakes her head. “…,” she says": somebody without a name. */
function nameless(
  { text }: Pick<ParsedText, "text">,
  { tokens }: ParsedSentence,
  { from, to }: NounPhrase,
): Speaker | null {
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (first === undefined || last === undefined || isOneOf(first.lower, "his|her|their|my|our"))
    return null;
  const span = { start: first.start, end: last.end };
  const name = cleaned(text.slice(span.start, span.end));
  const kind = speakerKindOf(name, "say");
  return isOneOf(kind, "anonymous|unresolved") ? { kind: "anonymous", name, span, via: [] } : null;
}

/** "The doctor on duty was Ove Teck. He says …": the one name in the sentence before, in the same paragraph. */
export function soleName({ sentences, text }: ParsedText, here: number): Speaker | null {
  const [before, own] = [sentences[here - 1], sentences[here]];
  if (before === undefined || before.paragraph !== own?.paragraph) return null;
  const { tokens, nouns, verbs } = before;
  const names = nouns.filter(({ from, to }) => {
    const words = text.slice(tokens[from]?.start, tokens[to - 1]?.end);
    return /^\S+ \S+/.test(words) && speakerKindOf(cleaned(words), "say") === "named";
  });
  const [only] = names;
  // "was Ove Teck", "is called Ove Teck": who somebody is, and not whom something was done to.
  const verb = endingAt(verbs, only?.from);
  if (only === undefined || names.length !== 1 || !isOneOf(verb?.lemma, "be|call|name"))
    return null;
  const span = { start: tokens[only.from]?.start ?? 0, end: tokens[only.to - 1]?.end ?? 0 };
  return { kind: "named", name: cleaned(text.slice(span.start, span.end)), span, via: [] };
}
