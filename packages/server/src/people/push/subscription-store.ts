import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Mode } from "@tocsin/core";
import { identityFolder } from "../../identity/identity-database.ts";
import { openPrivateDatabase } from "../../identity/private-database.ts";
import type { PushSubscription } from "./push-endpoint.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS subscription (
    endpoint TEXT PRIMARY KEY, p256dh BLOB NOT NULL, auth BLOB NOT NULL, proven INTEGER NOT NULL
  ) STRICT;
`;
const PUT =
  "INSERT INTO subscription VALUES (?, ?, ?, ?) ON CONFLICT (endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth, proven = excluded.proven";
const DROP = "DELETE FROM subscription WHERE endpoint = ?";

/** Writes, and leaves nothing behind. */
const TRY =
  "BEGIN; INSERT INTO subscription VALUES ('', x'', x'', 0); DELETE FROM subscription WHERE endpoint = ''; COMMIT";

interface Kept extends PushSubscription {
  /** Whether its push service ever took a message for it. */
  readonly proven: boolean;
}

/** Takes what is wrong with the file; what `lasts` until it is `over: …`. */
export type StoreTrouble = (detail: string, lasts?: boolean) => void;

/**
 * The browsers that want to be told while their page is closed: an address at a push service and two keys each, no name, no place, no
 * time. In a file of its own for each mode, outside the journal, so that what is taken out is gone. In memory too: a warning waits for no disk,
 * and one that fails keeps nobody who is known from being told. Only whoever comes new is not taken while it does.
 */
export class SubscriptionStore {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #trouble: StoreTrouble;
  /** null where it could not be opened, and once it is closed. */
  #database: DatabaseSync | null;
  /** Of those that were kept: what the disk has not learnt of them. */
  readonly #unwritten = new Set<string>();
  #isFailing = false;

  constructor(options: {
    readonly dataDir: string;
    readonly mode: Mode;
    readonly most: number;
    readonly trouble: StoreTrouble;
  }) {
    this.#most = options.most;
    this.#trouble = options.trouble;
    this.#database = this.#open(identityFolder(options.dataDir), `push-${options.mode}.db`);
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

  /**
   * False where there is no room: who was never reached makes room, who was does not. And where the disk cannot keep it: nobody is to rely on
   * what a restart forgets. The same browser stands once.
   */
  add(subscription: PushSubscription): boolean {
    const { endpoint } = subscription;
    const before = this.#kept.get(endpoint);
    if (before !== undefined && isSame(before, subscription)) return true;
    if (before === undefined && this.#kept.size >= this.#most) {
      const unproven = [...this.#kept.values()].find(({ proven }) => !proven);
      if (unproven === undefined) return false;
      this.remove(unproven.endpoint);
    }
    this.#kept.set(endpoint, { ...subscription, proven: false });
    if (this.#write(endpoint)) return true;
    if (before === undefined) this.#kept.delete(endpoint);
    else this.#kept.set(endpoint, before);
    return false;
  }

  isProven(endpoint: string): boolean {
    return this.#kept.get(endpoint)?.proven === true;
  }

  prove(endpoint: string): void {
    const kept = this.#kept.get(endpoint);
    if (kept === undefined || kept.proven) return;
    this.#kept.set(endpoint, { ...kept, proven: true });
    if (!this.#write(endpoint)) this.#unwritten.add(endpoint);
  }

  remove(endpoint: string): void {
    if (this.#kept.delete(endpoint) && !this.#write(endpoint)) this.#unwritten.add(endpoint);
  }

  /** Looks whether a disk that failed is well again, so that nobody has to come before that is known. To be called now and then. */
  retry(): void {
    if (this.#isFailing) this.#write();
  }

  close(): void {
    this.#database?.close();
    this.#database = null;
  }

  #open(folder: string, file: string): DatabaseSync | null {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { database, setAside } = openPrivateDatabase(join(folder, file), (opened) =>
        opened.exec(SCHEMA),
      );
      if (setAside !== null) this.#trouble(`phones to push to could not be read: ${setAside}`);
      const rows = database
        .prepare("SELECT endpoint, p256dh, auth, proven FROM subscription")
        .all();
      for (const { endpoint, p256dh, auth, proven } of rows)
        this.#kept.set(String(endpoint), {
          endpoint: String(endpoint),
          p256dh: p256dh as Uint8Array,
          auth: auth as Uint8Array,
          proven: proven === 1,
        });
      return database;
    } catch (error) {
      this.#trouble(`phones to push to could not be read: ${messageOf(error)}`, true);
      return null;
    }
  }

  /** Writes what is kept of one, if one is named, after what is unwritten of others. Whether it is on the disk now; never throws. */
  #write(endpoint?: string): boolean {
    const database = this.#database;
    if (database === null) return false;
    try {
      if (endpoint === undefined) database.exec(TRY);
      const wanted = endpoint === undefined ? [] : [endpoint];
      for (const each of [...this.#unwritten, ...wanted]) this.#writeOne(database, each);
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      if (!this.#isFailing)
        this.#trouble(`phones to push to cannot be kept on the disk: ${messageOf(error)}`, true);
      this.#isFailing = true;
      return false;
    }
    this.#unwritten.clear();
    if (this.#isFailing) this.#trouble("over: phones to push to are kept on the disk again");
    this.#isFailing = false;
    return true;
  }

  #writeOne(database: DatabaseSync, endpoint: string): void {
    const kept = this.#kept.get(endpoint);
    if (kept === undefined) database.prepare(DROP).run(endpoint);
    else database.prepare(PUT).run(endpoint, kept.p256dh, kept.auth, kept.proven ? 1 : 0);
  }
}

const isSame = (a: PushSubscription, b: PushSubscription): boolean =>
  Buffer.compare(a.p256dh, b.p256dh) === 0 && Buffer.compare(a.auth, b.auth) === 0;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
