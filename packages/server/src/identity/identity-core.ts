import type { DatabaseSync } from "node:sqlite";
import type { TimeUs } from "@tocsin/core";
import { type SignInMethod, TocsinError } from "@tocsin/sdk";
import { AccountView } from "./account-view.ts";
import { AttemptLimits } from "./attempt-limits.ts";
import { Exclusive } from "./exclusive.ts";
import { inTransaction } from "./identity-database.ts";
import type { AccessRecord, AccountState, IdentityRecord } from "./identity-record.ts";
import { LinkStore } from "./link-store.ts";
import { KEY_FILE, PasskeyStore } from "./passkey-store.ts";
import { type SessionTimes, SessionStore } from "./session-store.ts";

/** The journal, as identity sees it. */
export interface IdentityJournal {
  /**
   * The sequence of a record that the journal has taken; null where it has not. `durable`: only once it is on the disk,
   * and null where that takes too long.
   */
  record(record: IdentityRecord, durable: boolean): Promise<number | null>;
}

export interface IdentityParts {
  readonly database: DatabaseSync;
  /** Where the local authority lies. */
  readonly dataDir: string;
  readonly journal: IdentityJournal;
  readonly nowUs: () => TimeUs;
  /** A clock that only goes forward. */
  readonly nowMs: () => number;
  readonly times: SessionTimes;
  /** For whom a device signs. */
  readonly siteId: string;
  readonly siteName: string | null;
}

/** What the parts of identity share: the stores, and the one way in which something is changed. */
export class IdentityCore {
  readonly accounts: AccountView;
  readonly sessions: SessionStore;
  readonly links: LinkStore;
  readonly passkeys: PasskeyStore;
  readonly limits: AttemptLimits;
  readonly database: DatabaseSync;
  readonly dataDir: string;
  readonly nowUs: () => TimeUs;
  readonly nowMs: () => number;
  readonly siteId: string;
  readonly siteName: string | null;
  readonly #journal: IdentityJournal;
  readonly #exclusive = new Exclusive();
  /** A change is on its way, or was given up: its record may come to be in the journal all the same. */
  #isUncertain = false;
  /** Where the journal can be read; null: nowhere. */
  #journalDirectory: string | null = null;
  #refused = 0;
  #refusedFrom = "";

  constructor(parts: IdentityParts) {
    this.database = parts.database;
    this.dataDir = parts.dataDir;
    this.nowUs = parts.nowUs;
    this.nowMs = parts.nowMs;
    this.siteId = parts.siteId;
    this.siteName = parts.siteName;
    this.#journal = parts.journal;
    this.accounts = new AccountView(parts.database);
    this.sessions = new SessionStore(parts.database, parts.times, parts.nowUs);
    this.links = new LinkStore(parts.database, parts.nowUs);
    this.passkeys = new PasskeyStore(parts.database);
    this.limits = new AttemptLimits(parts.nowMs);
  }

  /** Takes in what the journal holds already, and what it comes to hold of changes that were given up. */
  catchUp(journalDirectory: string, lastSequence: number): void {
    this.#journalDirectory = journalDirectory;
    this.accounts.catchUp(journalDirectory, lastSequence);
  }

  /** One change at a time: what it was decided on still holds when it is made. */
  exclusive<T>(act: () => Promise<T>): Promise<T> {
    return this.#exclusive.run(act);
  }

  /**
   * Makes a change: first it is in the journal and on the disk, then in the view and, with `secrets`, in the tables that
   * no journal tells of. A change that is not recorded is not made. One that was given up and came to be recorded after all is made
   * before the next: otherwise that would hide it from every later start.
   */
  async change(
    records: readonly IdentityRecord[],
    secrets: () => void = () => undefined,
  ): Promise<void> {
    const wasUncertain = this.#isUncertain;
    this.#isUncertain = true;
    const recorded: { readonly record: IdentityRecord; readonly sequence: number }[] = [];
    for (const record of records) {
      const sequence = await this.#journal.record(record, true);
      if (sequence === null)
        throw new TocsinError("IDENTITY_UNAVAILABLE", { detail: "the journal does not take it" });
      recorded.push({ record, sequence });
    }
    const [first] = recorded;
    if (wasUncertain && first !== undefined) this.#takeUp(first.sequence - 1);
    inTransaction(this.database, () => {
      for (const { record, sequence } of recorded) this.accounts.apply(record, sequence);
      secrets();
    });
    this.#isUncertain = false;
  }

  /** Notes that the journal is durable up to `sequence`. After a change that was given up its record may be in there after all. */
  async noteDurable(sequence: number): Promise<void> {
    await this.#exclusive.run(async () => {
      if (this.#isUncertain) this.#takeUp(sequence);
      else this.accounts.advance(sequence);
    });
  }

  #takeUp(sequence: number): void {
    if (this.#journalDirectory === null || sequence <= this.accounts.applied) return;
    this.accounts.catchUp(this.#journalDirectory, sequence);
  }

  /** Notes who came in or did not. An operator gets in though the journal takes nothing: that is a fault of its own. */
  note(access: Omit<AccessRecord, "kind" | "timeUs" | "count">): void {
    const record: AccessRecord = { kind: "access", timeUs: this.nowUs(), count: 1, ...access };
    void this.#journal.record(record, false);
  }

  /** Refusals without a look at the password are counted, and noted together. */
  noteRefused(from: string): void {
    this.#refused++;
    this.#refusedFrom = from;
  }

  /** To be called now and then: drops what is over, and notes what was counted. */
  sweep(): void {
    this.sessions.sweep();
    this.links.sweep();
    if (this.#refused === 0) return;
    void this.#journal.record(
      {
        kind: "access",
        timeUs: this.nowUs(),
        outcome: "refused",
        accountId: null,
        method: null,
        from: this.#refusedFrom,
        count: this.#refused,
      },
      false,
    );
    this.#refused = 0;
  }

  passwordHash(accountId: string): string | null {
    const row = this.database.prepare("SELECT hash FROM password WHERE account = ?").get(accountId);
    return row === undefined ? null : String(row["hash"]);
  }

  methodsOf({ id, origin }: AccountState): readonly SignInMethod[] {
    if (origin !== null) return ["provider"];
    const methods: SignInMethod[] = [];
    if (this.passwordHash(id) !== null) methods.push("password");
    // A key in a file signs what somebody does, and lets nobody in.
    if (this.passkeys.listOf(id).some(({ rpId }) => rpId !== KEY_FILE)) methods.push("passkey");
    return methods;
  }

  forgetCredentials(accountId: string): void {
    for (const table of ["password", "passkey"])
      this.database.prepare(`DELETE FROM ${table} WHERE account = ?`).run(accountId);
  }

  account(id: string): AccountState {
    const account = this.accounts.byId(id);
    if (account === null) throw new TocsinError("ACCOUNT_NOT_FOUND", { name: id });
    return account;
  }
}
