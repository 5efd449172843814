/** Who reads and does not move is at work for so long; after that, away. */
const QUIET_MAX_MS = 60_000;

/**
 * How long a person was active on each account since the last decision there. What is read after the last decision counts once there is a
 * further one: minutes are those from the first view to the last decision.
 */
export class ActiveTime {
  #accountId: string | null = null;
  #sinceMs = 0;
  readonly #pendingMs = new Map<string, number>();

  /** The person did something on an account; null: went away. */
  note(accountId: string | null, nowMs: number): void {
    const before = this.#accountId;
    if (before !== null) {
      const passed = Math.min(Math.max(0, nowMs - this.#sinceMs), QUIET_MAX_MS);
      this.#pendingMs.set(before, (this.#pendingMs.get(before) ?? 0) + passed);
    }
    this.#accountId = accountId;
    this.#sinceMs = nowMs;
  }

  /** Seconds since the last decision on it, which begin anew. */
  take(accountId: string, nowMs: number): number {
    if (this.#accountId === accountId) this.note(accountId, nowMs);
    const taken = this.#pendingMs.get(accountId) ?? 0;
    this.#pendingMs.delete(accountId);
    return taken / 1000;
  }
}
