import type { WhoAmI } from "@tocsin/sdk";
import { Listeners } from "../source/listeners.ts";

/** Whom the server takes this browser for; null until it has said so. */
export class WhoStore {
  readonly #ask: () => Promise<WhoAmI>;
  readonly #listeners = new Listeners();
  #who: WhoAmI | null = null;
  #asking: Promise<void> | null = null;
  /** Counts what was taken over, so that an answer to an older question is known as such. */
  #changes = 0;

  constructor(ask: () => Promise<WhoAmI>) {
    this.#ask = ask;
  }

  readonly current = (): WhoAmI | null => this.#who;
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  /** Takes over what an answer of the server said. */
  set(next: WhoAmI): void {
    this.#changes += 1;
    this.#who = next;
    this.#listeners.notify();
  }

  /**
   * Asks the server again. Without an answer what was known still holds; many calls at once are one question. Where somebody signed in or
   * out meanwhile, the answer is of before, counts no more, and is asked for anew.
   */
  refresh(): Promise<void> {
    this.#asking ??= this.#askUntilCurrent().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #askUntilCurrent(): Promise<void> {
    for (;;) {
      const before = this.#changes;
      const next = await this.#ask().catch(() => null);
      if (next === null) return;
      if (this.#changes !== before) continue;
      this.set(next);
      return;
    }
  }
}
