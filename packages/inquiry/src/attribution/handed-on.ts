import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Attribution } from "./attribution.ts";
import { rivalNumbers } from "../claims/rival-numbers.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";
import { sifted } from "../text/sifted.ts";

/** "The figure comes from the ministry.": of the sentence before. */
export function ofFigure(
  parsed: ParsedText,
  { start, end, paragraph, tokens }: ParsedSentence,
): readonly Attribution[] | null {
  if (!isOneOf(tokens[0]?.lower, "the|that|this|both|these") || tokens.length > FIGURE_LENGTH)
    return null;
  const found = FIGURE_FROM.exec(parsed.text.slice(start, end));
  const who = found?.[1];
  const before = parsed.sentences.find((each) => each.end <= start && each.end > start - 4);
  if (found === null || who === undefined || before?.paragraph !== paragraph) return null;
  if (!isOneOf(speakerKindOf(who, "say"), "office|named|collective|anonymous")) return null;
  const at = start + found[0].indexOf(who);
  const source = { start: at, end: at + who.length };
  return [
    { source, cue: source, contents: [{ start: before.start, end: before.end }], lemma: "say" },
  ];
}

const FIGURE_FROM = sifted(
  "from",
  /^(?:The|That|This|Both|These) (?:figures?|numbers?|toll|count|tally|total|information|account|version|claim|details?)?,? ?(?:comes?|came|stems?|stemmed|is|are|was) from ([^,;:“”"]{2,60}?)[.]?$/,
);

/** "…, the two officials seven": whose number that is. */
export function byRivals(parsed: ParsedText, sentence: ParsedSentence): readonly Attribution[] {
  return rivalNumbers(sentence).flatMap(({ who, from, to }) => {
    const source = spanOf(sentence, who.from, who.to);
    const content = spanOf(sentence, from, to);
    if (source === null || content === null) return [];
    const kind = speakerKindOf(parsed.text.slice(source.start, source.end), "say");
    return isOneOf(kind, "office|named|collective|anonymous")
      ? [{ source, cue: source, contents: [content], lemma: "say" }]
      : [];
  });
}

/** Words of a sentence that says nothing but whose a figure is, at most. */
const FIGURE_LENGTH = 18;

/** "said she had been told by officers that the radar was off": what the officers told her is theirs. */
export function isHanded(
  { text }: ParsedText,
  { tokens }: ParsedSentence,
  verb: VerbGroup,
  { source, contents: [content], lemma }: Attribution,
): boolean {
  if (source === null || content === undefined || verb.negated || verb.modal !== null) return false;
  const kind = speakerKindOf(text.slice(source.start, source.end), "say");
  if (!isOneOf(kind, "office|named|collective|anonymous")) return false;
  // "in what his office called a failed attempt": only that is the office's.
  if (lemma === "call")
    return tokens.some(
      ({ lower, end }) => lower === "what" && end >= source.start - 1 && end <= source.start,
    );
  if (!isOneOf(verb.lemma, "tell|inform|assure|say|confirm|report") || verb.form !== "finite")
    return false;
  // "said the army told him nine were killed".
  if (isOneOf(verb.lemma, "tell|inform|assure")) return true;
  return tokens.some(
    ({ lower, end }) => lower === "that" && end <= content.start + 5 && end > content.start - 6,
  );
}

/** "While the office says that one drone came, the ministry counts three": what the office says ends where the other clause begins. */
export function trimWhile({ tokens, nouns, verbs }: ParsedSentence, found: Attribution[]): void {
  if (!isOneOf(tokens[0]?.lower, "while|whereas|although|though")) return;
  const at = tokens.findIndex(({ text }, i) => {
    const who = text === "," ? nouns.find(({ from }) => from === i + 1) : undefined;
    return (
      who !== undefined && verbs.some(({ from, form }) => from === who.to && form === "finite")
    );
  });
  const comma = tokens[at];
  if (comma === undefined) return;
  for (const [i, attribution] of found.entries()) {
    if (attribution.cue.start >= comma.start) continue;
    const contents = attribution.contents.map((content) =>
      content.start < comma.start && content.end > comma.start
        ? { start: content.start, end: comma.start }
        : content,
    );
    found[i] = { ...attribution, contents };
  }
}
