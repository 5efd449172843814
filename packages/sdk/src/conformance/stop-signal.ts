import type { Cancellation } from "../ports/cancellation.ts";

/** A signal that can be given, without a platform's own. */
export class StopSignal implements Cancellation {
  aborted = false;
  readonly #listeners = new Set<() => void>();

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }
  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }
  abort(): void {
    this.aborted = true;
    for (const listener of this.#listeners) listener();
  }
}
