import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { speakerKindOf } from "./speaker.ts";

/** Lines at the head of a text that say whose statement it is, at most. */
const HEAD = 3;

/** What an office issues. */
const ISSUED =
  /\b(?:statement|communiqu[eé]|(?:daily|morning|evening|operational|situation|press) (?:summary|update|bulletin|report|release|statement|briefing)|press release|bulletin|(?:press|information) (?:and (?:press|information|media) )?(?:directorate|service|department|centre|center))\b/i;

/** What a headline is about, and an office's name is not. */
const NEWS =
  /\b(?:on|after|as|over|amid|attacks?|strikes?|drones?|rockets?|missiles?|shelling|dead|killed|injured|wounded|correction|transcript|interview|opinion|analysis)\b/i;

/** What several people say, each in his own name, and who fights and is no office. */
const TALK =
  /\b(?:transcript|interview|brigades?|battalions?|front|resistance|movement|mujahideen)\b/i;

/** "of", "the", numbers and dates between the capitals of a name. */
const SMALL = /^(?:of|the|and|in|for|to|at|no|press|\d[\d/.:-]*)$/;

/** An office that heads a text as its own: "MINISTRY OF DEFENCE OF ARVANTIA" above "Statement No. 114". */
export interface IssuingOffice {
  readonly name: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** The office whose statement a text is; null where a paper tells, or a group signs: that one is asked elsewhere. */
export function issuingOffice(parsed: ParsedText): IssuingOffice | null {
  return headingOffice(parsed) ?? ownCompany(parsed);
}

function headingOffice({ text, sentences }: ParsedText): IssuingOffice | null {
  const head = sentences.slice(0, HEAD);
  const lines = head.map(({ start, end }) => text.slice(start, end));
  const first = text.slice(0, sentences[HEAD]?.start ?? text.length);
  // "Statement 41" may be taken for a subheading and not be read: an office in capitals at the head issues what follows.
  const capitals = lines[0] !== undefined && /^[\p{Lu}\P{L}]+$/u.test(lines[0]);
  if (!(capitals || ISSUED.test(first.slice(0, HEAD_LENGTH))) || TALK.test(first)) return null;
  for (const [i, line] of lines.entries()) {
    const sentence = head[i];
    if (sentence === undefined || !isHeading(sentence, line)) return null;
    const [name = ""] =
      /^[^,:(–—]*/.exec(
        line.replace(
          /^.*\b(?:statement|summary|update|bulletin|report) (?:of|by|from) (?:the )?/i,
          "",
        ),
      ) ?? [];
    if (speakerKindOf(name.trim().toLowerCase(), "say") !== "office") continue;
    const start = sentence.start + line.indexOf(name.trim());
    return { name: name.trim(), span: { start, end: start + name.trim().length } };
  }
  return null;
}

/**
 * "Korlin Cement plc confirms that its works came under attack", at the head of a text that says "we" of itself: a company's own notice. A paper
 * writes "it" of the company, and "we" only in quotations.
 */
function ownCompany({ text, sentences, quotations }: ParsedText): IssuingOffice | null {
  const own = [...text.matchAll(/\b(?:[Ww]e|[Oo]ur)\b/g)].some(
    ({ index }) => !quotations.some(({ start, end }) => start <= index && index < end),
  );
  if (!own || TALK.test(text.slice(0, HEAD_LENGTH))) return null;
  for (const { start, end } of sentences.slice(0, HEAD)) {
    const line = text.slice(start, end);
    const name = (COMPANY_SAYS.exec(line) ?? COMPANY_HEADS.exec(line))?.[1];
    if (name !== undefined) return { name, span: { start, end: start + name.length } };
  }
  return null;
}

const COMPANY_NAME = String.raw`((?:[Tt]he )?\p{Lu}[\p{L}&'’.-]*(?: (?:\p{Lu}[\p{L}&'’.-]*|of|and|&|plc))*)`;
const COMPANY_SAYS = new RegExp(
  String.raw`^${COMPANY_NAME}(?: \(\p{Lu}+\))? (?:can |wishes to |regrets to |is able to )?(?:confirms?|informs?|announces?|advises?|reports?|regrets?|notif(?:y|ies)|inform|advise|report|states?)\b[^.]*?\b(?:its|our|their)\b`,
  "u",
);
const COMPANY_HEADS = new RegExp(
  String.raw`^${COMPANY_NAME}: (?:\p{Ll}+ )*(?:statement|update|notice|information|announcement)\b`,
  "u",
);

/** Characters in which it is said what is issued, at most. */
const HEAD_LENGTH = 240;

/** A line without a verb, in capitals, that tells no news. */
function isHeading({ verbs, tokens }: ParsedSentence, line: string): boolean {
  const words = tokens.filter(({ pos }) => pos !== "PUNCT");
  return (
    !NEWS.test(line) &&
    !/[.!?]$/.test(line) &&
    verbs.every(({ form }) => form !== "finite") &&
    words.every(
      ({ text, lower }) =>
        /^\p{Lu}/u.test(text) ||
        SMALL.test(lower) ||
        ISSUED.test(lower) ||
        /^(?:summary|update|report|bulletin)$/.test(lower),
    )
  );
}
