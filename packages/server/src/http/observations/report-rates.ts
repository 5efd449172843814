/** Observers whose rate is remembered; the longest silent are forgotten beyond, which only lets them send more. */
const OBSERVERS_MAX = 10_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/** A token bucket for each observer: as many reports at once as one may send in a minute, then one after the other. */
export class ReportRates {
  readonly #perMinute: number;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number, nowMs: () => number) {
    this.#perMinute = perMinute;
    this.#nowMs = nowMs;
  }

  /** Takes one; else the whole seconds until there will be one. */
  take(observer: string): number {
    const nowMs = this.#nowMs();
    const before = this.#buckets.get(observer) ?? { tokens: this.#perMinute, atMs: nowMs };
    const gained = ((nowMs - before.atMs) / 60_000) * this.#perMinute;
    const tokens = Math.min(this.#perMinute, before.tokens + gained);
    const has = tokens >= 1;
    this.#buckets.delete(observer);
    this.#buckets.set(observer, { tokens: has ? tokens - 1 : tokens, atMs: nowMs });
    for (const each of this.#buckets.keys()) {
      if (this.#buckets.size <= OBSERVERS_MAX) break;
      this.#buckets.delete(each);
    }
    return has ? 0 : Math.ceil(((1 - tokens) / this.#perMinute) * 60);
  }
}
