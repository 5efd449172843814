import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { StandingFault } from "./standing-fault.ts";

/** A line that is taken up again within this is not told of, nor one as mended that breaks again within it. */
const STEADY_AFTER_US = 5 * MICROS_PER_SECOND;

/**
 * Tells of a line over which warnings would go that it does not stand, so that nobody learns it from a warning that did not arrive. One that
 * listens stands as soon as it can be connected to: who comes is not known beforehand. To be asked every few seconds.
 */
export class LineWatch {
  readonly #fault: StandingFault;
  #state: "up" | "down" = "up";
  #sinceUs: TimeUs = -Infinity;
  #detail = "";

  constructor(say: (detail: string) => void) {
    this.#fault = new StandingFault(say);
  }

  link(state: "up" | "down", detail: string, atUs: TimeUs): void {
    if (state !== this.#state) this.#sinceUs = atUs;
    this.#state = state;
    this.#detail = detail;
  }

  /** The line ended for good, such as where its port is taken. */
  failed(error: unknown, atUs: TimeUs): void {
    this.link("down", error instanceof Error ? error.message : String(error), atUs);
  }

  look(nowUs: TimeUs): void {
    if (nowUs - this.#sinceUs < STEADY_AFTER_US) return;
    if (this.#state === "down") this.#fault.holds(`it is not connected: ${this.#detail}`, nowUs);
    else this.#fault.ended("it is connected again");
  }
}
