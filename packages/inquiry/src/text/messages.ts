import { mailIn } from "./mail.ts";
import type { Span } from "./span.ts";
import { threadIn } from "./thread.ts";
import { turnsIn } from "./turns.ts";

/** One message of an exported chat: who sent it, and where. */
export interface Message {
  /** When and by whom, as the export writes it before the words: no part of what is said. */
  readonly head: Span;
  /** The sender's name, nickname or number. */
  readonly name: string;
  /** Where it stands in the head. */
  readonly sender: Span;
  /** Whether it stands for itself: a pronoun in it stands for nobody of another sender's message. */
  readonly alone?: boolean;
  /** Where the message ends: at the next one's head, or with the text. */
  readonly end: number;
}

const DATE = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{2,4}`;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[ \u00A0\u202F]?[AaPp]\.?[Mm]\.?)?`;
/** A name, a number or a nickname; no sentence. */
const SENDER = String.raw`(?:~[ \u00A0\u202F]?)?(?<sender>[^\s:<>\[\]][^:<>\[\]\r\n]{0,60}?)`;
/** What chats put before a line to turn its direction. */
const MARK = String.raw`[\u200E\u200F\u202A-\u202E]*`;

/** Heads of messages at the beginning of a line, as the usual programs export them; each export has one form all through. */
const FORMS: readonly RegExp[] = [
  // [03/05/2026, 20:44:12] Mira Holt: I heard it
  new RegExp(String.raw`^${MARK}\[${DATE},? ${CLOCK}\] ${SENDER}:[ \t]`, "gmu"),
  // 03/05/2026, 20:44 - Mira Holt: I heard it
  new RegExp(String.raw`^${MARK}${DATE},? ${CLOCK} [-–] ${SENDER}:[ \t]`, "gmu"),
  // Mira Holt (03.05.26, 20:44): I heard it
  new RegExp(String.raw`^${MARK}${SENDER} \(${DATE},? ${CLOCK}\):[ \t]`, "gmu"),
  // Mira Holt, [03.05.2026 20:44]
  new RegExp(String.raw`^${MARK}${SENDER}, \[${DATE},? (?:at )?${CLOCK}\]:?[ \t]*$`, "gmu"),
];
/** How a date with its hour looks in each of these. */
const DATED = /\d,? (?:at )?\d{1,2}:\d{2}/;
/** [20:44] <mira> I heard it */
const NICKNAME = new RegExp(
  String.raw`^\[?(?:${DATE}[ T])?${CLOCK}\]? <(?:[@+ ](?=\p{L}))?(?<sender>[^\s<>][^<>\r\n]{0,40})>[ \t]`,
  "gmu",
);
/** "Mira Holt @mira_h", "Mira Holt (@mira_h) · 3 May": the head of a post, on a line of its own and without a time of day. */
const POST =
  /^(?<sender>\p{L}[^\s@:()<>]*(?: [^\s@:()<>]+){0,4}) \(?@\w{2,40}\)?(?: ?[·•|–-] ?[^\r\n]{1,40})?[ \t]*$/gmu;

/** Heads of one form from which on a text is a chat: a single one may be quoted. */
const HEADS_LEAST = 2;
/** Longer heads are no heads. Characters. */
const HEAD_MAX = 140;

/** The messages of an exported chat or the turns of a transcript, in order; none where a text is neither. */
export function messagesIn(text: string): readonly Message[] {
  if (last?.text !== text) last = { text, messages: findIn(text) };
  return last.messages;
}

/** The message, of some in order, in whose head or words a place lies; a chat has hundreds of thousands, and each sentence asks. */
export function messageAt(messages: readonly Message[], at: number): Message | undefined {
  let from = 0;
  let to = messages.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((messages[middle]?.head.start ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  const message = messages[from - 1];
  return message !== undefined && at < message.end ? message : undefined;
}

/** The text that was asked for last: labels, paragraphs and claims of one text are asked for in a row. */
let last: { readonly text: string; readonly messages: readonly Message[] } | null = null;

function findIn(text: string): readonly Message[] {
  const chat = chatIn(text);
  if (chat.length > 0) return chat.map((message) => ({ ...message, alone: true }));
  const mail = mailIn(text);
  if (mail.length > 0) return mail;
  const turns = turnsIn(text);
  return turns.length > 0 ? turns : threadIn(text);
}

function chatIn(text: string): readonly Message[] {
  // Each form has a date and an hour, a nickname in brackets or a sign before it: most texts are seen to be no chat by this alone.
  const forms = [
    ...(DATED.test(text) ? FORMS : []),
    ...(/:\d\d.{0,8} </.test(text) ? [NICKNAME] : []),
    ...(text.includes("@") ? [POST] : []),
  ];
  for (const form of forms) {
    const heads = [...text.matchAll(form)].filter(([head]) => head.length <= HEAD_MAX);
    if (heads.length < HEADS_LEAST) continue;
    return heads.map((match, i) => {
      const name = match.groups?.["sender"] ?? "";
      const at = match.index + match[0].lastIndexOf(name);
      return {
        head: { start: match.index, end: match.index + match[0].trimEnd().length },
        name,
        sender: { start: at, end: at + name.length },
        end: heads[i + 1]?.index ?? text.length,
      };
    });
  }
  return [];
}
