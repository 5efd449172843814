/**
 * The words of a sentence, and at once which of all the lists that are asked of sentences have one of them. A sentence of 25 words is asked some
 * thousand such questions, of which nearly all are answered no: each list has a number, each word knows the lists that it stands in, and a
 * sentence marks them once.
 */
export class SentenceWords extends Set<string> {
  /** By the number of a list, 1 where it has one of these words; made when first asked, for the lists that there were then. */
  #marks: Uint8Array | null = null;

  /** Whether a list, by its number, has one of these words. */
  hasOneOf(list: number): boolean {
    const marks = (this.#marks ??= marksOf(this));
    return list < marks.length ? marks[list] === 1 : this.#meets(LISTS[list] ?? NOTHING);
  }

  /** Those entries of a table that may be said here: each list that one needs has one of these words. */
  among<T extends Needing>(entries: readonly T[]): readonly T[] {
    const found: T[] = [];
    const marks = (this.#marks ??= marksOf(this));
    // Loops without calls: they run over some hundred entries a sentence, and are compiled soon. Of a list that came later nothing is marked.
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (entry === undefined) break;
      const { needs } = entry;
      let k = 0;
      while (k < needs.length && marks[needs[k] ?? 0] !== 0) k++;
      if (k === needs.length) found.push(entry);
    }
    return found;
  }

  #meets(list: ReadonlySet<string>): boolean {
    for (const word of this) if (list.has(word)) return true;
    return false;
  }
}

/** What needs words of some lists, by their numbers. */
interface Needing {
  readonly needs: readonly number[];
}

const NOTHING: ReadonlySet<string> = new Set();

/** Every list that was asked for, and its number. */
const LISTS: ReadonlySet<string>[] = [];
const NUMBERS = new Map<ReadonlySet<string>, number>();
/** By word, the numbers of the lists that have it. */
const LISTS_BY_WORD = new Map<string, number[]>();

/** The number of a list of words, which must not change any more. Lists are constants of the rules; none is made for a text. */
export function numberOfList(list: ReadonlySet<string>): number {
  const known = NUMBERS.get(list);
  if (known !== undefined) return known;
  const number = LISTS.push(list) - 1;
  NUMBERS.set(list, number);
  for (const word of list) {
    const lists = LISTS_BY_WORD.get(word);
    if (lists === undefined) LISTS_BY_WORD.set(word, [number]);
    else lists.push(number);
  }
  return number;
}

function marksOf(words: ReadonlySet<string>): Uint8Array {
  const marks = new Uint8Array(LISTS.length);
  for (const word of words) {
    const lists = LISTS_BY_WORD.get(word) ?? [];
    for (let i = 0; i < lists.length; i++) marks[lists[i] ?? 0] = 1;
  }
  return marks;
}
