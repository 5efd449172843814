/** What waits, in a line for each key. The lines take turns, so that a long one makes no other wait. */
export class FairQueue<T> {
  readonly #lineMax: number;
  /** Keys in the order of their turns; a line that is empty is not kept. */
  readonly #lines = new Map<string, T[]>();
  #length = 0;

  /** `lineMax`: most entries of one line. */
  constructor(lineMax: number) {
    this.#lineMax = lineMax;
  }

  get length(): number {
    return this.#length;
  }

  /** Puts an entry at the end of its line. Gives the oldest entry of a line that was full, which is dropped for it. */
  push(key: string, entry: T): T | undefined {
    const line = this.#lines.get(key) ?? [];
    this.#lines.set(key, line);
    line.push(entry);
    if (line.length <= this.#lineMax) {
      this.#length++;
      return undefined;
    }
    return line.shift();
  }

  /** The oldest entry of the line whose turn it is; undefined where nothing waits. */
  shift(): T | undefined {
    for (const [key, line] of this.#lines) {
      const entry = line.shift();
      this.#lines.delete(key);
      // Behind all others: its turn comes again after theirs.
      if (line.length > 0) this.#lines.set(key, line);
      if (entry === undefined) continue;
      this.#length--;
      return entry;
    }
    return undefined;
  }
}
