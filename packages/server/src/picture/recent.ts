/** The latest of something, newest first, in bounded memory. */
export class Recent<T> {
  readonly #limit: number;
  #entries: readonly T[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(entry: T): void {
    this.#entries = [entry, ...this.#entries.slice(0, this.#limit - 1)];
  }

  /** Puts `entry` on top, in the place of those that say the same: what is said again and again hides nothing else. */
  addAgain(entry: T, isSame: (other: T) => boolean): void {
    this.#entries = this.#entries.filter((other) => !isSame(other));
    this.add(entry);
  }

  /** Puts `change(entry)` in the place of the newest entry that matches, if there is one. */
  update(matches: (entry: T) => boolean, change: (entry: T) => T): void {
    const index = this.#entries.findIndex(matches);
    if (index < 0) return;
    this.#entries = this.#entries.map((entry, i) => (i === index ? change(entry) : entry));
  }

  /** The same array until something is added. */
  list(): readonly T[] {
    return this.#entries;
  }
}
