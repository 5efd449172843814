import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { literalPattern } from "../text/literal-pattern.ts";
import type { Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { contentEnd } from "./complement.ts";
import { byLabel } from "./labelled.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";
import { isHeading } from "../text/heading-words.ts";
import { isOneOf } from "../text/one-of.ts";
import { hasLemma, startingAt } from "../grammar/places.ts";
import { sifted } from "../text/sifted.ts";

/** "Ministry: four rockets were fired. Two fell in the gardens.": what a name heads goes on to the end of the paragraph. */
export function afterColon(
  { text, sentences }: ParsedText,
  sentence: ParsedSentence,
  previous: Attribution,
): Attribution | null {
  const before = sentences[sentences.indexOf(sentence) - 1];
  const last = previous.contents.at(-1);
  if (before === undefined || last === undefined || before.paragraph !== sentence.paragraph)
    return null;
  const colon =
    text.slice(previous.cue.start, previous.cue.end) === ":" && previous.source !== null;
  // "We have not been able to square this": the account again.
  if (/^(?:we|our)\b/i.test(text.slice(sentence.start, sentence.start + 4))) return null;
  const told =
    colon ||
    (previous.source !== null &&
      isOneOf(previous.lemma, "say|tell|report|state|add") &&
      countsOn(text, before, sentence));
  const goesOn = told && last.end >= before.end - 1 && last.start < before.end;
  const { start, end } = sentence;
  return goesOn ? { ...previous, contents: [...previous.contents, { start, end }] } : null;
}

/** "The council said three of the rockets fell in fields. One was intercepted.": the others of those that were just counted. */
function countsOn(text: string, before: Span, own: Span): boolean {
  return (
    REST.test(text.slice(own.start, own.end)) &&
    /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozen)\b/i.test(
      text.slice(before.start, before.end),
    )
  );
}

const REST = sifted(
  "one|two|three|four|another|both|none|neither|first|second|third|fourth|fifth|sixth|others?|rest|last|remaining",
  /^(?:One|Two|Three|Four|Another|A (?:second|third|fourth)|Both|None|Neither|The (?:first|second|third|fourth|fifth|sixth|other|others|rest|last|remaining \w+))(?: (?:of them|more|others?))? (?:was|were|had|fell|hit|came|struck|crashed|landed|exploded|slammed|got|flew|went|did)\b/,
);

/** Who stands before a colon: by the name alone, else with what else a label says. */
export function byColon(parsed: ParsedText, sentence: ParsedSentence): readonly Attribution[] {
  const { tokens } = sentence;
  if (!tokens.some(({ text: word }) => word === ":")) return [];
  const words = parsed.text.slice(sentence.start, sentence.end);
  const stamp = STAMP.exec(words)?.[0].length ?? 0;
  const first = tokens.findIndex(({ start }) => start >= sentence.start + stamp);
  const named = byNameBefore(parsed, sentence, stamp, first);
  return named.length > 0 ? named : byLabel(parsed, sentence, first);
}

/** "Ministry: two drones fell", as headlines and, after the time of day, live pages have it: a short name, a colon, a capital. */
function byNameBefore(
  { text, sentences }: ParsedText,
  sentence: ParsedSentence,
  stamp: number,
  first: number,
): readonly Attribution[] {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(({ text: word }, i) => i > first && word === ":");
  if (at < 1) return [];
  const opening = startingAt(nouns, first);
  const beside = opening !== undefined && isBeside(sentence, opening, at);
  const posts =
    opening !== undefined &&
    nouns.some(({ from, to }) => from === opening.to + 1 && to === at) &&
    isPosting(sentence, opening, at) &&
    (isOneOf(tokens[at + 1]?.text, '["“«]') ||
      stamp > 0 ||
      tokens[opening.to]?.lower === "in" ||
      TITLED_NAME.test(text.slice(tokens[first]?.start, tokens[opening.to - 1]?.end)));
  // "Ola Mera, Minister of the Interior: Two rockets fell", "MR MERA (Interior): Two rockets fell", "The minister (Ola Mera): …".
  const titled =
    opening !== undefined &&
    at > first &&
    at <= first + TITLED_WITHIN &&
    (isOneOf(tokens[opening.to]?.text, "[,(]") || tokens[at - 1]?.text === ")") &&
    !sentence.verbs.some(({ from, form }) => from < at && form === "finite") &&
    !tokens.slice(first, at).some(({ text: word }) => isOneOf(word, '["“”]')) &&
    isPerson(
      text.slice(tokens[first]?.start, tokens[at - 1]?.end),
      text.slice(tokens[first]?.start, tokens[opening.to - 1]?.end),
    );
  const name =
    beside || posts || titled ? opening : nouns.find(({ from, to }) => from === first && to === at);
  const next = tokens[at + 1];
  if (
    at > first + (beside || titled ? 3 : 1) * COLON_WITHIN ||
    name === undefined ||
    next === undefined
  )
    return [];
  const label = text.slice(tokens[first]?.start, tokens[posts ? name.to - 1 : at - 1]?.end);
  if (isWhenOrWhere(label) || /\b(?:c-ram|radars?|sirens?|guns?|drones?|jammers?)$/i.test(label))
    return [];
  // "Reports differ: …": what is said of them, and no word of theirs.
  if (/^(?:reports?|accounts?|versions?|figures|claims)\b/i.test(label)) return [];
  // "ATTRIBUTION: none", "Weather: clear": what a part of a report is about.
  if (isHeading(label)) return [];
  const kind = speakerKindOf(label, "say");
  const isBody =
    isOneOf(kind, "office|collective") ||
    (kind === "anonymous" && /^(?:\p{L}+ )?sources$/iu.test(label));
  // "Details: …": a word that the text has nowhere else is no speaker.
  const isWord = at - first === 1 && !isBody && sentences.length >= SHORT_BELOW;
  if (isWord && timesNamed(text, label) < 2) return [];
  const capital = /^\p{Lu}/u.test(tokens[stamp === 0 ? name.head : first]?.text ?? "");
  const opens = /^[\p{Lu}"“`]/u.test(next.text);
  // After a small letter only whoever can be nothing but a speaker.
  if ((!capital || !opens) && !isBody && kind !== "named") return [];
  const [source, cue, content] = [
    spanOf(
      sentence,
      first,
      titled ? personEnd(sentence, name, at) : beside || posts ? name.to : at,
    ),
    spanOf(sentence, at, at + 1),
    spanOf(sentence, at + 1, contentEnd(sentence, tokens.length)),
  ];
  return source === null || cue === null || content === null
    ? []
    : [{ source, cue, contents: [content], lemma: "say" }];
}

/** "Our correspondent Piet Aalbers, who lives near: “…”", "Our correspondent Piet Aalbers in Ardal: “…”": a quotation behind who is described. */
function isBeside({ tokens }: ParsedSentence, opening: NounPhrase, colon: number): boolean {
  const [next, then] = [tokens[opening.to], tokens[opening.to + 1]];
  const name = tokens[opening.head]?.pos === "PROPN";
  const described =
    next?.text === "," &&
    (isOneOf(then?.lower, "who|a|an|the|on|in|at|from|aboard|speaking") || name);
  const there =
    name &&
    isOneOf(next?.lower, "in|at|from|near") &&
    isOneOf(tokens[opening.from]?.lower, "our|the");
  return (described || there) && isOneOf(tokens[colon + 1]?.text, '["“«]');
}

/** "Holt on Twitter: …", "Holt in a tweet: …". */
function isPosting({ tokens }: ParsedSentence, opening: NounPhrase, colon: number): boolean {
  const within =
    tokens[opening.to]?.lower === "in" &&
    isOneOf(tokens[colon - 1]?.lower, "tweet|post|message|video|statement|letter|interview");
  return (
    tokens[opening.head]?.pos === "PROPN" &&
    (within || isOneOf(tokens[opening.to]?.lower, "on|via"))
  );
}

/** "Mayor Ola Mera", who can be nothing but a person. */
const TITLED_NAME = sifted(
  "mayor|governor|minister|president|general|colonel|major|captain|ambassador|councillor|dr|mrs?|ms",
  lettered(
    String.raw`^(?:Mayor|Governor|Minister|President|General|Colonel|Major|Captain|Ambassador|Councillor|Dr|Mr|Mrs|Ms)\.? \p{Lu}\p{Ll}`,
  ),
);

/** Words of a label with a title, at most. */
const TITLED_WITHIN = 14;

/** "Ola Mera", or "The minister (Ola Mera)". */
function isPerson(label: string, name: string): boolean {
  const bracket = /\(([^)]*)\)$/.exec(label)?.[1] ?? "";
  return [name, bracket].some(
    (words) => FULL_NAME.test(words) && speakerKindOf(inSmallLetters(words), "say") === "named",
  );
}

/** "MR MERA" as "Mr Mera". */
const inSmallLetters = (words: string): string =>
  words.replace(/\p{Lu}{2,}/gu, (word) => word.slice(0, 1) + word.slice(1).toLowerCase());

const FULL_NAME = lettered(
  String.raw`^(?:(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR)\.? )?\p{Lu}[\p{L}'’-]+(?: (?:\p{Ll}+[- ])?\p{Lu}[\p{L}'’-]+)*$`,
);

/** Up to the bracket's end where the name stands in it: "The minister (Ola Mera)". */
function personEnd(
  { tokens }: ParsedSentence,
  name: { readonly head: number; readonly to: number },
  at: number,
): number {
  return tokens[name.head]?.pos === "PROPN" || tokens[at - 1]?.text !== ")" ? name.to : at;
}

/** "Sunday, midday: …", "RIYADH: Twelve people …": when it was, and where it was written. */
function isWhenOrWhere(label: string): boolean {
  const dateline = /^\p{Lu}{5,}(?:[ -]\p{Lu}{3,})*$/u.test(label);
  return WHEN.test(label) || (dateline && speakerKindOf(label, "say") !== "anonymous");
}

const WHEN =
  /^(?:(?:early |late |night to |the night )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|day \d|\d|today|yesterday|noon|midnight)\b/i;

const timesNamed = (text: string, name: string): number =>
  text.split(new RegExp(`\\b${literalPattern(name)}\\b`, "u")).length - 1;

/** "Three dead as rockets hit port – health ministry": a headline names who says it last. */
export function byDash({ text }: ParsedText, sentence: ParsedSentence): readonly Attribution[] {
  const { tokens } = sentence;
  // "12 injured as drone destroyed at airport: officials", too.
  const at = tokens.findLastIndex(({ text: word }) => isOneOf(word, "[-–—:]"));
  const last = tokens.at(-1);
  const quoted = isOneOf(tokens[at - 1]?.text, '["”»]');
  if (at < DASH_AFTER || last === undefined || (last.pos === "PUNCT" && !quoted)) return [];
  const [source, cue, content] = [
    spanOf(sentence, at + 1, contentEnd(sentence, tokens.length)),
    spanOf(sentence, at, at + 1),
    spanOf(sentence, 0, at),
  ];
  if (source === null || cue === null || content === null) return [];
  // "“Nine were killed,” – Ola Mera": whose words they are.
  const whose = text.slice(source.start, source.end);
  const signs =
    /["”»][,.]?\s*$/.test(text.slice(content.start, cue.start)) &&
    FULL_NAME.test(whose) &&
    /\s/.test(whose) &&
    speakerKindOf(whose, "say") === "named";
  const isSpeaker =
    signs ||
    (tokens.length - at - 1 <= COLON_WITHIN &&
      // "As it happened: missile attack on Port Idris": what is told of, and nobody.
      !hasLemma(tokens.slice(at + 1), OF_ATTACKS) &&
      // In small letters: a headline may stand in capitals, and every word of it would be a name.
      isOneOf(
        speakerKindOf(text.slice(source.start, source.end).toLowerCase(), "say"),
        "office|collective|anonymous",
      ));
  return isSpeaker ? [{ source, cue, contents: [content], lemma: "say" }] : [];
}

const OF_ATTACKS = "attack|strike|raid|shelling|bombing|assault|missile|rocket|drone|mortar";

/** Of fewer sentences a text has no room to name its speaker twice. */
const SHORT_BELOW = 3;

/** Words of a headline before its dash, at least. */
const DASH_AFTER = 3;

/** The time of day, or whose post it is, before what an entry says. */
export const STAMP =
  /^(?:@[\w.]+\s*:\s*|\d{1,2}(?:[.:h]\d{2})?\s*(?:[ap]\.?m\.?)?(?: (?:GMT|UTC|CET|EST|local time))?\s*(?::|[-–—])\s*|\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\s+)/iu;

/** A headline's speaker is a few words. */
const COLON_WITHIN = 5;
