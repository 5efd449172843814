/** Which of the latest keys were there before, in bounded memory: the one that was longest not met gives way. */
export class RecentKeys {
  readonly #limit: number;
  readonly #keys = new Set<string>();

  /** `limit`: keys remembered, at least 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Remembers a key as met now; whether it is new. */
  isNew(key: string): boolean {
    const isNew = !this.#keys.delete(key);
    this.#keys.add(key);
    if (this.#keys.size > this.#limit) {
      for (const oldest of this.#keys) {
        this.#keys.delete(oldest);
        break;
      }
    }
    return isNew;
  }
}
