import type { TimeUs } from "@tocsin/core";

export interface BucketSize {
  readonly perSecond: number;
  readonly burst: number;
}

/** A rate with room for a burst: it fills at the rate up to the burst, and whoever takes more than is in it is over the rate. */
export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  #filledUs: TimeUs;

  constructor(size: BucketSize, nowUs: TimeUs) {
    this.#size = size;
    this.#tokens = size.burst;
    this.#filledUs = nowUs;
  }

  /** Whether there was enough, which is then taken. */
  take(tokens: number, nowUs: TimeUs): boolean {
    const { perSecond, burst } = this.#size;
    const since = Math.max(0, nowUs - this.#filledUs) / 1e6;
    this.#tokens = Math.min(burst, this.#tokens + since * perSecond);
    this.#filledUs = Math.max(this.#filledUs, nowUs);
    // What is larger than the bucket would never pass: a full bucket lets it.
    if (this.#tokens < Math.min(tokens, burst)) return false;
    this.#tokens = Math.max(0, this.#tokens - tokens);
    return true;
  }
}
