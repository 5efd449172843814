import { TocsinError } from "@tocsin/sdk";
import { makeToken, tokenHash } from "../secret-token.ts";
import type { Expected } from "./provider-client.ts";

/** A sign-in that was sent to the provider and has not come back. */
export interface BegunSignIn {
  readonly expected: Expected;
  /** Where the provider was told to send the browser. */
  readonly redirect: string;
  /** The session that the browser had, which ends when the new one begins. */
  readonly before: string | null;
}

/** So long a person may take at the provider. */
export const BEGUN_LASTS_MS = 600_000;
/** Sign-ins begun at one time; of one address the oldest gives way. */
export const BEGUN_MAX = 1_024;
export const BEGUN_PER_ADDRESS = 16;

interface Entry extends BegunSignIn {
  readonly from: string;
  readonly untilMs: number;
}

/**
 * Sign-ins on their way, each bound to the browser that began it by a secret that only that browser holds, and good for
 * one answer. They are kept in memory: after a restart a person begins again.
 */
export class BegunSignIns {
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** The secret for the browser. */
  add(begun: BegunSignIn, from: string): string {
    this.sweep();
    const own = [...this.#entries].filter(([, entry]) => entry.from === from);
    for (const [key] of own.slice(0, Math.max(0, own.length + 1 - BEGUN_PER_ADDRESS)))
      this.#entries.delete(key);
    if (this.#entries.size >= BEGUN_MAX)
      throw new TocsinError("SERVER_BUSY", { detail: "Too many people sign in at once." });
    const secret = makeToken();
    this.#entries.set(keyOf(secret), { ...begun, from, untilMs: this.#nowMs() + BEGUN_LASTS_MS });
    return secret;
  }

  /** What was begun with a secret, once; null where nothing was, or too long ago. */
  take(secret: string): BegunSignIn | null {
    const key = keyOf(secret);
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    return entry === undefined || this.#nowMs() >= entry.untilMs ? null : entry;
  }

  sweep(): void {
    const nowMs = this.#nowMs();
    for (const [key, { untilMs }] of this.#entries) if (nowMs >= untilMs) this.#entries.delete(key);
  }
}

const keyOf = (secret: string): string => tokenHash(secret)?.toString("hex") ?? "";
