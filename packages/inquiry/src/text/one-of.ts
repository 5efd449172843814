/** The words of each list that was asked for. */
const LISTS = new Map<string, ReadonlySet<string>>();

/**
 * Whether a word is one of a list; `words` is written as the alternatives of a pattern are, and stands for finitely many: `reports?|defen[cs]e|(?:milli)?met(?:er|re)`.
 * A set is made in no time; a pattern is compiled twice before it runs at its full speed, and rules ask by more than a thousand of them.
 */
export function isOneOf(word: string | null | undefined, words: string): boolean {
  if (word === undefined || word === null) return false;
  return (LISTS.get(words) ?? listOf(words)).has(word);
}

/** The words of a list, read once. */
export function listOf(words: string): ReadonlySet<string> {
  const known = LISTS.get(words);
  if (known !== undefined) return known;
  const list = wordsOfList(words);
  LISTS.set(words, list);
  return list;
}

/** Every word that a list stands for. Throws where it is none of finitely many words. */
export function wordsOfList(words: string): ReadonlySet<string> {
  if (!SPECIAL.test(words)) return new Set(words.split("|"));
  if (NESTED.test(words)) return new Set(new ListReader(words).read());
  const found = new Set<string>();
  for (const part of words.split("|"))
    if (ENDING.test(part)) {
      found.add(part.slice(0, -2));
      found.add(part.slice(0, -1));
    } else if (SPECIAL.test(part)) for (const word of new ListReader(part).read()) found.add(word);
    else found.add(part);
  return found;
}

const SPECIAL = /[?[(\\.*+{^$]/;
/** What holds alternatives within one. */
const NESTED = /[[(]/;
/** "reports?", as most that are special are: letters, of which the last may be missing. */
const ENDING = /^[^|()[\]?\\.*+{^$]+\?$/;

const PLAIN = /[^|()[\]?\\.*+{^$]+/y;

/** Words that one list may stand for, at most. */
const WORDS_MAX = 2_000;

/** Reads alternatives by recursive descent: each step gives the words that its part stands for. */
class ListReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly string[] {
    const words = this.#alternatives();
    if (this.#at < this.#text.length) throw this.#error();
    return words;
  }

  #alternatives(): readonly string[] {
    const words = [...this.#sequence()];
    while (this.#take("|")) words.push(...this.#sequence());
    return words;
  }

  #sequence(): readonly string[] {
    let words: readonly string[] = [""];
    while (this.#at < this.#text.length && !"|)".includes(this.#next())) {
      const part = this.#part();
      const ends = this.#take("?") ? ["", ...part] : part;
      words = words.flatMap((word) => ends.map((end) => word + end));
      if (words.length > WORDS_MAX) throw this.#error();
    }
    return words;
  }

  #part(): readonly string[] {
    if (this.#take("(?:")) {
      const words = this.#alternatives();
      if (!this.#take(")")) throw this.#error();
      return words;
    }
    if (this.#take("[")) return this.#letters();
    if ("\\.*+{^$?".includes(this.#next())) throw this.#error();
    return [this.#plain()];
  }

  /** Letters that stand for themselves, together; the one before a question mark apart. */
  #plain(): string {
    const from = this.#at;
    PLAIN.lastIndex = from;
    const to = from + (PLAIN.exec(this.#text)?.[0].length ?? 1);
    this.#at = this.#text[to] === "?" && to - from > 1 ? to - 1 : to;
    return this.#text.slice(from, this.#at);
  }

  /** One letter of several; no range. */
  #letters(): readonly string[] {
    const letters: string[] = [];
    while (!this.#take("]")) {
      if (this.#at === this.#text.length || "\\^".includes(this.#next())) throw this.#error();
      letters.push(this.#step());
    }
    return letters;
  }

  #next(): string {
    return this.#text[this.#at] ?? "";
  }

  #step(): string {
    return this.#text[this.#at++] ?? "";
  }

  #take(what: string): boolean {
    const there = this.#text.startsWith(what, this.#at);
    if (there) this.#at += what.length;
    return there;
  }

  #error(): Error {
    return new Error(`“${this.#text}” is no list of words, at ${this.#at}`);
  }
}
