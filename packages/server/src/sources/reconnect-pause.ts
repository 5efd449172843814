import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

const FIRST_PAUSE_S = 0.5;
const LONGEST_PAUSE_S = 15;
/** A line that stood for so long had recovered: the next time it breaks it is taken up at once again. */
const RECOVERED_AFTER_S = 10;

/** Pauses between attempts to take up a broken line: each twice the last up to a bound, less up to half by chance. */
export class ReconnectPause {
  readonly #chance: () => number;
  #nextS = FIRST_PAUSE_S;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** How long to wait now, in µs, after a line that stood for `stoodUs` (0 when it was never taken up). */
  next(stoodUs: TimeUs): TimeUs {
    if (stoodUs > RECOVERED_AFTER_S * MICROS_PER_SECOND) this.#nextS = FIRST_PAUSE_S;
    const pauseS = this.#nextS * (1 - 0.5 * this.#chance());
    this.#nextS = Math.min(2 * this.#nextS, LONGEST_PAUSE_S);
    return Math.round(pauseS * MICROS_PER_SECOND);
  }
}
