import { literalPattern } from "./literal-pattern.ts";
import type { Message } from "./messages.ts";
import { lettered } from "./letters.ts";

/** Whoever asks: nobody learns from the word who that is. */
export const ASKER =
  /^(?:question|q|presenter|host|reporter|interviewer|moderator|anchor|journalist|the interviewer)\b/i;

/** "DEPUTY MINISTER VANJA ERLIC:", "QUESTION (Channel 4):", "Q:" at the beginning of a line. */
const LABEL = lettered(
  String.raw`^(?<sender>(?:\p{Lu}[\p{Lu}.'’-]*)(?: \p{Lu}[\p{Lu}.'’-]*){0,5})(?: \([^()\r\n]{1,40}\))?:[ \t]+(?=\S)`,
  "gm",
);
/** Turns from which on a text with such labels is a transcript, and how many speak in it at least. */
const TURNS_LEAST = 3;
const SPEAKERS_LEAST = 2;

/** The turns of a transcript, in order: what stands between one label and the next is said by whom the first names. None for other texts. */
export function turnsIn(text: string): readonly Message[] {
  const labels = [...text.matchAll(LABEL)];
  const speakers = new Set(labels.map(({ groups }) => groups?.["sender"]));
  if (labels.length < TURNS_LEAST || speakers.size < SPEAKERS_LEAST) return interviewIn(text);
  return labels.map((match, i) => {
    const label = match.groups?.["sender"] ?? "";
    const { index } = match;
    return {
      head: { start: index, end: index + match[0].trimEnd().length },
      name: ASKER.test(label) ? label : fullName(text, label),
      sender: { start: index, end: index + label.length },
      end: labels[i + 1]?.index ?? text.length,
    };
  });
}

/** "ERLIC" as the text has it elsewhere: with a first name, in small letters. */
function fullName(text: string, label: string): string {
  const words = label.split(" ");
  const last = words.at(-1) ?? label;
  if (last.length < 3) return label;
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
  if (who?.[1] === undefined || new Set(names.map((name) => name[1])).size !== 1) return [];
  const at = who.index + who[0].indexOf(who[1]);
  const speaker = { name: who[1], sender: { start: at, end: at + who[1].length } };
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

/** Who answers speaks of themselves, or in few words. */
const FIRST_PERSON = /\b(?:I|we|my|our|us|me)\b|^\S+(?: \S+){0,9}$/;
