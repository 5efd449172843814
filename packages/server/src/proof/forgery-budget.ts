/** Signatures of one address that may be wrong in a row before its envelopes are refused unread, and how fast that is forgiven. */
export const FORGERIES_MAX = 20;
const FORGIVEN_EVERY_MS = 200;
/** The same for all addresses that have never shown a right one: senders' addresses can be made up. */
export const STRANGERS_FORGERIES_MAX = 500;
const STRANGERS_FORGIVEN_EVERY_MS = 2;
/** Addresses remembered; the longest unheard are forgotten beyond. */
const ADDRESSES_MAX = 4_096;

interface Account {
  debt: number;
  atMs: number;
  proven: boolean;
}

/**
 * Checking a signature costs a tenth of a millisecond of the thread that protects: whoever sends many wrong ones is refused
 * before they are checked. Somebody who has shown a right one is not held up by strangers.
 */
export class ForgeryBudget {
  readonly #addresses = new Map<string, Account>();
  readonly #strangers: Account = { debt: 0, atMs: 0, proven: false };

  /** Whether a signature from there is to be checked at all. */
  allows(address: string, nowMs: number): boolean {
    const account = this.#addresses.get(address);
    if (account !== undefined) {
      forgive(account, nowMs, FORGIVEN_EVERY_MS);
      if (account.debt >= FORGERIES_MAX) return false;
      if (account.proven) return true;
    }
    forgive(this.#strangers, nowMs, STRANGERS_FORGIVEN_EVERY_MS);
    return this.#strangers.debt < STRANGERS_FORGERIES_MAX;
  }

  checked(address: string, right: boolean, nowMs: number): void {
    const account = this.#addresses.get(address) ?? { debt: 0, atMs: nowMs, proven: false };
    if (right) {
      account.proven = true;
      account.debt = 0;
    } else {
      account.debt++;
      if (!account.proven) this.#strangers.debt++;
    }
    // Set anew, so that the map stays in order of use.
    this.#addresses.delete(address);
    this.#addresses.set(address, account);
    for (const [oldest, { proven }] of this.#addresses) {
      if (this.#addresses.size <= ADDRESSES_MAX) break;
      // Strangers go first: else they could make room for themselves.
      if (!proven || this.#addresses.size > 2 * ADDRESSES_MAX) this.#addresses.delete(oldest);
    }
  }
}

function forgive(account: Account, nowMs: number, everyMs: number): void {
  const forgiven = Math.floor((nowMs - account.atMs) / everyMs);
  if (forgiven <= 0) return;
  account.debt = Math.max(0, account.debt - forgiven);
  account.atMs += forgiven * everyMs;
}
