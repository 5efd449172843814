import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { literalPattern } from "../text/literal-pattern.ts";
import { overlaps, type Span } from "../text/span.ts";
import { isDocument } from "./issued-words.ts";
import { speakerKindOf } from "./speaker.ts";
import { isOneOf } from "../text/one-of.ts";
import { hasAnyWord, sifted } from "../text/sifted.ts";

/** What a headline is about, and an office's name is not. */
const NEWS =
  "after|as|over|amid|attacks?|strikes?|drones?|rockets?|missiles?|shelling|dead|killed|injured|wounded|correction|transcript|interview|opinion|analysis";

/** What several people say, each in his own name, and who fights and is no office. */
const TALK =
  "transcript|verbatim|interview|brigades?|battalions?|front|resistance|movement|mujahideen";
const isTalk = (words: string): boolean =>
  hasAnyWord(words, TALK) || /\bquestion time\b/i.test(words);

/** Who passes on what others say, and signs what it writes as a paper does. */
const MEDIA =
  "news|times|post|herald|courier|gazette|live|blog|radio|tv|television|paper|dispatch|tribune|journal|wire|mirror|observer|chronicle|telegraph|magazine|review|quay|echo|star|sun|globe|standard";

/** An office that heads a text as its own: "MINISTRY OF DEFENCE OF ARVANTIA" above "Statement No. 114". */
export interface IssuingOffice {
  readonly name: string;
  readonly span: Span;
}

/** The office whose statement a text is; null where a paper tells, or a group signs: that one is asked elsewhere. */
export function issuingOffice(parsed: ParsedText): IssuingOffice | null {
  const office = headingOffice(parsed) ?? signingOffice(parsed) ?? ownCompany(parsed);
  return office === null || isToldOf(parsed, office) ? null : office;
}

/** A line at the head of a text, without a full stop. */
interface Line extends Span {
  readonly words: string;
  /** Whether it has a finite verb, as news does. */
  readonly tells: boolean;
}

/** Lines and letters in which it is said what is issued, at most. */
const HEAD_LINES = 5;
const HEAD_LENGTH = 480;
/** A longer line is no heading. Letters. */
const LINE_LENGTH = 140;

function headOf({ text, sentences }: ParsedText): readonly Line[] {
  const found: Line[] = [];
  for (const match of text.slice(0, HEAD_LENGTH).matchAll(/[^\r\n]*\S[^\r\n]*/g)) {
    const words = match[0].trim();
    const start = match.index + match[0].indexOf(words);
    const span = { start, end: start + words.length };
    const stops = /[.!?]["”’)]*$/.test(words) && !/\b(?:no|[ap]\.m)\.$/i.test(words);
    if (stops || words.length > LINE_LENGTH || found.length === HEAD_LINES) break;
    const tells = sentences.some(
      (sentence) =>
        overlaps(sentence, span) && sentence.verbs.some(({ form }) => form === "finite"),
    );
    found.push({ ...span, words, tells });
  }
  return found;
}

function headingOffice(parsed: ParsedText): IssuingOffice | null {
  const lines = headOf(parsed);
  const [first] = lines;
  if (first === undefined || lines.some(({ words }) => isTalk(words))) return null;
  const announces = lines.map(announcing).find((office) => office !== null);
  if (announces !== undefined) return announces;
  if (first.tells && !isDocument(first.words)) return null;
  // "Statement 41" may be taken for a subheading and not be read: an office in capitals at the head issues what follows.
  const capitals = /^[\p{Lu}\P{L}]+$/u.test(first.words);
  const issued = lines.some(
    ({ words, tells }) =>
      FIELD.test(words) || (isDocument(words) && (!tells || isDocument(words.slice(0, OPENS)))),
  );
  if (!capitals && !issued) return null;
  const we = speaksOfItself(parsed);
  let state: IssuingOffice | null = null;
  for (const line of lines) {
    if (line.tells && !isDocument(line.words.slice(0, OPENS))) continue;
    // "Ministry statement on drone attack": a paper's headline, unless it says "we" of itself.
    const named = !we && !isNameLine(line.words) ? null : officeIn(line);
    // "REPUBLIC OF ARVANTIA" above "MINISTRY OF DEFENCE": the ministry's.
    if (named !== null && STATE.test(named.name)) state ??= named;
    else if (named !== null) return named;
  }
  if (state !== null) return state;
  // A company's; who helps or watches tells what it saw, and under any name.
  const trades = lines.some(({ words }) => hasAnyWord(words, TRADES));
  return issued && trades ? titleIn(first, we) : null;
}

const TRADES =
  "customers?|passengers?|shareholders?|investors?|regulatory|suppliers|shippers|tenants|guests|airlines|handlers|plc|ltd|limited|inc|gmbh|notice";

/** "Korlin Cement" above "Customer information", "Notice to customers of Korlin Cement": whatever a body is called. */
function titleIn({ start, words }: Line, we: boolean): IssuingOffice | null {
  const of = we ? (OF_DOCUMENT.exec(words)?.[0].length ?? 0) : 0;
  const name = words.slice(of).replace(/\s+[–—|-]\s.*$/u, "");
  const body =
    isTitle(name) && !isDocument(name) && !hasAnyWord(name, MEDIA) && !hasAnyWord(name, NEWS);
  return body ? { name, span: { start: start + of, end: start + of + name.length } } : null;
}

/** Letters in which a heading begins with what it is. */
const OPENS = 30;

/** Nothing but names, numbers and what it is. */
function isNameLine(words: string): boolean {
  if (OF_DOCUMENT.exec(words)?.index === 0 && isDocument(words.slice(0, OPENS))) return true;
  const [name = ""] = words.replace(FIELD, "").split(/[,:(–—|]/);
  return (
    !hasAnyWord(words.replace(OF_DOCUMENT, ""), NEWS) &&
    name
      .trim()
      .split(/\s+/)
      .every((word) => SMALL.test(word) || isDocument(word))
  );
}

/** A word of a name, a number, or one that ties a name together or says what it is. */
const SMALL = lettered(
  String.raw`^(?:\p{Lu}.*|of|the|and|in|for|to|by|from|at|on|no|press|daily|situation|operational|information|summary|update|report|release|bulletin|public|customers|residents|centre|center|office|service|department|unit|desk|directorate|media|[^\p{L}].*)$`,
);
const FIELD = /^(?:from|issued by|by|source|sender|issuer)\s*:\s*/i;
/** "Daily report of the …", "Notice to customers and suppliers of …". */
const OF_DOCUMENT = lettered(
  String.raw`^.*?\b(?:statement|summary|update|bulletin|report|notice|release|note|message|information|communiqu[eé])s?(?: (?:no|nr|number|#)?\.? ?\d[\d/-]*)?(?: (?:to|for) [\p{Ll} ,]+?)? (?:of|by|from|on behalf of) (?:the )?`,
  "i",
);

function isTitle(words: string): boolean {
  const each = words.split(/\s+/);
  return (
    each.length <= 6 &&
    !/\d/.test(words) &&
    each.every((word) => /^\p{Lu}/u.test(word) || isOneOf(word, "of|the|and|for|in|&|plc")) &&
    (each.length > 1 || /^\p{Lu}{3,}$/u.test(words))
  );
}

/** The office that a line names. */
function officeIn({ start, words: line }: Line): IssuingOffice | null {
  const rest = line.replace(FIELD, "").replace(OF_DOCUMENT, "");
  const offset = line.length - rest.length;
  for (const part of rest.split(/[,:(|]|\s[–—-]\s/u)) {
    // "Police statement on the events": the police.
    const name = part
      .trim()
      .replace(/(?<=\p{L}) (?:press )?(?:statement|update|notice|bulletin)\b.*$/iu, "");
    if (name === "" || NO_OFFICE.test(name)) continue;
    if (hasAnyWord(name, MEDIA) || hasAnyWord(name, NEWS)) continue;
    if (isDocument(name) && !PRESS_OFFICE.test(name)) continue;
    const kinds = [name.toLowerCase(), name].map((words) => speakerKindOf(words, "say"));
    if (!kinds.includes("office") && !STATE_BODY.test(name)) continue;
    const at = start + offset + rest.indexOf(name);
    return { name, span: { start: at, end: at + name.length } };
  }
  return null;
}

/** "SECURITY MEDIA CELL": a state's body by its last word. */
const STATE_BODY = sifted(
  "cell|command|cent(?:er|re)|corps|guards?|directorate|brigade|administration|service|authority|commission|inspectorate|secretariat|chancellery",
  /\b(?:cell|command|centre|center|corps|guards?|directorate|brigade|administration|service|authority|commission|inspectorate|secretariat|chancellery)$/i,
);
const NO_OFFICE =
  /^(?:(?:press|official|public) )?(?:statement|report|notice|update|bulletin)s?\b/i;
const PRESS_OFFICE = /\b(?:office|service|centre|center|department|directorate|unit|desk)\b/i;

const STATE =
  /^(?:the )?(?:(?:[\p{L}]+ ){0,2}(?:republic|kingdom|state|federation|government|emirate|union|commonwealth)) of [\p{L} -]+$/iu;

/** "The Ministry of Defence announces:", on a line of its own. */
function announcing({ start, words }: Line): IssuingOffice | null {
  const name = ANNOUNCES.exec(words)?.[1];
  if (name === undefined || speakerKindOf(name.toLowerCase(), "say") !== "office") return null;
  return { name, span: { start, end: start + name.length } };
}

const ANNOUNCES = sifted(
  "announces|informs|states|reports|communicates|advises|declares|makes",
  lettered(
    String.raw`^((?:The )?\p{Lu}[^:,.]{3,80}?) (?:announces|informs|states|reports|communicates|advises|declares|makes known)(?: (?:the following|as follows|that))?\s*:$`,
  ),
);

/** "Press Service of the Ministry of Defence", as the last line of a text. */
function signingOffice({ text }: ParsedText): IssuingOffice | null {
  const words = /[^\r\n]*\S[^\r\n]*(?=\s*$)/.exec(text.slice(-SIGNED_WITHIN))?.[0].trim() ?? "";
  const name = words.replace(/^[–—-]+\s*/, "");
  if (!SIGNS.test(name) || /[.!?]$/.test(name) || name.split(/\s+/).length > SIGNED_WORDS)
    return null;
  if (speakerKindOf(name.toLowerCase(), "say") !== "office") return null;
  const start = text.lastIndexOf(name);
  return { name, span: { start, end: start + name.length } };
}

const SIGNS = sifted(
  "press|media|information|communications?",
  /^(?:press|media|information|communications?) (?:service|office|centre|center|department|directorate|unit|desk)\b/i,
);
/** Letters at a text's end in which who signs stands, and words of that line, at most. */
const SIGNED_WITHIN = 120;
const SIGNED_WORDS = 12;

/** Whether "we" or "our" stands in no quotation: a paper writes "it" of whom it tells. */
const speaksOfItself = ({ text, quotations }: ParsedText): boolean =>
  [...text.matchAll(/\b(?:[Ww]e|[Oo]ur)\b/g)].some(
    ({ index }) => !quotations.some(({ start, end }) => start <= index && index < end),
  );

/** "…, the police said": somebody else tells of the office what it said. */
function isToldOf({ text, quotations }: ParsedText, { name, span }: IssuingOffice): boolean {
  const noun = /(\p{L}+)\P{L}*$/u.exec(name.replace(/ (?:of|for|in|to) .*$/iu, ""))?.[1] ?? name;
  const told = new RegExp(
    String.raw`\b${literalPattern(noun)}(?:['’]s \p{L}+)? (?:said|told|added|also said|later said)\b`,
    "giu",
  );
  return [...text.matchAll(told)].some(
    ({ index }) =>
      index > span.end && !quotations.some(({ start, end }) => start <= index && index < end),
  );
}

/**
 * "Korlin Cement plc confirms that its works came under attack", at the head of a text that says "we" of itself: a company's own notice. A paper
 * writes "it" of the company, and "we" only in quotations.
 */
function ownCompany(parsed: ParsedText): IssuingOffice | null {
  const { text, sentences } = parsed;
  if (!speaksOfItself(parsed) || isTalk(text.slice(0, COMPANY_WITHIN))) return null;
  for (const { start, end } of sentences.slice(0, COMPANY_SENTENCES)) {
    const line = text.slice(start, end);
    const name = (COMPANY_SAYS.exec(line) ?? COMPANY_HEADS.exec(line))?.[1];
    if (name !== undefined) return { name, span: { start, end: start + name.length } };
  }
  return null;
}

/** Letters and sentences at the head of a text in which a company names itself. */
const COMPANY_WITHIN = 240;
const COMPANY_SENTENCES = 3;
const COMPANY_NAME = String.raw`((?:[Tt]he )?\p{Lu}[\p{L}&'’.-]*(?: (?:\p{Lu}[\p{L}&'’.-]*|of|and|&|plc))*)`;
const COMPANY_SAYS = sifted(
  "its|our|their",
  new RegExp(
    String.raw`^${COMPANY_NAME}(?: \(\p{Lu}+\))? (?:can |wishes to |regrets to |is able to )?(?:confirms?|informs?|announces?|advises?|reports?|regrets?|notif(?:y|ies)|inform|advise|report|states?)\b[^.]*?\b(?:its|our|their)\b`,
    "u",
  ),
);
const COMPANY_HEADS = sifted(
  "statement|update|notice|information|announcement",
  new RegExp(
    String.raw`^${COMPANY_NAME}: (?:\p{Ll}+ )*(?:statement|update|notice|information|announcement)\b`,
    "u",
  ),
);
