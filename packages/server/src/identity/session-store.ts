import type { DatabaseSync } from "node:sqlite";
import type { TimeUs } from "@tocsin/core";
import { makeToken, tokenHash } from "./secret-token.ts";

export interface Session {
  /** Of its secret, in hexadecimal: names the session here and nowhere else. */
  readonly key: string;
  readonly accountId: string;
  readonly secondFactorMissing: boolean;
  /** When its person last showed a password or a passkey, or was sent by the provider. */
  readonly provenUs: TimeUs;
  /** When it ends whatever happens. */
  readonly endsUs: TimeUs;
}

export type SessionLookup =
  | { readonly kind: "none" }
  | { readonly kind: "expired" }
  | { readonly kind: "session"; readonly session: Session };

export interface SessionTimes {
  /** A session that nobody uses ends after so long; an open screen uses it. */
  readonly idleUs: number;
  readonly longestUs: number;
}

/** Sessions of one account at once; the oldest ends beyond. */
export const SESSIONS_PER_ACCOUNT = 16;
/** Use is noted this often: a write for each request would be one too many. */
const SEEN_EVERY_US = 30_000_000;

/** Who is signed in. What a browser holds is the secret; what is stored is its hash. */
export class SessionStore {
  readonly #database: DatabaseSync;
  readonly #times: SessionTimes;
  readonly #nowUs: () => TimeUs;

  constructor(database: DatabaseSync, times: SessionTimes, nowUs: () => TimeUs) {
    this.#database = database;
    this.#times = times;
    this.#nowUs = nowUs;
  }

  /** Begins a session and returns its secret. `provenUs`: when its person showed who they are, where that was not just now. */
  begin(
    accountId: string,
    from: string,
    secondFactorMissing: boolean,
    provenUs: TimeUs | null = null,
  ): string {
    const token = makeToken();
    const nowUs = this.#nowUs();
    this.#database
      .prepare(
        "INSERT INTO session (hash, account, created_us, seen_us, second_factor_missing, origin, proven_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
      )
      .run(
        tokenHash(token),
        accountId,
        nowUs,
        nowUs,
        secondFactorMissing ? 1 : 0,
        from,
        provenUs ?? nowUs,
      );
    this.#database
      .prepare(
        "DELETE FROM session WHERE account = ?1 AND hash NOT IN (SELECT hash FROM session WHERE account = ?1 ORDER BY created_us DESC, rowid DESC LIMIT ?2)",
      )
      .run(accountId, SESSIONS_PER_ACCOUNT);
    return token;
  }

  /** The session of a secret, and notes that it is used. */
  find(token: string): SessionLookup {
    const hash = tokenHash(token);
    return hash === null ? { kind: "none" } : this.#find(hash);
  }

  /** The same for a session that is known by its key. */
  findByKey(key: string): SessionLookup {
    return this.#find(Buffer.from(key, "hex"));
  }

  /** Its person has just shown again who they are. */
  proven(key: string): void {
    this.#database
      .prepare("UPDATE session SET proven_us = ? WHERE hash = ?")
      .run(this.#nowUs(), Buffer.from(key, "hex"));
  }

  end(key: string): void {
    this.#database.prepare("DELETE FROM session WHERE hash = ?").run(Buffer.from(key, "hex"));
  }

  endAllOf(accountId: string): void {
    this.#database.prepare("DELETE FROM session WHERE account = ?").run(accountId);
  }

  /** Forgets sessions that ended a day ago or more: until then a browser is told that its session has ended. */
  sweep(): void {
    const longAgoUs = this.#nowUs() - this.#times.longestUs - 86_400_000_000;
    this.#database.prepare("DELETE FROM session WHERE created_us < ?").run(longAgoUs);
  }

  #find(hash: Buffer): SessionLookup {
    const row = this.#database.prepare("SELECT * FROM session WHERE hash = ?").get(hash);
    if (row === undefined) return { kind: "none" };
    const nowUs = this.#nowUs();
    const [createdUs, seenUs] = [Number(row["created_us"]), Number(row["seen_us"])];
    const endsUs = createdUs + this.#times.longestUs;
    if (nowUs >= endsUs || nowUs - seenUs >= this.#times.idleUs) return { kind: "expired" };
    if (nowUs - seenUs > SEEN_EVERY_US)
      this.#database.prepare("UPDATE session SET seen_us = ? WHERE hash = ?").run(nowUs, hash);
    return {
      kind: "session",
      session: {
        key: hash.toString("hex"),
        accountId: String(row["account"]),
        secondFactorMissing: row["second_factor_missing"] === 1,
        provenUs: Number(row["proven_us"] ?? createdUs),
        endsUs,
      },
    };
  }
}
