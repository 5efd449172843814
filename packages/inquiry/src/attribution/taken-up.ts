import type { Speaker } from "../claims/claim.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { isOneOf } from "../text/one-of.ts";
import { sifted } from "../text/sifted.ts";
import type { Attribution } from "./attribution.ts";
import { reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { IMAGERY_NOUNS, SAYING } from "./cue-lexicon.ts";
import { cleaned } from "./people-before.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";

/** "Pictures are coming in from the agency. They show a hole in the step": what the pronoun takes up shows it. */
export function byPicturesBefore(
  { sentences }: ParsedText,
  sentence: ParsedSentence,
): Attribution | null {
  const { tokens, verbs } = sentence;
  if (!isOneOf(tokens[0]?.lower, "they|it|these|this|both|one|another|some")) return null;
  const verb = verbs.find(({ from }) => from === 1);
  if (
    verb === undefined ||
    verb.passive ||
    verb.negated ||
    !isOneOf(verb.lemma, "show|reveal|depict|capture")
  )
    return null;
  const before = sentences[sentences.indexOf(sentence) - 1];
  if (before?.paragraph !== sentence.paragraph) return null;
  const pictures = before.nouns.find(({ head }) =>
    IMAGERY_NOUNS.has(before.tokens[head]?.lower ?? ""),
  );
  if (pictures === undefined) return null;
  const source = spanOf(before, pictures.from, pictures.to);
  const cue = spanOf(sentence, verb.from, verb.to);
  const content = spanOf(sentence, verb.to, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "show" };
}

/** "We have a statement from the army. It says …": whose words the one before passes on; null where it tells of nothing that is issued. */
export function issuerBefore({ sentences, text }: ParsedText, here: number): Speaker | null {
  const [before, own] = [sentences[here - 1], sentences[here]];
  if (before === undefined || before.paragraph !== own?.paragraph) return null;
  const { tokens, nouns, verbs } = before;
  // "…, the ministry said in a statement carried by the agency. It added": the ministry.
  if (verbs.some(({ lemma, form }) => form === "finite" && SAYING.has(lemma))) return null;
  const paper = nouns.find(({ head }) => isOneOf(tokens[head]?.lower, ISSUED));
  const by = tokens.findIndex(
    ({ lower }, i) =>
      paper !== undefined &&
      i >= paper.to &&
      i < paper.to + ISSUED_WITHIN &&
      isOneOf(lower, "from|by"),
  );
  const reach = by === -1 ? null : reachAfter(before, by + 1);
  const span = reach === null ? null : spanOf(before, reach.from, reach.to);
  if (span === null) return null;
  const name = cleaned(text.slice(span.start, span.end));
  const kind = speakerKindOf(name, "say");
  return kind === "office" || (kind === "named" && name.includes(" "))
    ? { kind, name, span, via: [] }
    : null;
}

/** What somebody issues, and words between it and by whom, at most. */
const ISSUED =
  "statement|message|post|update|communiqu[eé]|release|letter|tweet|note|bulletin|notice|reply|response";
const ISSUED_WITHIN = 6;

/**
 * "An officer tells us there were three. Guards shot two of them. He won't be named.": between what somebody without a name says and why he has none, it
 * is he who goes on.
 */
export function byNameless(
  { sentences, text }: ParsedText,
  sentence: ParsedSentence,
  { source, cue, contents, lemma }: Attribution,
): Attribution | null {
  const at = sentences.indexOf(sentence);
  const [before, after] = [sentences[at - 1], sentences[at + 1]];
  if (before?.paragraph !== sentence.paragraph || after?.paragraph !== sentence.paragraph)
    return null;
  if (
    source === null ||
    source.start < before.start ||
    !isOneOf(lemma, "say|tell|report|add|claim")
  )
    return null;
  const last = contents.at(-1);
  if (last === undefined || last.end < before.end - 2) return null;
  if (speakerKindOf(cleaned(text.slice(source.start, source.end)), "say") !== "anonymous")
    return null;
  if (!WITHHELD.test(text.slice(after.start, after.end))) return null;
  return {
    source,
    cue,
    contents: [...contents, { start: sentence.start, end: sentence.end }],
    lemma,
  };
}

/** "He won't be named", "The officer asked not to be identified". */
const WITHHELD = sifted(
  "he|she|they|the",
  /^(?:He|She|They|The \w+(?: \w+)?) (?:(?:wo|would|did|do|does|is|was|are|were|could|can|may)(?: ?n[o'’]t|not)?|will not|asked|declined|refused|requested|insisted|spoke|speaks|begged|wanted|wants) .*\b(?:named?|identified|anonym|quoted|authori[sz]ed|allowed)/,
);
