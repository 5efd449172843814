import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** What goes on is told again after so long: sooner than the picture forgets a fault. */
const TOLD_AGAIN_US = 30 * MICROS_PER_SECOND;

/**
 * A fault that lasts: told at once, again and again while it goes on, so that no screen shows as mended what is not, and once more when it
 * is over. To be told how things stand every few seconds.
 */
export class StandingFault {
  readonly #say: (detail: string) => void;
  #toldUs: TimeUs | null = null;

  constructor(say: (detail: string) => void) {
    this.#say = say;
  }

  /** It is so at `nowUs`. `isNew`: otherwise than before, which waits for nothing. */
  holds(detail: string, nowUs: TimeUs, isNew = false): void {
    if (!isNew && this.#toldUs !== null && nowUs - this.#toldUs < TOLD_AGAIN_US) return;
    this.#toldUs = nowUs;
    this.#say(detail);
  }

  /** It is so no more; nothing is said where it never was. */
  ended(detail: string): void {
    if (this.#toldUs !== null) this.#say(`over: ${detail}`);
    this.#toldUs = null;
  }
}
