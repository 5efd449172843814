import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ListedObservation, ObservationAnswer, Observer, ObserverCounts } from "@tocsin/sdk";
import { decodeIdentityRecord } from "../identity/identity-record.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeObservation, type ObservationRecord } from "./observation-record.ts";

const FILE = "observations.db";
/** Reports that are remembered, so that none is taken twice; the oldest are forgotten beyond. */
export const OBSERVATIONS_KEPT_MAX = 100_000;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS applied (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS observation (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, observer TEXT NOT NULL, sequence INTEGER NOT NULL, report TEXT NOT NULL,
    outcome TEXT NOT NULL, withdrawn_us INTEGER, verdict TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS observation_observer ON observation (kind, observer);
  CREATE INDEX IF NOT EXISTS observation_sequence ON observation (sequence);
`;

/** What the journal tells of reports, for whoever asks again: a view, made anew from the journal where it is lost. */
export class ObservationStore {
  readonly #database: DatabaseSync;

  constructor(folder: string, journalDirectory: string, lastSequence: number) {
    this.#database = openOrAnew(join(folder, FILE));
    this.#catchUp(journalDirectory, lastSequence);
  }

  answer(id: string): (ObservationAnswer & { readonly observer: Observer }) | null {
    const row = this.#database.prepare("SELECT * FROM observation WHERE id = ?").get(id);
    return row === undefined ? null : listed(row);
  }

  counts({ kind, id }: Observer): ObserverCounts {
    const rows = this.#database
      .prepare(
        "SELECT verdict, COUNT(*) AS n FROM observation WHERE kind = ? AND observer = ? AND withdrawn_us IS NULL AND verdict IS NOT NULL GROUP BY verdict",
      )
      .all(kind, id);
    const of = (verdict: keyof ObserverCounts): number =>
      Number(rows.find((row) => row["verdict"] === verdict)?.["n"] ?? 0);
    return { agreed: of("agreed"), disagreed: of("disagreed"), undecided: of("undecided") };
  }

  /** The latest, newest first. */
  latest(most: number): readonly (Omit<ListedObservation, "observer" | "extent"> & {
    readonly observer: Observer;
  })[] {
    return this.#database
      .prepare("SELECT * FROM observation ORDER BY sequence DESC LIMIT ?")
      .all(most)
      .map(listed);
  }

  /** Takes in a record as the journal has it under `sequence`. */
  apply(record: ObservationRecord, sequence: number): void {
    this.#apply(record, sequence);
    this.#setApplied(sequence);
  }

  forget({ kind, id }: Observer): void {
    this.#database.prepare("DELETE FROM observation WHERE kind = ? AND observer = ?").run(kind, id);
  }

  close(): void {
    this.#database.close();
  }

  #catchUp(journalDirectory: string, lastSequence: number): void {
    const row = this.#database.prepare("SELECT sequence FROM applied").get();
    const applied = Number(row?.["sequence"] ?? 0);
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      if (applied > lastSequence) this.#database.exec("DELETE FROM observation");
      const from = applied > lastSequence ? 1 : applied + 1;
      for (const { type, payload, sequence } of lastSequence < from
        ? []
        : readJournal(journalDirectory, { from, types: isWanted })) {
        const record = decodeObservation(type, payload);
        if (record !== null) this.#apply(record, sequence);
        const person = type === RECORD_TYPES.account ? decodeIdentityRecord(type, payload) : null;
        if (person?.kind === "account" && person.withReports === true)
          this.forget({ kind: "account", id: person.account.id });
      }
      this.#setApplied(lastSequence);
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #apply(record: ObservationRecord, sequence: number): void {
    switch (record.change) {
      case "received": {
        const { report, observer, outcome } = record;
        this.#database
          .prepare("INSERT OR IGNORE INTO observation VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)")
          .run(
            report.id,
            observer.kind,
            observer.id,
            sequence,
            JSON.stringify(report),
            JSON.stringify(outcome),
          );
        this.#database
          .prepare(
            "DELETE FROM observation WHERE sequence <= (SELECT sequence FROM observation ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
          )
          .run(OBSERVATIONS_KEPT_MAX);
        break;
      }
      case "withdrawn":
        this.#database
          .prepare("UPDATE observation SET withdrawn_us = ? WHERE id = ?")
          .run(record.timeUs, record.id);
        break;
      case "judged":
        this.#database
          .prepare("UPDATE observation SET verdict = ? WHERE id = ?")
          .run(record.verdict, record.id);
        break;
    }
  }

  #setApplied(sequence: number): void {
    this.#database
      .prepare(
        "INSERT INTO applied (only, sequence) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET sequence = excluded.sequence",
      )
      .run(sequence);
  }
}

function openOrAnew(path: string): DatabaseSync {
  try {
    return open(path);
  } catch {
    // Nothing is in it that the journal does not hold.
    for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
    return open(path);
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 2_000 });
  try {
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const isWanted = (type: number): boolean =>
  type === RECORD_TYPES.observation || type === RECORD_TYPES.account;

type Row = Readonly<Record<string, unknown>>;

function listed(
  row: Row,
): Omit<ListedObservation, "observer" | "extent"> & { readonly observer: Observer } {
  const { withdrawn_us: withdrawnUs, verdict } = row;
  return {
    id: String(row["id"]),
    sequence: Number(row["sequence"]),
    observer: { kind: row["kind"] as Observer["kind"], id: String(row["observer"]) },
    report: JSON.parse(String(row["report"])) as ListedObservation["report"],
    outcome: JSON.parse(String(row["outcome"])) as ListedObservation["outcome"],
    withdrawnUs: withdrawnUs === null ? null : Number(withdrawnUs),
    verdict: verdict === null ? null : (verdict as keyof ObserverCounts),
  };
}
