/** Two steady clocks may part by this share of the time that has passed: cheap quartz, doubled. */
const DRIFT = 200e-6;
/** What an answer proved of the clocks is replaced by a worse one after so long: they part meanwhile. */
const ANCHOR_LASTS_MS = 600_000;

/** A clock that is behind by so much did not merely drift. */
const STOOD_STILL_MS = 250;

interface Anchor {
  /** By the receiver's clock: the answer was made no earlier. */
  readonly atMs: number;
  /** By the post's clock. */
  readonly madeMs: number;
}

export interface Age {
  /** Milliseconds. */
  readonly ms: number;
  /** Whether it can be no more than that; otherwise it is at least that. */
  readonly isBounded: boolean;
}

/**
 * How old what a post says is, for one epoch of it, by the post's and the receiver's steady clocks and no wall clock. An answer to this
 * receiver's own number proves that it was made after the question, so what is made by the post's clock is no older than the two
 * clocks say from there on: an upper bound, which lets nothing expired through. Without one, age is what an envelope
 * took longer than the fastest before it, and of the first nothing is known: it
 * counts as new.
 */
export class LineClock {
  #anchor: Anchor | null = null;
  #fastest: { readonly aheadMs: number; readonly seenMs: number } | null = null;

  /** An answer that was asked for at `askedMs`. */
  answered(askedMs: number, madeMs: number): void {
    const old = this.#anchor;
    const fresh = { atMs: askedMs, madeMs };
    // The later question bounds tighter, but for a slow way: then the earlier one holds a while.
    const isTighter = old === null || fresh.atMs - fresh.madeMs >= old.atMs - old.madeMs;
    if (isTighter || askedMs - old.atMs > ANCHOR_LASTS_MS) this.#anchor = fresh;
  }

  /** The age of an envelope that came at `receivedMs`. */
  age(madeMs: number, receivedMs: number): Age {
    const aheadMs = receivedMs - madeMs;
    const anchor = this.#anchor;
    const lateMs = this.#lateMs(aheadMs, receivedMs);
    if (anchor === null) return { ms: lateMs, isBounded: false };
    const allowedMs = DRIFT * Math.abs(receivedMs - anchor.atMs);
    const boundMs = aheadMs - (anchor.atMs - anchor.madeMs);
    if (boundMs < -allowedMs - STOOD_STILL_MS) {
      // It seems to come from the future: the receiver's clock stood still, as a phone's does that sleeps.
      this.#anchor = null;
      this.#fastest = { aheadMs, seenMs: receivedMs };
      return { ms: 0, isBounded: false };
    }
    return { ms: Math.max(0, boundMs + allowedMs), isBounded: true };
  }

  #lateMs(aheadMs: number, receivedMs: number): number {
    const fastest = this.#fastest;
    if (fastest === null) {
      this.#fastest = { aheadMs, seenMs: receivedMs };
      return 0;
    }
    const allowedMs = DRIFT * Math.max(0, receivedMs - fastest.seenMs);
    const lateMs = Math.max(0, aheadMs - fastest.aheadMs - allowedMs);
    if (lateMs === 0) this.#fastest = { aheadMs, seenMs: receivedMs };
    return lateMs;
  }
}
