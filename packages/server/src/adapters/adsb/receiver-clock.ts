import type { TimeUs } from "@tocsin/core";
import { MULTILATERATION_TICKS } from "./decode/receiver-frame.ts";

const TICKS_PER_US = 12;
/** Oscillators of cheap receivers err by tens of parts in a million. */
const DRIFT = 1e-4;
/** A frame may have waited so long on its way; beyond it the receiver's clock was set anew. */
const WAIT_MAX_US = 10_000_000;

/**
 * When a message was heard, from the receiver's free-running clock: the smallest of all (received − ticks) is that of a message that
 * did not wait, and is its clock's offset. So a line that delivers in bursts does not blur when things were.
 * Without a usable clock, when it was received. Never after that.
 */
export class ReceiverClock {
  #offsetUs: number | null = null;
  #lastReceivedUs: TimeUs = 0;

  heardUs(ticks: number, receivedUs: TimeUs): TimeUs {
    if (ticks === 0 || ticks === MULTILATERATION_TICKS) return receivedUs;
    const offsetUs = receivedUs - ticks / TICKS_PER_US;
    const drifted =
      this.#offsetUs === null
        ? offsetUs
        : this.#offsetUs + Math.max(receivedUs - this.#lastReceivedUs, 0) * DRIFT;
    const isSetAnew = offsetUs - drifted > WAIT_MAX_US;
    this.#offsetUs = isSetAnew ? offsetUs : Math.min(offsetUs, drifted);
    this.#lastReceivedUs = Math.max(this.#lastReceivedUs, receivedUs);
    return Math.min(Math.round(ticks / TICKS_PER_US + this.#offsetUs), receivedUs);
  }
}
