import { TocsinError } from "@tocsin/sdk";
import { Exclusive } from "./exclusive.ts";

/** Passwords that wait to be hashed, in all and of one address. Each takes 64 MiB while its turn lasts. */
export const HASHES_WAITING_MAX = 16;
export const HASHES_WAITING_PER_ADDRESS = 2;

/** One hash at a time, so that a flood of attempts takes one processor and 64 MiB, and never more. */
export class HashQueue {
  readonly #exclusive = new Exclusive();
  readonly #waiting = new Map<string, number>();
  #total = 0;

  async run<T>(from: string, act: () => Promise<T>): Promise<T> {
    const own = this.#waiting.get(from) ?? 0;
    if (own >= HASHES_WAITING_PER_ADDRESS || this.#total >= HASHES_WAITING_MAX)
      throw new TocsinError("SERVER_BUSY", { detail: "Too many people are signing in already." });
    this.#waiting.set(from, own + 1);
    this.#total++;
    try {
      return await this.#exclusive.run(act);
    } finally {
      this.#total--;
      const left = (this.#waiting.get(from) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(from);
      else this.#waiting.set(from, left);
    }
  }
}
