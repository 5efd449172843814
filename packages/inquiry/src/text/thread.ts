import { lettered } from "./letters.ts";
import type { Message } from "./messages.ts";

const NAME = String.raw`(?<sender>\p{Lu}\p{Ll}[\p{L}'’.-]*(?: (?:\p{Ll}{1,3} )?\p{Lu}[\p{L}'’.-]*){1,3})`;
/** How the head of somebody's own posts, or of a letter or a diary, names who wrote them. */
const HEADS = [
  // "Thread by Ola Mera, teacher in Ardal", "From the account of Ola Mera".
  lettered(
    String.raw`^(?:A |An? )?(?:[Tt]hread|[Pp]osts?|[Nn]otes|[Dd]iary|[Mm]essages?|[Ll]etter|[Tt]estimony|[Ee]yewitness account|[Ff]rom the (?:account|diary|posts|thread|notebook)) (?:by|from|of) ${NAME}(?=[,.(\s]|$)`,
  ),
  // "Ola Mera @olamera · 4 June", "Ola Mera (@olamera), a teacher, wrote this thread".
  lettered(
    String.raw`^${NAME} \(?@\w{2,40}\)?(?: ?[·•|–-] ?[^\r\n]{1,40}|,[^\r\n]{0,80}| [^\r\n]{0,60})?$`,
  ),
  // "Governor Hasan Brenko (official) – posts of 4 and 5 March".
  lettered(
    String.raw`^(?:(?:Governor|Mayor|Minister|President|General|Dr|Mr|Mrs|Ms)\.? )?${NAME}(?: \([^)\r\n]{1,30}\))? [–—-] (?:[\p{Ll}]+ ){0,2}(?:posts?|messages?|updates?|channel|thread|entries)\b[^\r\n]{0,60}$`,
  ),
];
/** "1/ They hit our market", "2. Nine were killed", "(3)", "4 March, 16:20.". */
const NUMBERED = /^(?:\(?\d{1,2}[/.)][ \t]?(?=\S)|\d{1,2} [A-Z][a-z]{2,8},? \d{1,2}[:.]\d{2}\b)/gm;
/** Numbered posts from which on a text is a thread, and letters at its head in which its author stands. */
const POSTS_LEAST = 2;
const HEAD_WITHIN = 200;

/** The posts of one person, who is named at their head: all that nobody else is said to say is that person's. None for other texts. */
export function threadIn(text: string): readonly Message[] {
  const [line = ""] = /[^\r\n]*\S[^\r\n]*/.exec(text.slice(0, HEAD_WITHIN)) ?? [];
  const start = text.indexOf(line);
  // Most texts have no such posts: asked before any head is tried.
  if ([...text.slice(start + line.length).matchAll(NUMBERED)].length < POSTS_LEAST) return [];
  const head = HEADS.map((each) => each.exec(line)).find((match) => match !== null);
  const name = head?.groups?.["sender"];
  if (name === undefined) return [];
  const at = start + line.indexOf(name);
  return [
    {
      head: { start, end: start + line.length },
      name,
      sender: { start: at, end: at + name.length },
      end: text.length,
    },
  ];
}
