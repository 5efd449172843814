import type { ParsedText } from "../grammar/parse.ts";
import { isOneOf } from "../text/one-of.ts";
import { contains } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { isQuoted } from "./spans.ts";
import { byVerb } from "./by-verb.ts";
import { speakerKindOf } from "./speaker.ts";

/**
 * What somebody's quotation passes on of another: "Roux is at the harbour: “A steward, Pau Ferrer, told me there was no siren.”" The steward says that, and no
 * pronoun after the quotation stands for him.
 */
export function passedOn(
  { sentences, quotations, text }: ParsedText,
  attributions: readonly Attribution[],
): readonly Attribution[] {
  const found: Attribution[] = [];
  for (const sentence of sentences) {
    for (const verb of sentence.verbs) {
      if (!isOneOf(verb.lemma, "tell|say|inform|assure|confirm") || verb.form !== "finite")
        continue;
      if (verb.negated || verb.modal !== null || !isQuoted(sentence, verb.main, quotations))
        continue;
      const told = byVerb(sentence, verb);
      const source = told?.source ?? null;
      if (told === null || source === null) continue;
      const quote = quotations.find((each) => contains(each, told.cue));
      if (quote === undefined || !contains(quote, source)) continue;
      const isSpoken = attributions.some(
        (each) =>
          each.source !== null && each.contents.some((content) => contains(content, told.cue)),
      );
      const kind = speakerKindOf(text.slice(source.start, source.end), verb.lemma);
      if (isSpoken && isOneOf(kind, "named|office|anonymous|collective"))
        found.push({ ...told, within: true });
    }
  }
  return found;
}
