import { listOf } from "./one-of.ts";

/** All that were made. Their words are written by hand: a test looks for texts that a pattern matches without any of them. */
export const SIFTED: Sifted[] = [];

/**
 * A pattern that is tried only where a text has one of the words that no match can do without. Most texts have none of them. To look for words costs
 * next to nothing; a long pattern takes longer to compile than a paragraph to read, and is compiled up to four times: for texts of one byte a
 * letter and of two, before it runs at its full speed and then again.
 */
export class Sifted {
  readonly words: string;
  readonly pattern: RegExp;

  constructor(words: string, pattern: RegExp) {
    this.words = words;
    this.pattern = pattern;
    SIFTED.push(this);
  }

  test(text: string): boolean {
    return hasAnyWord(text, this.words) && this.pattern.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return hasAnyWord(text, this.words) ? this.pattern.exec(text) : null;
  }
}

/** A pattern without memory (flags `g` and `y`), and a list of words in small letters (see `isOneOf`) of which each match has at least one. */
export const sifted = (words: string, pattern: RegExp): Sifted => new Sifted(words, pattern);

/** Several patterns of which a text may match any: each is compiled by itself. */
export const anyOf = (...patterns: readonly Sifted[]): Pick<Sifted, "test"> => ({
  test: (text) => patterns.some((each) => each.test(text)),
});

/** The first place where one of several patterns matches a text; of those at one place the first. */
export function firstOf(patterns: readonly Sifted[], text: string): RegExpExecArray | null {
  let first: RegExpExecArray | null = null;
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found !== null && (first === null || found.index < first.index)) first = found;
  }
  return first;
}

/** Whether any word of a text, in whatever letters, is one of a list. A word is what `\b` takes for one: "didn't" is two. */
export function hasAnyWord(text: string, words: string): boolean {
  // The same text is held against many patterns in a row.
  if (last.text !== text) last = { text, words: text.toLowerCase().match(WORD) ?? [] };
  const list = listOf(words);
  const own = last.words;
  for (let i = 0; i < own.length; i++) if (list.has(own[i] ?? "")) return true;
  return false;
}

const WORD = /\w+/g;

let last: { readonly text: string; readonly words: readonly string[] } = { text: "", words: [] };
