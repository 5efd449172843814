import type { DatabaseSync } from "node:sqlite";
import type { Disk } from "@tocsin/sdk";
import { eraseRecords, type ErasureReport } from "../journal/erase-records.ts";
import type { JournalRecord } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { listSegments } from "../journal/segment-name.ts";
import { decodeObservation } from "../observations/observation-record.ts";
import { namedInProposal } from "../operators/proposal-record.ts";
import { decodeIdentityRecord } from "./identity-record.ts";

/** Erasures that were ordered and have not reached every record yet. */
interface Pending {
  readonly ids: ReadonlySet<string>;
  readonly withReports: ReadonlySet<string>;
}

/**
 * Takes the payloads of erased accounts' records out of the segments that are closed: what they were called, where they signed in from
 * and, where it was ordered, what they reported. What lies in the open segment goes when that is closed; until then the order stays.
 * In the process that holds the journal's lock. null where nothing is ordered.
 */
export function eraseAccounts(database: DatabaseSync, disk: Disk): ErasureReport | null {
  const pending = pendingOf(database);
  if (pending.ids.size === 0) return null;
  const report = eraseRecords(disk, (record) => isOf(record, pending));
  const open = listSegments(disk.list()).at(-1);
  if (open !== undefined && report.skipped.length === 0)
    database
      .prepare("UPDATE erased_account SET done = 1 WHERE sequence <= ?")
      .run(open.firstSequence);
  return report;
}

function pendingOf(database: DatabaseSync): Pending {
  const rows = database.prepare("SELECT id, with_reports FROM erased_account WHERE done = 0").all();
  const idOf = (row: Readonly<Record<string, unknown>>): string => String(row["id"]);
  return {
    ids: new Set(rows.map(idOf)),
    withReports: new Set(rows.filter((row) => row["with_reports"] === 1).map(idOf)),
  };
}

function isOf({ type, payload }: JournalRecord, { ids, withReports }: Pending): boolean {
  if (type === RECORD_TYPES.observation) {
    const observer = decodeObservation(type, payload)?.observer;
    return observer?.kind === "account" && withReports.has(observer.id);
  }
  const named = namedInProposal(type, payload);
  if (named !== null) return ids.has(named);
  const record = decodeIdentityRecord(type, payload);
  if (record?.kind === "account") return record.change !== "erased" && ids.has(record.account.id);
  if (record?.kind === "access") return record.accountId !== null && ids.has(record.accountId);
  return false;
}
