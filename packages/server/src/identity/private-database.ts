import { chmodSync, closeSync, existsSync, openSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Another process may hold it for so long. */
const BUSY_MS = 2_000;

/**
 * Opens a database of what only its owner may read, mode 0600, made where there is none, in which what is deleted is overwritten. `prepare`
 * makes its tables. A damaged one is set aside, and one that is empty stands in its place: `setAside` names the damaged file. Throws where the
 * disk is what fails, such as a full one: what lies there may be whole.
 */
export function openPrivateDatabase(
  path: string,
  prepare: (database: DatabaseSync) => void,
): { readonly database: DatabaseSync; readonly setAside: string | null } {
  try {
    return { database: open(path, prepare), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const setAside = freeName(`${path}.damaged`);
    // Left where it is, SQLite would take the log of the damaged one for that of the new one.
    for (const end of ["-wal", "-shm"])
      if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${setAside}${end}`);
    renameSync(path, setAside);
    return { database: open(path, prepare), setAside };
  }
}

function open(path: string, prepare: (database: DatabaseSync) => void): DatabaseSync {
  // SQLite would make it readable for others, as far as the umask lets it.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
    );
    prepare(database);
    const [check] = database.prepare("PRAGMA quick_check(1)").all();
    if (check?.["quick_check"] !== "ok") throw new DamagedError();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
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
