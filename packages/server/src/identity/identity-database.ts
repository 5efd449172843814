import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Everything of identity lies in a folder of its own below the data directory, for its owner's eyes only. */
export const identityFolder = (dataDir: string): string => join(dataDir, "identity");
const FILE = "identity.db";
export const identityDatabaseFile = (dataDir: string): string =>
  join(identityFolder(dataDir), FILE);
/** Another process may hold it for so long. */
const BUSY_MS = 2_000;

/**
 * Two kinds of tables. What the journal tells (account, device_key, service_token, applied) can be made from it again. What it must not tell
 * (password, passkey, session, link, service_secret, and what else is a secret) lives here only.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS applied (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, disabled INTEGER NOT NULL
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
  const path = identityDatabaseFile(dataDir);
  try {
    return { database: open(path), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const setAside = freeName(`${path}.damaged`);
    renameSync(path, setAside);
    return { database: open(path), setAside };
  }
}

function open(path: string): DatabaseSync {
  // SQLite would make it readable for others, as far as the umask lets it.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
    );
    database.exec(SCHEMA);
    addOrigin(database);
    addProven(database);
    const [check] = database.prepare("PRAGMA quick_check(1)").all();
    if (check?.["quick_check"] !== "ok") throw new DamagedError();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
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

class DamagedError extends Error {}

/** SQLITE_CORRUPT and SQLITE_NOTADB; anything else, such as a full disk, is no reason to set a file aside. */
const DAMAGE_CODES: ReadonlySet<unknown> = new Set([11, 26]);
const isDamage = (error: unknown): boolean =>
  error instanceof DamagedError ||
  (error instanceof Error && "errcode" in error && DAMAGE_CODES.has(error.errcode));

function freeName(path: string): string {
  for (let number = 1; ; number++) {
    const candidate = `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
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
