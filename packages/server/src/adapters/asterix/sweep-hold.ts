import type { TimeUs } from "@tocsin/core";
import type { SweptSector } from "./sweep-clock.ts";

/** The longest delay of plots seen in this span, and in the one before, counts. */
const WINDOW_US = 10_000_000;
/** A sweep is not held longer, however late the plots. */
const DELAY_MAX_US = 5_000_000;
/** Two turns of the usual thirty-two sectors; beyond it the oldest goes out. */
const WAITING_MAX = 64;

/** Ends of sectors remembered, so that a plot's own can be found: of two turns. */
const ENDS_MAX = 64;

/**
 * Holds what was swept until the plots from there will have come. Some radars report a sector at once and its plots
 * two seconds later (a real recording has three such); told at once, the sweep would say that nothing was there, and the
 * plots would then contradict it. How long after its sector's end a plot comes is learnt from the plots; without any, nothing is
 * held. Held no longer than that, a sweep stands in order with its plots, and the engine need not go back for it.
 */
export class SweepHold {
  private readonly waiting: SweptSector[] = [];
  /** Ascending, but for clocks that jump. */
  private readonly ends: TimeUs[] = [];
  private windowStartUs: TimeUs = 0;
  private currentUs = 0;
  private previousUs = 0;
  /** Longest age of a plot, as long as no sector's end was known to tell the delay from; null from then on. */
  private guessedUs: number | null = 0;

  /** A plot that was sensed at one time and received at another, both clocks as they are. */
  notePlot(sensedUs: TimeUs, receivedUs: TimeUs): void {
    if (Math.abs(receivedUs - this.windowStartUs) >= WINDOW_US) {
      this.previousUs = this.currentUs;
      this.currentUs = 0;
      this.windowStartUs = receivedUs;
    }
    if (this.ends.length === 0) {
      this.guessedUs = Math.max(this.guessedUs ?? 0, receivedUs - sensedUs);
      return;
    }
    this.guessedUs = null;
    this.currentUs = Math.max(this.currentUs, receivedUs - this.endOfSector(sensedUs, receivedUs));
  }

  add(swept: SweptSector): void {
    this.waiting.push(swept);
    this.ends.push(swept.toUs);
    if (this.ends.length > ENDS_MAX) this.ends.shift();
  }

  /** What need not be held any longer, in order of time. */
  release(receivedUs: TimeUs): readonly SweptSector[] {
    const learntUs = Math.max(this.currentUs, this.previousUs);
    const delayUs = Math.min(this.guessedUs ?? learntUs, DELAY_MAX_US);
    let due = Math.max(0, this.waiting.length - WAITING_MAX);
    while (due < this.waiting.length && this.waiting[due].toUs + delayUs <= receivedUs) due++;
    return this.waiting.splice(0, due);
  }

  /** Forgets what is held: it is not to be relied on. */
  clear(): void {
    this.waiting.length = 0;
  }

  /** The end of the sector that a plot is from; when it came, where that is not yet crossed. */
  private endOfSector(sensedUs: TimeUs, receivedUs: TimeUs): TimeUs {
    let endUs = receivedUs;
    for (let i = this.ends.length - 1; i >= 0 && this.ends[i] > sensedUs; i--) endUs = this.ends[i];
    return endUs;
  }
}
