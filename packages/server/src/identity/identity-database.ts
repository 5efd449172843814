import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openPrivateDatabase } from "./private-database.ts";

/** Everything of identity lies in a folder of its own below the data directory, for its owner's eyes only. */
export const identityFolder = (dataDir: string): string => join(dataDir, "identity");
const FILE = "identity.db";
export const identityDatabaseFile = (dataDir: string): string =>
  join(identityFolder(dataDir), FILE);

/**
 * Two kinds of tables. What the journal tells (account, account_maker, device_key, service_token, applied) can be made from it again. What it must not tell
 * (password, passkey, session, link, service_secret, and what else is a secret) lives here only.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS applied (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, disabled INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS account_maker (
    account TEXT NOT NULL, maker TEXT NOT NULL, at_us INTEGER NOT NULL, PRIMARY KEY (account, maker)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS device_key (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, public_key TEXT NOT NULL, revoked INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS erased_account (
    id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, with_reports INTEGER NOT NULL, done INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS service_token (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, permission TEXT NOT NULL, expires_us INTEGER NOT NULL, revoked INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS service_secret (hash BLOB PRIMARY KEY, token TEXT NOT NULL UNIQUE, used_us INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS password (account TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS passkey (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, credential TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    rp_id TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL, created_us INTEGER NOT NULL,
    used_us INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS session (
    hash BLOB PRIMARY KEY, account TEXT NOT NULL, created_us INTEGER NOT NULL, seen_us INTEGER NOT NULL,
    second_factor_missing INTEGER NOT NULL, origin TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS session_account ON session (account);
  CREATE TABLE IF NOT EXISTS link (
    hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT, roles TEXT NOT NULL, device TEXT,
    expires_us INTEGER NOT NULL
  ) STRICT;
`;

/**
 * Opens the store of accounts and secrets, mode 0600, made where there is none. A damaged one is set aside: accounts
 * come back from the journal, and each then needs a new link to sign in. `setAside` names the damaged file.
 */
export function openIdentityDatabase(dataDir: string): {
  readonly database: DatabaseSync;
  readonly setAside: string | null;
} {
  const folder = identityFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openPrivateDatabase(identityDatabaseFile(dataDir), (database) => {
    database.exec(SCHEMA);
    addOrigin(database);
    addProven(database);
  });
}

/** A store of a version before there were providers has no column for where an account is from. */
function addOrigin(database: DatabaseSync): void {
  const columns = database.prepare("PRAGMA table_info(account)").all();
  if (columns.some(({ name }) => name === "issuer")) return;
  database.exec("ALTER TABLE account ADD COLUMN issuer TEXT");
  database.exec("ALTER TABLE account ADD COLUMN subject TEXT");
}

/** In a store of a version before there were second persons a session was proven when it began. */
function addProven(database: DatabaseSync): void {
  const columns = database.prepare("PRAGMA table_info(session)").all();
  if (columns.some(({ name }) => name === "proven_us")) return;
  database.exec("ALTER TABLE session ADD COLUMN proven_us INTEGER");
}

/** Runs `act` as a whole or not at all. */
export function inTransaction<T>(database: DatabaseSync, act: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = act();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
