import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { decodeIdentityRecord, isIdentityType } from "../identity/identity-record.ts";
import { identityDatabaseFile } from "../identity/identity-database.ts";
import { readJournal } from "../journal/read-journal.ts";
import type { KnownKey } from "./key-book.ts";

/**
 * The keys of devices, as a post finds them on its disk: from the view of accounts, and from the journal what came after
 * that. Calls `found` with what the view has, at once, and then with everything; a journal may take long to read.
 */
export function readDeviceKeys(
  places: {
    readonly dataDir: string;
    readonly journalDirectory: string;
    readonly lastSequence: number;
  },
  found: (keys: readonly KnownKey[]) => void,
): void {
  const { journalDirectory, lastSequence } = places;
  const view = readView(places.dataDir);
  // A view of another journal tells nothing of this one.
  const isOurs = view.applied <= lastSequence;
  const keys = new Map((isOurs ? view.keys : []).map((key) => [key.id, key]));
  found([...keys.values()]);
  const from = isOurs ? view.applied + 1 : 1;
  if (lastSequence < from) return;
  for (const { type, payload } of readJournal(journalDirectory, { from })) {
    if (!isIdentityType(type)) continue;
    const record = decodeIdentityRecord(type, payload);
    if (record?.kind === "key")
      keys.set(record.key.id, { ...record.key, revoked: record.change === "revoked" });
  }
  found([...keys.values()]);
}

function readView(dataDir: string): {
  readonly keys: readonly KnownKey[];
  readonly applied: number;
} {
  const path = identityDatabaseFile(dataDir);
  if (!existsSync(path)) return { keys: [], applied: 0 };
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      const keys = database.prepare("SELECT * FROM device_key").all().map(keyOf);
      const row = database.prepare("SELECT sequence FROM applied").get();
      return { keys, applied: Number(row?.["sequence"] ?? 0) };
    } finally {
      database.close();
    }
  } catch {
    // Damaged, or not made yet: identity says so, and the journal has everything.
    return { keys: [], applied: 0 };
  }
}

const keyOf = (row: Readonly<Record<string, unknown>>): KnownKey => ({
  id: String(row["id"]),
  kind: String(row["kind"]) as KnownKey["kind"],
  subject: String(row["subject"]),
  publicKey: String(row["public_key"]),
  revoked: row["revoked"] === 1,
});
