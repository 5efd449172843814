import { literalPattern } from "./literal-pattern.ts";
import type { Message } from "./messages.ts";
import { isHeading } from "./heading-words.ts";
import { lettered } from "./letters.ts";
import { sifted } from "./sifted.ts";

/** Whoever asks: nobody learns from the word who that is. */
export const ASKER =
  /^(?:question|q|presenter|host|reporter|interviewer|moderator|anchor|journalist|the interviewer)\b/i;

/** "DEPUTY MINISTER VANJA ERLIC:", "QUESTION (Channel 4):", "Mr. JORIS PELT (Elm Reach):", "Q:" at the beginning of a line. */
const LABEL = lettered(
  String.raw`^(?<title>(?:Mr|Mrs|Ms|Dr|Prof|Sir|Hon|Gen|Col|Lt|Capt|Rev)\.? )?(?<sender>(?:\p{Lu}[\p{Lu}.'’-]*)(?: \p{Lu}[\p{Lu}.'’-]*){0,5})(?:,[^:\r\n]{1,60}?)?(?: \((?<beside>[^()\r\n]{1,60})\))?:[ \t]+(?=\S)`,
  "gm",
);
/** The same in small letters: "Ola Mera:", "Spokesperson Ola Mera:", "The Minister of Defence (Ola Mera):", "Question:". */
const SMALL_LABEL = lettered(
  String.raw`^(?<title>(?:Mr|Mrs|Ms|Dr|Prof|Sir|Hon|Gen|Col|Lt|Capt|Rev)\.? )?(?<sender>(?:The )?\p{Lu}\p{L}*[\p{L}.'’-]*(?: (?:of|the|for|and|\p{Lu}[\p{L}.'’-]*)){0,6})(?:, [^:\r\n]{1,60}?)?(?: \((?<beside>[^()\r\n]{1,60})\))?(?: \([^()\r\n]{1,30}\))?:[ \t]+(?=\S)`,
  "gm",
);
/** Turns from which on a text with such labels is a transcript, and how many speak in it at least. */
const TURNS_LEAST = 3;
const SPEAKERS_LEAST = 2;
/** Who asks makes a transcript of two turns. */
const ASKED_LEAST = 2;

/** The turns of a transcript, in order: what stands between one label and the next is said by whom the first names. None for other texts. */
export function turnsIn(text: string): readonly Message[] {
  const capitals = [...text.matchAll(LABEL)].filter(isOfSpeaker);
  const labels = isTranscript(capitals) ? capitals : smallLabelsIn(text);
  if (labels.length === 0) return interviewIn(text);
  const known = new Map<string, string>();
  return labels.map((match, i) => {
    const label = match.groups?.["sender"] ?? "";
    const beside = match.groups?.["beside"] ?? "";
    const { index } = match;
    // "SPOKESPERSON (Ms. Dufay):", and "SPOKESPERSON:" further down.
    const person = isAsker(label) ? null : personIn(beside);
    if (person !== null) known.set(label, person);
    const asker = isAsker(label);
    const own = person ?? known.get(label);
    return {
      head: { start: index, end: index + match[0].trimEnd().length },
      name: asker ? label : (own ?? fullName(text, label)),
      sender: { start: index, end: index + (match.groups?.["title"] ?? "").length + label.length },
      end: labels[i + 1]?.index ?? text.length,
    };
  });
}

const isOfSpeaker = ({ groups }: RegExpExecArray): boolean => !isHeading(groups?.["sender"] ?? "");

function isTranscript(labels: readonly RegExpExecArray[]): boolean {
  const senders = new Set(labels.map(({ groups }) => groups?.["sender"]));
  const asked = [...senders].some((sender) => isAsker(sender ?? ""));
  return labels.length >= (asked ? ASKED_LEAST : TURNS_LEAST) && senders.size >= SPEAKERS_LEAST;
}

const isAsker = (label: string): boolean => ASKER.test(label);

/** Labels in small letters, where somebody asks among them: a list of "Place: …" and "Injured: …" is no transcript. */
function smallLabelsIn(text: string): readonly RegExpExecArray[] {
  const asked = ASKS.test(text);
  if (!asked && !ADDRESSED.test(text)) return [];
  const labels = [...text.matchAll(SMALL_LABEL)].filter(isOfSpeaker);
  // The record of a parliament: most labels have a title, or a person in brackets.
  const people = labels.filter(
    ({ groups }) =>
      groups?.["title"] !== undefined ||
      TITLE.test(groups?.["sender"] ?? "") ||
      personIn(groups?.["beside"] ?? "") !== null,
  );
  if (isTranscript(labels) && people.length >= TURNS_LEAST && people.length * 2 > labels.length)
    return labels;
  return asked &&
    isTranscript(labels) &&
    labels.some(({ groups }) => isAsker(groups?.["sender"] ?? ""))
    ? labels
    : [];
}

/** "Mr Mera:", "Dame Ola Mera (West):", "The Minister (Ms Mera):" at the head of a line. */
const ADDRESSED =
  /^(?:Mr|Mrs|Ms|Dr|Dame|Sir|Lord|Lady|Baroness|Baron|Senator|Deputy|Councillor|Cllr|The \p{Lu})[^:\r\n]{2,90}:[ \t]/mu;
const TITLE = /^(?:Dame|Sir|Lord|Lady|Baroness|Baron|Senator|Deputy|Councillor|Cllr)\b/;

const ASKS =
  /^(?:Question|Q|Presenter|Host|Reporter|Interviewer|Moderator|Anchor|Journalist)\b[^:\r\n]{0,60}:/m;

/** "Ms. Dufay", "Ola Mera", in brackets beside an office; a party, a place or a broadcaster is no person. */
function personIn(beside: string): string | null {
  const [words = ""] = beside.split(",");
  if (HONOURED.test(words)) return words;
  return TWO_NAMES.test(words) && !NO_PERSON.test(words) ? words : null;
}

const HONOURED = lettered(String.raw`^(?:Mr|Mrs|Ms|Dr|Prof|Sir|Gen|Col)\.? \p{Lu}\p{L}+`);
const TWO_NAMES = lettered(
  String.raw`^\p{Lu}\p{Ll}[\p{L}'’-]* (?:(?:al|el|de|van|von)[- ])?\p{Lu}\p{Ll}[\p{L}'’-]*$`,
);
const NO_PERSON =
  /\b(?:Minister|Ministry|Party|Reach|News|Channel|Radio|TV|Times|Post|Press|Agency|North|South|East|West|Union|Green|Labour|Democrats?|Republic|City|Bay|Valley|Hill|Coast|Bridge|Opposition|Government|Independent|Member|Wire|Herald|Service|District|County)\b/;

/** "ERLIC" as the text has it elsewhere: with a first name, in small letters. */
function fullName(text: string, label: string): string {
  const words = label.split(" ");
  const last = words.at(-1) ?? label;
  if (
    last.length < 3 ||
    /^(?:speaker|president|chair|members?|minister|spokes\w+|official|chairman|secretary)$/i.test(
      last,
    )
  )
    return label;
  const [whole] =
    words.length > 1
      ? [label]
      : (new RegExp(`(?<=^|[^\\p{L}])\\p{Lu}\\p{L}+ ${literalPattern(last)}(?!\\p{L})`, "iu").exec(
          text,
        ) ?? [label]);
  return whole
    .split(" ")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join(" ");
}

/** Longer paragraphs are no questions of an interview. Characters. */
const QUESTION_MAX = 220;
const QUESTIONS_LEAST = 2;
const NAME = lettered(
  String.raw`(?:^|[\s“"(])(\p{Lu}\p{Ll}[\p{L}'’-]* \p{Lu}\p{Ll}[\p{L}'’-]*)(?=, (?:\d{1,3}\b|who\b|an? )| (?:told|spoke|talked|was on duty|survived|answered)\b| \(\d{2}\))`,
  "gm",
);

/** An interview without labels: questions that are paragraphs of their own, and after each an answer in the words of the one person who is introduced. */
function interviewIn(text: string): readonly Message[] {
  const lines = [...text.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
    asks: line.length <= QUESTION_MAX && /^[^"“]*\?$/.test(line.trim()),
  }));
  const first = lines.findIndex(({ asks }) => asks);
  if (lines.filter(({ asks }) => asks).length < QUESTIONS_LEAST || first < 1) return [];
  const intro = text.slice(0, lines[first]?.start);
  const names = [...intro.matchAll(NAME)];
  const [who] = names;
  const person =
    who?.[1] === undefined
      ? unnamedIn(intro)
      : { name: who[1], at: who.index + who[0].indexOf(who[1]) };
  if (person === null || new Set(names.map((name) => name[1])).size > 1) return [];
  const { name, at } = person;
  const speaker = { name, sender: { start: at, end: at + name.length } };
  return lines.slice(first).flatMap(({ start, end, asks }, i, rest) => {
    const before = rest[i - 1];
    const answers = (before?.asks ?? false) && !asks && FIRST_PERSON.test(text.slice(start, end));
    if (!asks && !answers) return [];
    const head = { start, end: start };
    return [
      asks ? { head, name: "the interviewer", sender: head, end } : { head, ...speaker, end },
    ];
  });
}

/** "A senior officer, who asked us to withhold his name": who answers, without a name. */
function unnamedIn(intro: string): { readonly name: string; readonly at: number } | null {
  const match = UNNAMED.exec(intro);
  const name = match?.[1];
  return match === null || name === undefined
    ? null
    : { name, at: match.index + match[0].indexOf(name) };
}

const UNNAMED = sifted(
  "who|whose",
  lettered(
    String.raw`^((?:A|An|One) (?:[\p{L}-]+ ){0,3}?(?:officer|official|guard|soldier|doctor|nurse|surgeon|diplomat|source|resident|commander|driver|engineer|paramedic|witness|aide|adviser|advisor|policeman|firefighter|worker|operator|teacher|neighbour|man|woman)\b(?: (?:of|at|in|on|from|with) [^,.;]{2,60}?)?)(?=,? (?:who|whose)\b)`,
    "m",
  ),
);

/** Who answers speaks of themselves, or in few words. */
const FIRST_PERSON = /\b(?:I|we|my|our|us|me)\b|^\S+(?: \S+){0,9}$/;
