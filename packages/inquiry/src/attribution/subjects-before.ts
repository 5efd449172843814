import type { Speaker } from "../claims/claim.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { lastUpTo } from "../grammar/places.ts";
import { hasAnyWord } from "../text/sifted.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Span } from "../text/span.ts";
import { lettered } from "../text/letters.ts";
import { cleaned } from "./people-before.ts";
import { ANYBODY, MET } from "./seen-before.ts";
import { speakerKindOf } from "./speaker.ts";

/** "The interior minister was more careful: it was not known, she said": who opens the sentence that the pronoun stands in. */
export function openerOf(parsed: ParsedText, source: Span, pronoun: string): Speaker | null {
  const { sentences, text } = parsed;
  const sentence = sentences[sentenceOf(parsed, source)];
  const [first] = sentence?.nouns ?? [];
  const head = sentence?.tokens[first?.head ?? -1];
  if (sentence === undefined || first === undefined || head === undefined) return null;
  const person =
    opensAsPerson(parsed, sentence, first, source, pronoun) ??
    personMet(parsed, sentence, source, pronoun);
  if (person !== null) return person;
  // "The armed organisation Sons of the Delta claimed …, it says".
  const of = sentence.tokens[first.to]?.lower === "of" ? sentence.nouns[1] : undefined;
  const last = of?.from === first.to + 1 ? of.to : first.to;
  const noun = head.pos === "NOUN" || (head.pos === "PROPN" && /^it$/i.test(pronoun));
  const opens = first.from === 0 && sentence.tokens[0]?.lower === "the" && noun;
  const verb = sentence.verbs.some(({ from, form }) => from === last && form === "finite");
  const start = sentence.tokens[first.from]?.start ?? 0;
  const end = sentence.tokens[last - 1]?.end ?? 0;
  if (!opens || !verb || end >= source.start || /^they$/i.test(pronoun)) return null;
  const name = cleaned(text.slice(start, end));
  const kind = speakerKindOf(name, "say");
  const fits = /^it$/i.test(pronoun) ? kind === "office" : kind !== "unresolved";
  return fits && !isOtherGender(pronoun, name)
    ? { kind, name, span: { start, end }, via: [] }
    : null;
}

/** "I have been speaking to the governor, Ola Mera, and she told me": whom the author met, if nobody else is named before. */
function personMet(
  { text }: ParsedText,
  { start }: ParsedSentence,
  source: Span,
  pronoun: string,
): Speaker | null {
  if (!/^(?:he|she)$/i.test(pronoun)) return null;
  const words = text.slice(start, source.start);
  const match = MET.exec(words);
  const name = match?.[1];
  if (match === null || name === undefined || speakerKindOf(name, "say") !== "named") return null;
  const at = start + match.index + match[0].lastIndexOf(name);
  const others = [...words.matchAll(ANYBODY)].some(({ 1: other = "" }) => !name.includes(other));
  if (others || isOtherGender(pronoun, match[0])) return null;
  return { kind: "named", name, span: { start: at, end: at + name.length }, via: [] };
}

/** A pronoun's person is not surely meant where a sentence between opens with somebody else: "Ola Mera was safe. ¶ The spokesman, Ove Teck, spoke. …, he said." */
export function isRivalled(
  { sentences, text }: ParsedText,
  { kind, name, span }: Speaker,
  source: Span,
  pronoun: string,
): boolean {
  if (kind !== "named" || span === null || !/^(?:he|she)$/i.test(pronoun)) return false;
  const last = name.split(/[\s-]/).at(-1) ?? name;
  return sentences.some((sentence) => {
    if (sentence.start <= span.start || sentence.start >= source.start) return false;
    const opening = sentence.nouns.find(({ from }) => from === 0);
    if (opening === undefined) return false;
    const verb = sentence.verbs.find(({ form }) => form === "finite");
    const end = sentence.tokens[(verb?.from ?? 1) - 1]?.end ?? sentence.start;
    const words = text.slice(sentence.start, Math.min(end, source.start));
    if (words.includes(last) || /["“”«»]/.test(words)) return false;
    const somebody = PERSON_THERE.exec(words)?.[1];
    return somebody !== undefined && speakerKindOf(somebody, "say") === "named";
  });
}

/** "The spokesman of the ministry, Ove Teck,", "Mayor Ove Teck". */
const PERSON_THERE = lettered(
  String.raw`(?:^|, |^(?:The )?(?:Mayor|Governor|Minister|President|General|Colonel|Major|Captain|Dr|Mr|Mrs|Ms)\.? )(\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}[\p{L}'’-]+){1,3})(?=,|$)`,
  "u",
);

/** "Ola Mera, who runs the clinic, was tired when she said …": the one person who is named before. */
function opensAsPerson(
  { text }: ParsedText,
  { tokens, nouns }: ParsedSentence,
  first: NounPhrase,
  source: Span,
  pronoun: string,
): Speaker | null {
  if (first.from !== 0 || !/^(?:he|she)$/i.test(pronoun)) return null;
  const named = nouns.filter(
    ({ head, to }) =>
      tokens[head]?.pos === "PROPN" && (tokens[to - 1]?.end ?? source.start) <= source.start,
  );
  const [start, end] = [tokens[0]?.start ?? 0, tokens[first.to - 1]?.end ?? 0];
  const name = cleaned(text.slice(start, end));
  const alone = named.length === 1 && named[0] === first;
  return alone &&
    speakerKindOf(name, "say") === "named" &&
    isName(text, name) &&
    !isOtherGender(pronoun, name)
    ? { kind: "named", name, span: { start, end }, via: [] }
    : null;
}

/** "she" for a spokesman, "he" for a queen, "he" for whom "she" stands: somebody else. */
export function isOtherGender(pronoun: string, phrase: string): boolean {
  if (/^she$/i.test(pronoun)) return hasAnyWord(phrase, HE);
  return /^he$/i.test(pronoun) && hasAnyWord(phrase, SHE);
}

const HE =
  "he|mr|imam|sheikh|king|prince|father|brother|son|chairman|spokesman|policeman|fireman|businessman|fisherman|monsignor|pope";
const SHE =
  "she|mrs|ms|miss|queen|princess|mother|sister|daughter|chairwoman|spokeswoman|policewoman|businesswoman";

const TELLING =
  "count|record|register|detect|track|observe|identify|assess|blame|put|give|tell|issue|publish|refuse|decline";

/** The sentence before, where it lies behind `from` and in the same paragraph. */
function sentenceBefore(
  { sentences }: ParsedText,
  here: number,
  from: number,
): ParsedSentence | null {
  const [sentence, own] = [sentences[here - 1], sentences[here]];
  const isNear = here - 1 > from && sentence?.paragraph === own?.paragraph;
  return isNear ? (sentence ?? null) : null;
}

/** A body that opens the sentence before, in the same paragraph: "The military counted 30 launches. Most were stopped, it said." */
export function subjectOffice(parsed: ParsedText, here: number, from: number): Speaker | null {
  const sentence = sentenceBefore(parsed, here, from);
  if (sentence === null) return null;
  // "Summary: The Mission recorded fewer": past the label.
  const label = sentence.tokens[1]?.text === ":" ? 2 : 0;
  const subject = sentence.nouns.find((phrase) => phrase.from === label);
  const verb = sentence.verbs.find((group) => group.from === subject?.to);
  const [first, last] = [sentence.tokens[label], sentence.tokens[(subject?.to ?? 0) - 1]];
  if (verb === undefined || first === undefined || last === undefined) return null;
  // "The airport closed at nine": no word of it.
  if (verb.form !== "finite" || verb.passive || !isOneOf(verb.lemma, TELLING)) return null;
  const span = { start: first.start, end: last.end };
  const name = cleaned(parsed.text.slice(span.start, span.end));
  return first.lower === "the" && speakerKindOf(name, "say") === "office"
    ? { kind: "office", name, span, via: [] }
    : null;
}

/** Several people who are the subject of the sentence before, in the same paragraph: "Witnesses speak of two blasts. …, they say." */
export function subjectCrowd(parsed: ParsedText, here: number, from: number): Speaker | null {
  const sentence = sentenceBefore(parsed, here, from);
  if (sentence === null) return null;
  const [verb] = sentence.verbs;
  const opening = sentence.nouns.find((phrase) => phrase.from === 0);
  const several = opening !== undefined && isSeveral(sentence, opening);
  const subject = several ? opening : lastUpTo(sentence.nouns, verb?.from ?? 0);
  const [first, last] = [
    sentence.tokens[subject?.from ?? -1],
    sentence.tokens[(subject?.to ?? 0) - 1],
  ];
  if (subject === undefined || first === undefined || last === undefined) return null;
  const span = { start: first.start, end: last.end };
  const name = cleaned(parsed.text.slice(span.start, span.end));
  const kind = speakerKindOf(name, "say");
  // Whoever opens the sentence before is meant, and nobody further back.
  return kind === "collective" || (several && kind === "unresolved")
    ? { kind: "collective", name, span, via: [] }
    : null;
}

/** A plural that may speak: no thing that is counted, and no pronoun. */
function isSeveral({ tokens }: ParsedSentence, { head }: NounPhrase): boolean {
  const token = tokens[head];
  return (
    token !== undefined &&
    token.pos === "NOUN" &&
    token.lower !== token.lemma &&
    PERSON_PLURAL.test(token.lower)
  );
}

const PERSON_PLURAL = /(?:ers|ors|ists|ians|ants|ents|ees|men|women|ics)$/;

/** A person by name who is the subject of one of the sentences after `from` and before `here`, if it is the only one. */
export function subjectPerson(
  { sentences, text }: ParsedText,
  here: number,
  from: number,
): Speaker | null {
  for (let at = here - 1; at > from && at >= 0; at--) {
    const sentence = sentences[at];
    const subject = sentence?.nouns[0];
    const head = sentence?.tokens[subject?.head ?? -1];
    if (sentence === undefined || subject === undefined || head === undefined) continue;
    if (sentence.paragraph < (sentences[here]?.paragraph ?? 0) - 1) return null;
    const span = {
      start: sentence.tokens[subject.from]?.start ?? 0,
      end: sentence.tokens[subject.to - 1]?.end ?? 0,
    };
    const phrase = cleaned(text.slice(span.start, span.end));
    if (
      subject.from === 0 &&
      head.pos === "PROPN" &&
      speakerKindOf(phrase, "say") === "named" &&
      (isName(text, phrase) || isAged(text, span.end))
    ) {
      // "Ola Mera met Ove Teck at the gate": either.
      const words = text.slice(span.end, sentence.end);
      if ([...words.matchAll(ANYBODY)].some(({ 1: other = "" }) => isAnother(other, phrase)))
        return null;
      return { kind: "named", name: phrase, span, via: [] };
    }
  }
  return null;
}

/** Whether a name is surely another's. */
const isAnother = (other: string, name: string): boolean =>
  !name.includes(other.split(" ").at(-1) ?? other) && speakerKindOf(other, "say") === "named";

/** "Mera, 41, a baker": introduced by one name. */
const isAged = (text: string, end: number): boolean =>
  /^(?:, | \()\d{2}\b/.test(text.slice(end, end + 6));

/** A name of two words, or of one that is part of such a name elsewhere in the account. */
function isName(text: string, phrase: string): boolean {
  if (/^(?:al|el|bin|ibn)-\p{Lu}/iu.test(phrase)) return true;
  if (/\p{Lu}[\p{L}'’-]+ (?:\p{L}+-)?\p{Lu}/u.test(phrase)) return true;
  const word = phrase.split(" ").at(-1) ?? phrase;
  return new RegExp(`\\p{Lu}[\\p{L}'’-]+ ${word.replace(/[^\p{L}'’-]/gu, ".")}`, "u").test(text);
}

/** The place of the sentence that a range begins in. */
export function sentenceOf({ sentences }: ParsedText, span: Span): number {
  return sentences.findIndex(({ start, end }) => start <= span.start && span.start < end);
}
