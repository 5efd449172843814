import type { DatabaseSync } from "node:sqlite";
import type { TimeUs } from "@tocsin/core";
import { isRole, type Role } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { inTransaction } from "./identity-database.ts";
import {
  type AccountRecord,
  type AccountState,
  decodeIdentityRecord,
  type IdentityRecord,
  isIdentityType,
  type KeyRecord,
  type ProviderOrigin,
} from "./identity-record.ts";

export type DeviceKey = KeyRecord["key"] & { readonly revoked: boolean };

/** Records that a start reads in no time: less than that it is not worth a write to note how far was read. */
const ADVANCED_BY = 10_000;
/** Most accounts of one site. */
export const ACCOUNTS_MAX = 1_000;

/** The accounts and device keys that the journal tells of: a view, which can be made from it again. */
export class AccountView {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Takes in what the journal holds beyond what was applied. Where the journal is another one, or ends before that,
   * the view is made anew; secrets of accounts that are no more are dropped.
   */
  catchUp(journalDirectory: string, lastSequence: number): void {
    const applied = this.#applied();
    const anew = applied > lastSequence;
    inTransaction(this.#database, () => {
      if (anew)
        this.#database.exec(
          "DELETE FROM account; DELETE FROM account_maker; DELETE FROM device_key; DELETE FROM service_token; DELETE FROM erased_account",
        );
      const from = anew ? 1 : applied + 1;
      // A journal that holds nothing yet has no file to read.
      const records =
        lastSequence < from ? [] : readJournal(journalDirectory, { from, types: isIdentityType });
      for (const record of records) {
        const decoded = decodeIdentityRecord(record.type, record.payload);
        if (decoded === null) continue;
        this.#apply(decoded, record.sequence);
        if (!anew) this.#forgetRevoked(decoded);
      }
      for (const table of ["password", "passkey", "session"])
        this.#database.exec(
          `DELETE FROM ${table} WHERE account NOT IN (SELECT id FROM account WHERE disabled = 0)`,
        );
      this.#database.exec(
        "DELETE FROM service_secret WHERE token NOT IN (SELECT id FROM service_token WHERE revoked = 0)",
      );
      this.#setApplied(lastSequence);
    });
  }

  /** Takes in one record, as the journal has just taken it under `sequence`. */
  apply(record: IdentityRecord, sequence: number): void {
    this.#apply(record, sequence);
    this.#setApplied(sequence);
  }

  /**
   * Notes that everything up to `sequence` was taken in, so that the next start has less to read. Only where no change is on its
   * way: its record may come before that.
   */
  advance(sequence: number): void {
    if (sequence - this.#applied() >= ADVANCED_BY) this.#setApplied(sequence);
  }

  /** Where the next start begins to read. */
  get applied(): number {
    return this.#applied();
  }

  list(): readonly AccountState[] {
    return this.#database.prepare("SELECT * FROM account ORDER BY name").all().map(accountOf);
  }

  byId(id: string): AccountState | null {
    const row = this.#database.prepare("SELECT * FROM account WHERE id = ?").get(id);
    return row === undefined ? null : accountOf(row);
  }

  byName(name: string): AccountState | null {
    const row = this.#database.prepare("SELECT * FROM account WHERE name = ?").get(name);
    return row === undefined ? null : accountOf(row);
  }

  byOrigin({ issuer, subject }: ProviderOrigin): AccountState | null {
    const row = this.#database
      .prepare("SELECT * FROM account WHERE issuer = ? AND subject = ?")
      .get(issuer, subject);
    return row === undefined ? null : accountOf(row);
  }

  /** Whoever gave an account its way in or its rights since then, whoever gave it to them, and so on. */
  makersOf(id: string, sinceUs: TimeUs): readonly string[] {
    const asked = this.#database.prepare(
      "SELECT maker FROM account_maker WHERE account = ? AND at_us >= ?",
    );
    const makers = new Set<string>();
    const wanted = [id];
    for (const account of wanted)
      for (const { maker } of asked.all(account, sinceUs)) {
        const each = String(maker);
        if (makers.has(each)) continue;
        makers.add(each);
        wanted.push(each);
      }
    return [...makers];
  }

  keys(): readonly DeviceKey[] {
    return this.#database
      .prepare("SELECT * FROM device_key ORDER BY kind, subject, id")
      .all()
      .map(keyOf);
  }

  #apply(record: IdentityRecord, sequence: number): void {
    if (record.kind === "account" && record.change === "erased") {
      const { id } = record.account;
      for (const table of ["password", "passkey", "session", "link"])
        this.#database.prepare(`DELETE FROM ${table} WHERE account = ?`).run(id);
      this.#database.prepare("DELETE FROM account WHERE id = ?").run(id);
      this.#database.prepare("DELETE FROM account_maker WHERE account = ?").run(id);
      this.#database
        .prepare("INSERT OR REPLACE INTO erased_account VALUES (?, ?, ?, 0)")
        .run(id, sequence, record.withReports === true ? 1 : 0);
    } else if (record.kind === "account") {
      const { id, name, roles, disabled, origin } = record.account;
      this.#database
        .prepare(
          "INSERT OR REPLACE INTO account (id, name, roles, disabled, issuer, subject) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .run(
          id,
          name,
          JSON.stringify(roles),
          disabled ? 1 : 0,
          origin?.issuer ?? null,
          origin?.subject ?? null,
        );
      this.#noteMaker(record);
    } else if (record.kind === "key") {
      const { id, kind, subject, publicKey } = record.key;
      const revoked = record.change === "revoked" ? 1 : 0;
      this.#database
        .prepare(
          "INSERT OR REPLACE INTO device_key (id, kind, subject, public_key, revoked) VALUES (?, ?, ?, ?, ?)",
        )
        .run(id, kind, subject, publicKey, revoked);
    } else if (record.kind === "service") {
      const { id, name, permission, expiresUs } = record.token;
      this.#database
        .prepare(
          "INSERT OR REPLACE INTO service_token (id, name, permission, expires_us, revoked) VALUES (?, ?, ?, ?, ?)",
        )
        .run(id, name, permission, expiresUs, record.change === "revoked" ? 1 : 0);
    }
  }

  /** Whoever gave an account its way in, or its rights. A new way in takes away what earlier ones had been given. */
  #noteMaker({ change, account, by, timeUs }: AccountRecord): void {
    if (change === "created" || change === "reset")
      this.#database.prepare("DELETE FROM account_maker WHERE account = ?").run(account.id);
    else if (change !== "roles" && change !== "enabled") return;
    if (by.kind !== "account" || by.id === account.id) return;
    this.#database
      .prepare("INSERT OR REPLACE INTO account_maker (account, maker, at_us) VALUES (?, ?, ?)")
      .run(account.id, by.id, timeUs);
  }

  /** What a record took away goes also where a crash came between the record and the store. */
  #forgetRevoked(record: IdentityRecord): void {
    if (record.kind !== "account") return;
    if (record.change === "credential-removed" && record.passkey !== undefined)
      this.#database.prepare("DELETE FROM passkey WHERE id = ?").run(record.passkey.id);
    if (record.change !== "reset") return;
    for (const table of ["password", "passkey", "session"])
      this.#database.prepare(`DELETE FROM ${table} WHERE account = ?`).run(record.account.id);
  }

  #applied(): number {
    const row = this.#database.prepare("SELECT sequence FROM applied").get();
    return row === undefined ? 0 : Number(row["sequence"]);
  }

  #setApplied(sequence: number): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO applied (only, sequence) VALUES (1, ?)")
      .run(sequence);
  }
}

type Row = Readonly<Record<string, unknown>>;

const accountOf = (row: Row): AccountState => ({
  id: String(row["id"]),
  name: String(row["name"]),
  roles: rolesOf(String(row["roles"])),
  disabled: row["disabled"] === 1,
  origin:
    typeof row["issuer"] === "string"
      ? { issuer: row["issuer"], subject: String(row["subject"]) }
      : null,
});

const keyOf = (row: Row): DeviceKey => ({
  id: String(row["id"]),
  kind: String(row["kind"]) as DeviceKey["kind"],
  subject: String(row["subject"]),
  publicKey: String(row["public_key"]),
  revoked: row["revoked"] === 1,
});

export function rolesOf(text: string): readonly Role[] {
  const names = JSON.parse(text) as readonly string[];
  return names.filter((name) => isRole(name));
}
