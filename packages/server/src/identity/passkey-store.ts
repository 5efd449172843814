import type { DatabaseSync } from "node:sqlite";
import type { PasskeySummary } from "@tocsin/sdk";
import type { TimeUs } from "@tocsin/core";

/** Stands in place of a page's name for a key in a file: no page is called so, so it signs nobody in and proves nobody's presence. */
export const KEY_FILE = "(key file)";

/** A passkey as it is stored: its public key, and what is known of its use. */
export interface Passkey extends PasskeySummary {
  readonly accountId: string;
  /** What the authenticator calls it, in base64url. */
  readonly credential: string;
  /** COSE key, as the authenticator gave it. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Of signatures that it made; 0 where it does not count. */
  readonly counter: number;
}

/** Passkeys of all accounts. They stand with the passwords: who loses the store needs a new link. */
export class PasskeyStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  listOf(accountId: string): readonly Passkey[] {
    return this.#database
      .prepare("SELECT * FROM passkey WHERE account = ? ORDER BY created_us, id")
      .all(accountId)
      .map(passkeyOf);
  }

  byCredential(credential: string): Passkey | null {
    const row = this.#database
      .prepare("SELECT * FROM passkey WHERE credential = ?")
      .get(credential);
    return row === undefined ? null : passkeyOf(row);
  }

  add(passkey: Passkey): void {
    const { id, accountId, credential, name, rpId, publicKey, counter, createdUs } = passkey;
    this.#database
      .prepare(
        "INSERT INTO passkey (id, account, credential, name, rp_id, public_key, counter, created_us, used_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      )
      .run(id, accountId, credential, name, rpId, publicKey, counter, createdUs);
  }

  /**
   * Notes a signature with its counter; false where that did not rise, so that the passkey was copied or an old answer
   * was played again (WebAuthn Level 3, section 6.1.1), or where it is no more. One that stays at zero does not count.
   */
  used(id: string, counter: number, nowUs: TimeUs): boolean {
    const { changes } = this.#database
      .prepare(
        "UPDATE passkey SET counter = ?2, used_us = ?3 WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0))",
      )
      .run(id, counter, nowUs);
    return Number(changes) === 1;
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM passkey WHERE id = ?").run(id);
  }
}

const passkeyOf = (row: Readonly<Record<string, unknown>>): Passkey => ({
  id: String(row["id"]),
  accountId: String(row["account"]),
  credential: String(row["credential"]),
  name: String(row["name"]),
  rpId: String(row["rp_id"]),
  publicKey: new Uint8Array(row["public_key"] as Uint8Array),
  counter: Number(row["counter"]),
  createdUs: Number(row["created_us"]),
  usedUs: row["used_us"] === null ? null : Number(row["used_us"]),
});
