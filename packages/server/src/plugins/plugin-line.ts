import { monotonicMs } from "../journal/monotonic-port.ts";
import { Stillness } from "../run/stillness.ts";

type LinkState = "up" | "down";

/** Whether a plugin's input is up: its transport is, and its thread moves. What is down of either is told, and that it is up when both are. */
export class PluginLine {
  readonly #told: (state: LinkState, detail: string) => void;
  readonly #stillness: Stillness;
  #transport: LinkState = "up";
  #thread: LinkState = "up";
  /** When its thread last answered; null: it has not yet, and may still be loading. */
  #movedMs: number | null = null;

  constructor(told: (state: LinkState, detail: string) => void) {
    this.#told = told;
    this.#stillness = new Stillness((detail) => {
      const over = /^over: (.*)$/.exec(detail)?.[1];
      this.#thread = over === undefined ? "down" : "up";
      this.#tell(this.#thread, over ?? detail);
    });
  }

  transport(state: LinkState, detail: string): void {
    this.#transport = state;
    this.#tell(state, detail);
  }

  moved(): void {
    this.#movedMs = monotonicMs();
  }

  /** To be called several times a second. */
  look(): void {
    this.#stillness.look(this.#movedMs);
  }

  #tell(state: LinkState, detail: string): void {
    if (state === "down" || (this.#transport === "up" && this.#thread === "up"))
      this.#told(state, detail);
  }
}
