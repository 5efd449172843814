import type { DatabaseSync } from "node:sqlite";
import type { TimeUs } from "@tocsin/core";
import type { Role } from "@tocsin/sdk";
import { rolesOf } from "./account-view.ts";
import type { TokenRecord } from "./identity-record.ts";
import { makeId, makeToken, tokenHash } from "./secret-token.ts";

/** A link that works once, without its secret. */
export type Link = TokenRecord["token"];

/** Links that wait to be followed. */
export const LINKS_MAX = 1_000;

/** One-time links and codes: for an account to sign in for the first time, or for a device to be enrolled. */
export class LinkStore {
  readonly #database: DatabaseSync;
  readonly #nowUs: () => TimeUs;

  constructor(database: DatabaseSync, nowUs: () => TimeUs) {
    this.#database = database;
    this.#nowUs = nowUs;
  }

  /** A new link and its secret, not yet stored. */
  make(wanted: {
    readonly accountId: string | null;
    readonly roles: readonly Role[];
    readonly device: Link["device"];
    readonly lastsUs: number;
  }): { readonly link: Link; readonly secret: string } {
    const { accountId, roles, device, lastsUs } = wanted;
    const link = { id: makeId("t"), accountId, roles, device, expiresUs: this.#nowUs() + lastsUs };
    return { link, secret: makeToken() };
  }

  store(link: Link, secret: string): void {
    this.#database
      .prepare(
        "INSERT INTO link (hash, id, account, roles, device, expires_us) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(
        tokenHash(secret),
        link.id,
        link.accountId,
        JSON.stringify(link.roles),
        link.device === null ? null : JSON.stringify(link.device),
        link.expiresUs,
      );
  }

  /** Those that still work. */
  list(): readonly Link[] {
    return this.#database
      .prepare("SELECT * FROM link WHERE expires_us > ? ORDER BY expires_us")
      .all(this.#nowUs())
      .map(linkOf);
  }

  find(secret: string): Link | null {
    const hash = tokenHash(secret);
    if (hash === null) return null;
    const row = this.#database
      .prepare("SELECT * FROM link WHERE hash = ? AND expires_us > ?")
      .get(hash, this.#nowUs());
    return row === undefined ? null : linkOf(row);
  }

  take(id: string): void {
    this.#database.prepare("DELETE FROM link WHERE id = ?").run(id);
  }

  sweep(): void {
    this.#database.prepare("DELETE FROM link WHERE expires_us <= ?").run(this.#nowUs());
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const linkOf = (row: Readonly<Record<string, unknown>>): Link => ({
  id: String(row["id"]),
  accountId: textOrNull(row["account"]),
  roles: rolesOf(String(row["roles"])),
  device: JSON.parse(textOrNull(row["device"]) ?? "null") as Link["device"],
  expiresUs: Number(row["expires_us"]),
});
