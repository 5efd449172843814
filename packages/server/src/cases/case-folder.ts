import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { type CaseReadings, type CaseState, replayCase } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { openJournalInline } from "../journal/inline-journal.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { listSegments } from "../journal/segment-name.ts";
import { openSigningKey } from "../journal/signing-key.ts";
import { decodeCaseRecord, encodeCaseRecord } from "./case-record.ts";
import { holdCase } from "./hold-case.ts";
import { makeFolder } from "./make-folder.ts";
import { recordingPath } from "./recording/recording-paths.ts";
import { SystemClock } from "../pipeline/system-clock.ts";

/** A person at a terminal waits for the disk. */
const DISK_WAIT_MS = 10_000;

/** The journal of a case, of the same form as a post's: chained, signed, verified by the same tools. */
export const caseJournal = (folder: string): string => join(folder, "journal");

/** Where an account's text lies, by its own hash. */
export const accountPath = (folder: string, sha256: string): string =>
  join(folder, "accounts", `${sha256}.txt`);

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Makes a folder for a case. Nothing that is there already is written over. */
export async function createCase(folder: string, title: string, by: string): Promise<void> {
  makeFolder(join(folder, "accounts"));
  await holdCase(folder, async () => {
    if (isCase(folder)) throw new TocsinError("CASE_EXISTS", { path: folder });
    await appendActions(folder, [{ kind: "case", title, by, at: new Date(nowMs()).toISOString() }]);
  });
}

export function isCase(folder: string): boolean {
  const journal = caseJournal(folder);
  return existsSync(journal) && listSegments(readdirSync(journal)).length > 0;
}

/**
 * Everything that was done in a case, in order; up to and with a record where one is named. Throws where a record cannot be read: what was decided
 * there would be gone without a word, and what is added behind it would set the others aside.
 */
export function readActions(
  folder: string,
  through: number = Number.POSITIVE_INFINITY,
): readonly CaseAction[] {
  if (!isCase(folder)) throw new TocsinError("CASE_NOT_FOUND", { path: folder });
  const actions: CaseAction[] = [];
  let last = 0;
  for (const { type, payload, sequence } of readJournal(caseJournal(folder))) {
    if (sequence !== last + 1)
      throw new TocsinError("CASE_CORRUPT", {
        path: folder,
        detail: `record ${last + 1} of its journal cannot be read`,
      });
    last = sequence;
    if (sequence > through) break;
    const action = decodeCaseRecord(type, payload);
    if (action !== null) actions.push(action);
  }
  return actions;
}

/**
 * The case as it stands, or as it stood after the record `through`, or as it would stand once `pending` were done too. Throws where a text is missing
 * or is not the one that was added. Who opens it again and again keeps `readings`.
 */
export function openCase(
  folder: string,
  {
    readings,
    through,
    pending = [],
  }: {
    readonly readings?: CaseReadings;
    readonly through?: number;
    readonly pending?: readonly CaseAction[];
  } = {},
): CaseState {
  const textOf = (sha256: string): string =>
    existsSync(recordingPath(folder, sha256))
      ? readKept(folder, recordingPath(folder, sha256), sha256)
      : readAccountText(folder, sha256);
  return replayCase([...readActions(folder, through), ...pending], textOf, readings);
}

export const readAccountText = (folder: string, sha256: string): string =>
  readKept(folder, accountPath(folder, sha256), sha256);

function readKept(folder: string, path: string, sha256: string): string {
  if (!existsSync(path))
    throw new TocsinError("CASE_CORRUPT", { path: folder, detail: `${path} is missing` });
  const bytes = readFileSync(path);
  if (sha256Of(bytes) !== sha256)
    throw new TocsinError("CASE_CORRUPT", {
      path: folder,
      detail: `${path} is not the text that was added`,
    });
  return bytes.toString("utf8");
}

/** Adds actions, each durable before the next; an invalid one is added not at all. */
export async function appendActions(folder: string, actions: readonly CaseAction[]): Promise<void> {
  const directory = caseJournal(folder);
  const signer = openSigningKey(directory);
  const journal = openJournalInline(openNodeDisk(directory), {
    signer,
    nowUs: () => nowMs() * 1000,
  });
  try {
    for (const action of actions) {
      const payload = encodeCaseRecord(action);
      const sequence = journal.append(RECORD_TYPES.case, payload);
      if (sequence === null || !journal.awaitDurable(sequence, DISK_WAIT_MS))
        throw new TocsinError("CASE_NOT_WRITTEN", { path: folder });
    }
  } finally {
    await journal.close();
  }
}

/** Keeps a text under its hash and says it; the same text is kept once. */
export function keepText(folder: string, text: string): string {
  const bytes = Buffer.from(text, "utf8");
  const sha256 = sha256Of(bytes);
  const path = accountPath(folder, sha256);
  makeFolder(join(folder, "accounts"));
  if (!existsSync(path)) writeFileSync(path, bytes, { flag: "wx" });
  return sha256;
}

const clock = new SystemClock();

/** Milliseconds of the wall clock. */
export const nowMs = (): number => clock.nowUs() / 1000;
