import { makeToken } from "./secret-token.ts";

/** What a challenge was given out for: it is good for nothing else. */
export interface ChallengePurpose {
  /** The session that registers a passkey; null: somebody signs in. */
  readonly sessionKey: string | null;
  /** Whose passkeys these are, in WebAuthn's terms: the name that the page was opened by. */
  readonly rpId: string;
  /** Of the page, as the browser will say it. */
  readonly origin: string;
}

/** So long somebody may take to touch a key or look into a camera. */
export const CHALLENGE_LASTS_MS = 120_000;
/** Challenges that wait, in all and of one address; the oldest are forgotten beyond. */
export const CHALLENGES_MAX = 1_000;
export const CHALLENGES_PER_ADDRESS = 16;

interface Waiting {
  readonly purpose: ChallengePurpose;
  readonly from: string;
  readonly untilMs: number;
}

/** What a passkey is to sign, once. Kept in memory alone: a restart forgets them, and one asks again. */
export class PasskeyChallenges {
  readonly #waiting = new Map<string, Waiting>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  give(purpose: ChallengePurpose, from: string): string {
    const challenge = makeToken();
    const own = [...this.#waiting].filter(([, waiting]) => waiting.from === from);
    if (own.length >= CHALLENGES_PER_ADDRESS) this.#waiting.delete(own[0][0]);
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size < CHALLENGES_MAX) break;
      this.#waiting.delete(oldest);
    }
    this.#waiting.set(challenge, { purpose, from, untilMs: this.#nowMs() + CHALLENGE_LASTS_MS });
    return challenge;
  }

  /** What a challenge was for, and forgets it; null where it was used, is too old, or is not one of ours. */
  take(challenge: string): ChallengePurpose | null {
    const found = this.#waiting.get(challenge);
    this.#waiting.delete(challenge);
    return found === undefined || this.#nowMs() >= found.untilMs ? null : found.purpose;
  }
}
