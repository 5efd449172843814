import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { DiskLock } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";

const LOCK_FILE = "journal.lock";
const HOLDER_FILE = "journal.lock.holder";
/** Held here, since a database that nobody refers to is collected some day, and its lock goes with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes a directory if need be, and takes it for this process alone. The lock is the operating system's, by way of SQLite's exclusive lock on
 * an empty file: it ends with the process however that dies, so there is no stale lock to judge and no reused process
 * number to be fooled by. The holder file is only for the message to a person.
 */
export function lockDirectory(directory: string): DiskLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const holderPath = join(directory, HOLDER_FILE);
  const database = new DatabaseSync(join(directory, LOCK_FILE), { timeout: 0 });
  try {
    // Without this SQLite wants a file of its own beside ours, and nothing could be locked on a full disk.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new TocsinError("JOURNAL_LOCKED", { path: directory, pid: readHolder(holderPath) });
  }
  try {
    writeFileSync(holderPath, `${process.pid}\n`, { mode: 0o600 });
  } catch {
    // A full or failing disk: the lock holds without the file, only the message to the next one is poorer.
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;

function readHolder(path: string): string {
  try {
    return readFileSync(path, "utf8").trim().slice(0, 20) || "(unknown)";
  } catch {
    return "(unknown)";
  }
}
