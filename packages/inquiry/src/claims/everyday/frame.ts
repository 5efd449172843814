import { numberOfList } from "../../grammar/sentence-words.ts";
import type { Polarity, Predicate } from "../claim.ts";

/**
 * Everyday ways to say one kind of fact: what is read where no rule of a construction of its own finds anything. Each frame is written as people say
 * it, by the words of its trigger in their basic form, with a slot where somebody or something is named:
 *
 * | part | stands for |
 * |---|---|
 * | `lose\|give` | one of these words, as written or by its basic form; between the parts of a frame auxiliaries, adverbs, articles and adjectives may stand |
 * | `(nearly)` | a word that may be left out |
 * | `…` | up to five words, within the clause |
 * | `{}` | any phrase, whatever it names; `{ground}`: but of water, air or time |
 * | `{people}` | an argument: the first part of a frame is looked for before its trigger (past relative clauses, ages and places), any other after it |
 * | `<weapon>` | an argument that must be there, and is not what the fact tells |
 * | `[death\|fatality]` | a phrase that is headed by one of these words and counted |
 */
export interface Frame {
  readonly says: readonly string[];
  /** The fact's value; without it the argument's. */
  readonly value?: string;
  /** Its words say that there was nobody: "suffered no losses". */
  readonly nobody?: boolean;
  /** Affirmed unless said. */
  readonly polarity?: Polarity;
  /** The value where it is denied. */
  readonly denied?: string;
  /** Whether the value is what the clause says, from the frame's first word on. */
  readonly whole?: true;
  /** Whether the words that must be near must stand in the sentence itself. */
  readonly here?: true;
  /** Whether who stands before the trigger does it, has it done to them, or does it with no object; asked of verbs only. */
  readonly voice?: "active" | "passive" | "middle";
}

/** The frames of one predicate: a table of data. */
export interface Reading {
  readonly predicate: Predicate;
  readonly frames: readonly Frame[];
  /** With one of these words in its sentence nothing is read. */
  readonly unless?: ReadonlySet<string>;
  /** Whether it is told by what people believe: "they believe that the Front planned it". */
  readonly believed?: true;
  /** Whether what is denied says nothing: "did not attack the ferry" tells of no target. */
  readonly affirmed?: true;
  /** With none of these in its sentence, nor a defence in the one before, nothing is read. */
  readonly near?: ReadonlySet<string>;
}

/** A part of a frame, as it is matched. */
export type Part =
  | { readonly kind: "words"; readonly words: ReadonlySet<string>; readonly optional: boolean }
  | { readonly kind: "gap" }
  | { readonly kind: "argument"; readonly name: string; readonly told: boolean }
  | { readonly kind: "counted"; readonly heads: ReadonlySet<string> };

/** A frame in the form in which it is matched. */
export interface Pattern {
  readonly reading: Reading;
  readonly frame: Frame;
  /** What names it in a proposal: its trigger as the table has it. */
  readonly says: string;
  /** The argument before the trigger; null where the trigger comes first. */
  readonly leads: (Part & { readonly kind: "argument" }) | null;
  /** The trigger and what follows; the first is of words, or counted. */
  readonly parts: readonly Part[];
  /** Whether its own words deny something: then a denial in the sentence does not turn it round. */
  readonly denies: boolean;
  /** Lists, by their numbers, of which a sentence must have a word each: where it has none, the pattern is not begun. */
  readonly needs: readonly number[];
}

/** Words that deny what they stand with. */
export const DENIALS: ReadonlySet<string> = new Set(
  "no not n't n’t never none nobody neither nor without unable fail hardly".split(" "),
);

/** Words with their regular past forms: where the tagger sees no verb it knows no basic form. "fire!" is the noun, and not "fired". */
function withPast(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words) {
    if (word.endsWith("!")) {
      found.add(word.slice(0, -1));
      continue;
    }
    found.add(word);
    const past = PASTS.get(word) ?? pastOf(word);
    PASTS.set(word, past);
    found.add(past);
  }
  return found;
}

/** Tables say the same words again and again. */
const PASTS = new Map<string, string>();

/** The regular past form of a word that may be a verb; others as they are. */
const pastOf = (word: string): string =>
  /^[a-z]{4,}$/.test(word) && !/(?:ed|ing|s)$/.test(word) ? word.replace(/e?$/, "ed") : word;

/** Tables have the same parts again and again. */
const PARTS = new Map<string, Part>();

function partOf(text: string): Part {
  const known = PARTS.get(text);
  if (known !== undefined) return known;
  const part = newPart(text);
  PARTS.set(text, part);
  return part;
}

function newPart(text: string): Part {
  if (text === "…" || text === "(…)") return { kind: "gap" };
  const inner = text.slice(1, -1);
  if (/^[{<]/.test(text)) return { kind: "argument", name: inner, told: text.startsWith("{") };
  if (text.startsWith("[")) return { kind: "counted", heads: new Set(inner.split("|")) };
  const optional = text.startsWith("(");
  return { kind: "words", words: withPast((optional ? inner : text).split("|")), optional };
}

/** One frame's way to say it; a frame whose trigger is not of words, or counted, is a mistake in its table. */
function patternOf(reading: Reading, frame: Frame, says: string): Pattern {
  const [first, ...rest] = says.split(" ").map(partOf);
  const leads = first?.kind === "argument" ? first : null;
  const parts = leads === null && first !== undefined ? [first, ...rest] : rest;
  const [trigger] = parts;
  if (trigger === undefined || trigger.kind === "gap" || trigger.kind === "argument")
    throw new Error(`“${says}” has no trigger`);
  const denies = parts.some(
    (part) => part.kind === "words" && [...part.words].some((word) => DENIALS.has(word)),
  );
  return { reading, frame, says, leads, parts, denies, needs: parts.slice(1).flatMap(needOf) };
}

/** What a sentence must have a word of where a part is to follow. */
function needOf(part: Part): readonly number[] {
  if (part.kind === "counted") return [numberOfList(part.heads)];
  return part.kind === "words" && !part.optional ? [numberOfList(part.words)] : [];
}

/** The patterns of some readings by each word that their triggers begin with. */
export function patternsByWord(
  readings: readonly Reading[],
): ReadonlyMap<string, readonly Pattern[]> {
  const found = new Map<string, Pattern[]>();
  for (const reading of readings)
    for (const frame of reading.frames)
      for (const says of frame.says) {
        const pattern = patternOf(reading, frame, says);
        const [trigger] = pattern.parts;
        const words =
          trigger?.kind === "words"
            ? trigger.words
            : trigger?.kind === "counted"
              ? trigger.heads
              : [];
        for (const word of words) found.set(word, [...(found.get(word) ?? []), pattern]);
      }
  return found;
}
