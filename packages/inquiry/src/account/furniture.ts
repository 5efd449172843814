import { pageMarksOf } from "./page-marks.ts";
import { isDocument } from "../attribution/issued-words.ts";
import { lettered } from "../text/letters.ts";
import { readableText } from "./readable-text.ts";
import { isForeign } from "../text/language.ts";
import { quoteMarksOf } from "../text/mail.ts";
import { type Message, messagesIn } from "../text/messages.ts";
import { paragraphsOf } from "../text/paragraphs.ts";
import { sentencesOf } from "../text/sentences.ts";
import { overlaps, type Span } from "../text/span.ts";
import { MONTH_NAME } from "../text/calendar-words.ts";
import { sifted } from "../text/sifted.ts";

/** What a page carries besides its account. */
export type FurnitureKind =
  | "advert"
  | "byline"
  | "caption"
  | "comment-form"
  | "copyright"
  | "credit"
  | "dateline"
  | "message-head"
  | "other-language"
  | "page-mark"
  | "quoted-message"
  | "related"
  | "section"
  | "site-name"
  | "subhead"
  | "video";

/** A range that is no part of what the account says, and why it is thought so. It stays in the text, and a person can lift the label. */
export interface Furniture extends Span {
  readonly kind: FurnitureKind;
}

const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";

/** Whole paragraphs that say by themselves what they are. */
const WHOLE: readonly (readonly [FurnitureKind, Pick<RegExp, "test">])[] = [
  ["advert", /^\[ad_\d+\]$/i],
  [
    "advert",
    sifted(
      "ad|advertisement",
      /^advertisement\.?$|\bcontinues? (?:under|below|after) (?:the |this )?ad(?:vertisement)?\b/i,
    ),
  ],
  [
    "comment-form",
    sifted(
      "leave|please|post|add|comments?|your|save",
      /^(?:leave a (?:comment|reply)|please enter your|post a comment|add a comment|comments?(?: \(\d+\))?$|your e-?mail address|save my name)/i,
    ),
  ],
  ["comment-form", /^\d+\s*[+−×*-]\s*\d+\s*=\s*\??$/],
  [
    "comment-form",
    sifted(
      "share|follow|subscribe|sign|log|newsletter|print|e?mail",
      /^(?:share this|share on|follow us|subscribe|sign up|log in|newsletter|print this|e-?mail this)\b.{0,80}$/i,
    ),
  ],
  [
    "video",
    sifted(
      "click|watch|video|play",
      /^(?:click (?:here )?to play|watch(?: the video)?:|video:|play video)/i,
    ),
  ],
  ["copyright", /^(?:©|\(c\)|copyright\b|all rights reserved)/i],
  ["credit", /\|.*\|.*(?:agency|images|getty|reuters|afp|ap|photo)/i],
  ["credit", /^(?:photo|image|picture|credit|file photo)\s*(?:by|:|\/|credit)/i],
  [
    "credit",
    sifted(
      "images|reuters|afp|photo",
      /(?:via getty images|\/ ?getty images|\/ ?reuters|\/ ?afp|ap photo)\)?\.?$/i,
    ),
  ],
  ["byline", /^\d{4}[/-]\d{2}[/-]\d{2}\b.{0,60}source:/i],
  [
    "byline",
    sifted(
      "by|published|updated|source",
      /^(?:by|posted by|written by|published|updated|last updated|source)\b[: ].{0,80}$/i,
    ),
  ],
  ["dateline", sifted(MONTH_NAME, lettered(`^\\p{Lu}[\\p{L} .'-]+, \\d{1,2} ${MONTH} \\d{4}$`))],
  [
    "dateline",
    sifted(MONTH_NAME, new RegExp(`^(?:\\w+day,? )?${MONTH} \\d{1,2},? \\d{4}\\b.{0,20}$`, "i")),
  ],
  [
    "dateline",
    sifted(MONTH_NAME, new RegExp(`^(?:\\w+day,? )?\\d{1,2} ${MONTH} \\d{4}\\b.{0,20}$`, "i")),
  ],
];

const RELATED_LEAD =
  /^(?:to know more|read more|read also|also read|related(?: stories| articles| news)?|see also|more on this(?: story)?|trending|recommended)\s*:?/i;
const RELATED_HEADING =
  /^(?:read more|read also|also read|related(?: stories| articles| news)?|see also|more on this(?: story)?|recommended)\s*:?$/i;
const ENDS = /[.!?…:;,]["”’»)\]]*$/;
const DATED = sifted(MONTH_NAME, new RegExp(`[–—-]\\s*${MONTH} \\d{1,2}, \\d{4}$`));

/** What stands at a line's end is looked for there: long subjects are compiled for at length. */
const ends = (line: string): boolean => ENDS.test(line.slice(-6));
const isDated = (line: string): boolean => DATED.test(line.slice(-30));

/** The ranges of a text that are page furniture, in order and without overlap. */
export function furnitureOf(text: string): readonly Furniture[] {
  const marks = [...pageMarksOf(text), ...quoteMarksOf(text)]
    .toSorted((a, b) => a.start - b.start)
    .map((mark): Furniture => ({ ...mark, kind: "page-mark" }));
  const between = readableText(text, marks);
  return [...marks, ...furnitureBetween(between, messagesIn(text))].toSorted(
    (a, b) => a.start - b.start,
  );
}

/** The furniture of a text whose page marks are white space. */
function furnitureBetween(text: string, messages: readonly Message[]): readonly Furniture[] {
  const paragraphs = paragraphsOf(text);
  const heads = messages.filter(({ head }) => head.end > head.start);
  const found: Furniture[] = heads.map(({ head }) => ({ ...head, kind: "message-head" }));
  const add = (more: readonly Furniture[]): void =>
    void found.push(...more.filter((each) => !found.some((other) => overlaps(other, each))));
  add(headersOf(text, paragraphs));
  const isChat = messages.some(({ alone }) => alone === true);
  if (isChat) add(quotedMessages(text));
  for (const [index, span] of paragraphs.entries()) {
    const kind = kindOfParagraph(text, paragraphs, index);
    // In a chat a few words are a message.
    if (kind !== null && !(isChat && (kind === "subhead" || kind === "site-name")))
      add([{ ...span, kind }]);
  }
  if (!isChat) add(fusedSubheads(text, paragraphs));
  return found;
}

/** "> Six were injured", above an answer to it: what another said, and not whoever answers. */
const quotedMessages = (text: string): readonly Furniture[] =>
  [...text.matchAll(/^>[^\r\n]*/gmu)].map(({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
    kind: "quoted-message",
  }));

/** `ARDAL, Vesland, May 3 (Wire) –`: where, when and for whom it was written. */
const DATELINE = lettered(
  String.raw`^(?:\p{Lu}[\p{Lu}.' -]{2,30}(?:,\s*[\p{Lu}\p{Ll}. ]{2,20})?)` +
    String.raw`(?:,?\s+(?:${MONTH} \d{1,2}|\d{1,2} ${MONTH})(?:,? \d{4})?)?` +
    String.raw`(?:\s*\([^)]{2,30}\))?\s*[-–—]+\s+(?=\S)`,
);
/** How a dateline opens, and few paragraphs: they are not held against the whole of it. */
const IN_CAPITALS = lettered(String.raw`^\p{Lu}[\p{Lu}.' -]{2}`);

const CAPITAL_FIRST = lettered(String.raw`^\p{Lu}`);

/** " – World News" at the end of a title. */
const SECTION = lettered(String.raw`\s[–—|]\s\p{Lu}[\p{L} ][\p{L} ]+$`);
const SECTION_MAX = 28;

/** What a scraper, an agency or a site puts before or behind the first words. */
function headersOf(text: string, paragraphs: readonly Span[]): readonly Furniture[] {
  const found: Furniture[] = [];
  const header =
    /^\s*(?:date|published|updated)[: ]\s*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?\s+/i.exec(text);
  if (header !== null) found.push({ start: 0, end: header[0].length, kind: "byline" });
  const [title] = paragraphs;
  for (const { start, end } of paragraphs) {
    if (!IN_CAPITALS.test(text.slice(start, start + 3))) continue;
    const dateline = DATELINE.exec(text.slice(start, end));
    if (dateline !== null && end - start > 60)
      found.push({ start, end: start + dateline[0].length, kind: "dateline" });
  }
  const tag = title === undefined ? null : SECTION.exec(text.slice(title.start, title.end));
  if (
    title !== undefined &&
    tag !== null &&
    tag[0].length <= SECTION_MAX &&
    title.end - title.start > 40
  )
    found.push({ start: title.start + tag.index, end: title.end, kind: "section" });
  return found;
}

function kindOfParagraph(
  text: string,
  paragraphs: readonly Span[],
  index: number,
): FurnitureKind | null {
  const at = (i: number): string => {
    const span = paragraphs[i];
    return span === undefined ? "" : text.slice(span.start, span.end);
  };
  const own = at(index);
  if (isForeign(own)) return "other-language";
  for (const [kind, pattern] of WHOLE) if (own.length < 200 && pattern.test(own)) return kind;
  if (RELATED_LEAD.test(own) && own.length < 120) return "related";
  if (isBelow(at, index, MOST_READ) && /^\d{1,2}[.)] /.test(own) && !ends(own)) return "related";
  if (isBelow(at, index, COMMENTS)) return "comment-form";
  const bare = !ends(own);
  if (bare && isHeadlineBelow(at, index)) return "related";
  if (isDated(own)) return "caption";
  if (
    bare &&
    own.length > 20 &&
    at(index + 1).startsWith(own.slice(0, 5)) &&
    isCaption(own, at(index + 1))
  )
    return "caption";
  if (isCredit(at(index + 1)) && own.length < 160 && index > 0) return "caption";
  const words = own.split(/\s+/).length;
  if (
    bare &&
    index === 0 &&
    words <= 4 &&
    paragraphs.length > 2 &&
    at(1).split(/\s+/).length > 4 &&
    !ends(at(1)) &&
    !isIssued(own) &&
    !isIssued(at(1))
  )
    return "site-name";
  if (
    bare &&
    index > 0 &&
    index < paragraphs.length &&
    words <= 7 &&
    !isTitle(paragraphs, text, index) &&
    !(index < MASTHEAD && isIssued(own)) &&
    !(isEntry(own) && (isEntry(at(index - 1)) || isEntry(at(index + 1)))) &&
    CAPITAL_FIRST.test(own)
  )
    return "subhead";
  return null;
}

/** "Two killed", "Four guards injured": two in a row are entries of a list, and no headings. */
const isEntry = (words: string): boolean => ENTRY.test(words) && words.split(/\s+/).length <= 3;
const ENTRY =
  /^(?:\d{1,4}|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|several|many) \p{Ll}/iu;

/** Paragraphs at the head of a text in which an office says whose and what it is. */
const MASTHEAD = 4;
/** "From: Ardal Police", "Situation report no. 6", "Korlin Cement plc": whose it is, and no page's name. */
const isIssued = (words: string): boolean =>
  isDocument(words) || /^(?:from|issued by)\s*:|\b(?:plc|Ltd|Limited|Inc|GmbH|AG)$/i.test(words);

const MOST_READ =
  /^(?:most (?:read|viewed|popular|shared)|trending|top stories|popular now)\s*:?$/i;
const COMMENTS = /^(?:\d+ )?comments?(?: \(\d+\)| section)?\s*:?$/i;

/** Headlines in one list, at most. */
const LISTED_MAX = 12;

/** Whether a headline stands in a list of those below "Read also" or "Most read": nothing that ends as a sentence does stands between. */
function isHeadlineBelow(at: (i: number) => string, index: number): boolean {
  for (let i = index - 1; i >= Math.max(0, index - LISTED_MAX); i--) {
    const above = at(i);
    const leads = i === index - 1 && above.length < RELATED_MAX && RELATED_LEAD.test(above);
    if (leads || RELATED_HEADING.test(above) || MOST_READ.test(above)) return true;
    if (ends(above)) return false;
  }
  return false;
}

/** A longer line is no heading of such a list. Letters. */
const RELATED_MAX = 40;

/** Longer paragraphs are no heading of these. Letters. */
const HEADING_MAX = 60;

/** Whether a paragraph stands below such a heading: directly in a list, or in what readers wrote, which ends a page. */
function isBelow(at: (i: number) => string, index: number, heading: RegExp): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const above = at(i);
    if (above.length <= HEADING_MAX && heading.test(above.trim())) return true;
    if (heading === MOST_READ && !/^\d{1,2}[.)] /.test(above)) return false;
  }
  return false;
}

/** A caption is often given twice, the second time with its date; quotation marks apart the beginning is the same. */
function isCaption(own: string, next: string): boolean {
  return isDated(next) && !ends(own);
}

/** Longer lines are no credits. Characters. */
const CREDIT_MAX = 300;

function isCredit(text: string): boolean {
  return (
    text.length < CREDIT_MAX &&
    WHOLE.some(([kind, pattern]) => kind === "credit" && pattern.test(text))
  );
}

/** The first paragraph that is no sentence, near the top, is the title. */
function isTitle(paragraphs: readonly Span[], text: string, index: number): boolean {
  if (index > 1) return false;
  const [first] = paragraphs;
  return (
    index === 1 &&
    first !== undefined &&
    first.end - first.start < 40 &&
    !ends(text.slice(first.start, first.end))
  );
}

/** A heading that lost its line break and stands between two sentences. */
function fusedSubheads(text: string, paragraphs: readonly Span[]): readonly Furniture[] {
  const sentences = sentencesOf(text);
  return sentences.flatMap((sentence, i) => {
    const own = text.slice(sentence.start, sentence.end);
    const paragraph = paragraphs[sentence.paragraph];
    if (
      paragraph === undefined ||
      sentence.start === paragraph.start ||
      sentence.end === paragraph.end
    )
      return [];
    const words = own.split(/\s+/);
    const glued = sentences[i + 1]?.start === sentence.end;
    return glued &&
      words.length <= 6 &&
      words.every((word) => CAPITAL_FIRST.test(word) || word.length <= 3)
      ? [{ start: sentence.start, end: sentence.end, kind: "subhead" as const }]
      : [];
  });
}
