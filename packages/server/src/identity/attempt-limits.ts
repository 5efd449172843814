/** Within so long attempts are counted together. */
const WINDOW_MS = 15 * 60_000;
/** Wrong attempts of one address on one account before it has to wait, and from one address on any. */
export const ATTEMPTS_PER_ACCOUNT = 5;
export const ATTEMPTS_PER_ADDRESS = 30;
/** The first wait; each further wrong attempt doubles it, up to the longest. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = WINDOW_MS;
/** Keys remembered; the oldest are forgotten beyond. */
const KEYS_MAX = 10_000;

interface Tally {
  count: number;
  lastMs: number;
  untilMs: number;
}

/**
 * How often somebody may be wrong. Counted for each pair of address and account, so that nobody can lock a person out
 * from elsewhere, and for each address, so that nobody can try one password on all accounts.
 */
export class AttemptLimits {
  readonly #tallies = new Map<string, Tally>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Milliseconds until an attempt may be made; 0: now. */
  waitMs(address: string, account: string): number {
    const nowMs = this.#nowMs();
    const untilMs = Math.max(
      ...keysOf(address, account).map(({ key }) => this.#tallies.get(key)?.untilMs ?? 0),
    );
    return Math.max(0, untilMs - nowMs);
  }

  failed(address: string, account: string): void {
    const nowMs = this.#nowMs();
    for (const { key, allowed } of keysOf(address, account)) {
      const before = this.#tallies.get(key);
      const fresh = before === undefined || nowMs - before.lastMs > WINDOW_MS;
      const tally = fresh ? { count: 0, lastMs: nowMs, untilMs: 0 } : before;
      tally.count++;
      tally.lastMs = nowMs;
      const over = tally.count - allowed;
      if (over >= 0)
        tally.untilMs = nowMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(over, 12));
      // Set anew, so that the map stays in order of use.
      this.#tallies.delete(key);
      this.#tallies.set(key, tally);
    }
    for (const key of this.#tallies.keys()) {
      if (this.#tallies.size <= KEYS_MAX) break;
      this.#tallies.delete(key);
    }
  }

  /** Being right once forgives what was wrong on that account; what was tried on others stays counted. */
  succeeded(address: string, account: string): void {
    this.#tallies.delete(keysOf(address, account)[0].key);
  }
}

const keysOf = (
  address: string,
  account: string,
): readonly { readonly key: string; readonly allowed: number }[] => [
  { key: `${address} ${account}`, allowed: ATTEMPTS_PER_ACCOUNT },
  { key: address, allowed: ATTEMPTS_PER_ADDRESS },
];
