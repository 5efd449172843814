import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Mode } from "@tocsin/core";
import { identityFolder } from "../../identity/identity-database.ts";
import type { PushSubscription } from "./push-endpoint.ts";

const BUSY_MS = 2_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS subscription (
    endpoint TEXT PRIMARY KEY, p256dh BLOB NOT NULL, auth BLOB NOT NULL, proven INTEGER NOT NULL
  ) STRICT;
`;

interface Kept extends PushSubscription {
  /** Whether its push service ever took a message for it. */
  proven: boolean;
}

/**
 * The browsers that want to be told while their page is closed: an address at a push service and two keys each, no name, no place, no
 * time. In a file of its own for each mode, outside the journal, so that what is taken out is gone. In memory too: a warning waits for no disk.
 */
export class SubscriptionStore {
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  /** A file that could not be read and was put aside: phones come again when their page is opened. */
  readonly setAside: string | null;

  constructor(dataDir: string, mode: Mode, most: number) {
    this.#most = most;
    const folder = identityFolder(dataDir);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { database, setAside } = openOrBegin(join(folder, `push-${mode}.db`));
    this.#database = database;
    this.setAside = setAside;
    this.#put = database.prepare(
      "INSERT INTO subscription VALUES (?, ?, ?, ?) ON CONFLICT (endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth, proven = excluded.proven",
    );
    this.#drop = database.prepare("DELETE FROM subscription WHERE endpoint = ?");
    const rows = database.prepare("SELECT endpoint, p256dh, auth, proven FROM subscription").all();
    for (const { endpoint, p256dh, auth, proven } of rows) {
      const [point, secret] = [p256dh as Uint8Array, auth as Uint8Array];
      const kept = {
        endpoint: String(endpoint),
        p256dh: point,
        auth: secret,
        proven: proven === 1,
      };
      this.#kept.set(kept.endpoint, kept);
    }
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Who was reached before stands first, in a row that begins elsewhere each time, so that nobody is always the last. */
  all(): readonly PushSubscription[] {
    const [first] = this.#kept.keys();
    const moved = first === undefined ? undefined : this.#kept.get(first);
    if (moved !== undefined) {
      this.#kept.delete(moved.endpoint);
      this.#kept.set(moved.endpoint, moved);
    }
    const kept = [...this.#kept.values()];
    return [...kept.filter(({ proven }) => proven), ...kept.filter(({ proven }) => !proven)];
  }

  /** False where there is no room: who was never reached makes room, who was does not. The same browser stands once. */
  add(subscription: PushSubscription): boolean {
    const before = this.#kept.get(subscription.endpoint);
    if (before === undefined && this.#kept.size >= this.#most) {
      const unproven = [...this.#kept.values()].find(({ proven }) => !proven);
      if (unproven === undefined) return false;
      this.remove(unproven.endpoint);
    }
    const proven =
      before !== undefined &&
      Buffer.compare(before.p256dh, subscription.p256dh) === 0 &&
      Buffer.compare(before.auth, subscription.auth) === 0 &&
      before.proven;
    this.#keep({ ...subscription, proven });
    return true;
  }

  isProven(endpoint: string): boolean {
    return this.#kept.get(endpoint)?.proven === true;
  }

  prove(endpoint: string): void {
    const kept = this.#kept.get(endpoint);
    if (kept !== undefined && !kept.proven) this.#keep({ ...kept, proven: true });
  }

  remove(endpoint: string): void {
    if (this.#kept.delete(endpoint)) this.#drop.run(endpoint);
  }

  close(): void {
    this.#database.close();
  }

  #keep(kept: Kept): void {
    this.#kept.set(kept.endpoint, kept);
    this.#put.run(kept.endpoint, kept.p256dh, kept.auth, kept.proven ? 1 : 0);
  }
}

function openOrBegin(path: string): {
  readonly database: DatabaseSync;
  readonly setAside: string | null;
} {
  try {
    return { database: open(path), setAside: null };
  } catch {
    const setAside = `${path}.damaged`;
    rmSync(setAside, { force: true });
    for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
    if (existsSync(path)) renameSync(path, setAside);
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
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
