import { type CrashChoice, type DiskOperation, MemoryDisk, type WriteFate } from "@tocsin/sim";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { LOOK, numbered, openOn } from "./fixtures.ts";

const SEGMENT_BYTES = 1_200;
/** Some records' worth of zeros before the last record, to be written over: less than the segment and more than a commit. */
const RESERVED_BYTES = 700;

/** Zeros that a dropped write leaves are told from damage where they are at least so many. */
const HOLE_BYTES_MIN = 12;

interface PowerCut extends CrashChoice {
  /** Zeros left of the write that this choice tears or drops before one that it keeps; infinite where it keeps none. */
  readonly holeBytes: number;
}

/** Every way this test loses power at one moment: all prefixes of directory changes × fates of the unsynced writes. */
function* crashChoices(disk: MemoryDisk, tearStep: number): Generator<PowerCut> {
  const sizes = disk.unsyncedWrites;
  const fates: { write: (index: number) => WriteFate; holeBytes: number }[] = [];
  const add = (write: (index: number) => WriteFate, holeBytes = Infinity): void => {
    fates.push({ write, holeBytes });
  };
  add(() => "keep");
  add(() => "drop");
  sizes.forEach((size, torn) => {
    add((index) => (index === torn ? "drop" : "keep"), size);
    add((index) => (index === torn ? "keep" : "drop"));
    for (let keepBytes = 1; keepBytes < size; keepBytes += tearStep) {
      add((index) => (index === torn ? { keepBytes } : index < torn ? "keep" : "drop"));
      add((index) => (index === torn ? { keepBytes } : "keep"), size - keepBytes);
    }
  });
  for (let changes = 0; changes <= disk.unsyncedDirectoryChanges; changes += 1) {
    for (const fate of fates) yield { directoryChanges: changes, ...fate };
  }
}

/** Writes records with commits of varying size, and calls `atEach` before every operation of the disk. */
function writeWatched(
  disk: MemoryDisk,
  records: number,
  reservedBytes: number,
  note: (acknowledged: Map<number, string>) => void,
): void {
  const journal = openOn(disk, { segmentBytes: SEGMENT_BYTES, reservedBytes });
  const appended = new Map<number, string>();
  const acknowledged = new Map<number, string>();
  for (let number = 1; number <= records; number += 1) {
    const sequence = journal.append(LOOK, numbered(number)) ?? 0;
    appended.set(sequence, text(numbered(number)));
    if (number % 5 !== 0 && number % 7 !== 0) continue;
    if (!journal.awaitDurable(sequence, 0)) continue;
    for (const [known, payload] of appended) acknowledged.set(known, payload);
    note(acknowledged);
  }
}

const text = (payload: Uint8Array): string => Buffer.from(payload).toString("utf8");

export interface CrashTally {
  states: number;
  torn: number;
  /** Set aside though only a crash did it; no more than where the zeros are too few to tell. */
  quarantined: number;
}

/** Opens what a crash left, and checks that all that was acknowledged is there, and that writing goes on. */
function checkSurvivor(
  found: MemoryDisk,
  acknowledged: ReadonlyMap<number, string>,
  tally: CrashTally,
  holeBytes = Infinity,
): void {
  const before = verifyJournal(found);
  const journal = openOn(found, { segmentBytes: SEGMENT_BYTES });
  const { recovery } = journal;
  if (before.tornTail !== null && before.tornTail.bytes > 0) {
    if (recovery.tornTail === null && recovery.quarantined === null)
      throw new Error("torn tail missed");
    tally.torn += 1;
  }
  if (recovery.quarantined !== null) {
    if (holeBytes >= HOLE_BYTES_MIN) throw new Error("what a crash did is called damage");
    tally.quarantined += 1;
  } else if (!before.ok || (before.lastSequence ?? 0) !== recovery.lastSequence) {
    throw new Error(`what a start mends was called damage: ${JSON.stringify(before)}`);
  }
  const sequence = journal.append(RECORD_TYPES.tick, numbered(0)) ?? 0;
  if (!journal.awaitDurable(sequence, 0)) throw new Error("writing does not go on");
  const read = new Map<number, string>();
  for (const record of readJournal(found)) read.set(record.sequence, text(record.payload));
  for (const [known, payload] of acknowledged) {
    if (read.get(known) !== payload) throw new Error(`acknowledged record ${known} is lost`);
  }
  const report = verifyJournal(found);
  if (!report.chainOk) throw new Error(`the chain breaks: ${JSON.stringify(report.firstBad)}`);
  if (!report.ok && report.quarantined.length === 0)
    throw new Error(JSON.stringify(report.firstBad));
  if (report.tornTail !== null) throw new Error("a torn tail was left in place");
  if (report.gaps.some(({ wasDurable }) => wasDurable)) throw new Error("a gap is called damage");
  tally.states += 1;
}

/** Cuts the power before every operation of a run, in every way, and checks what is found; `fail` may break the disk. */
export function cutEverywhere(run: {
  readonly records: number;
  readonly tearStep: number;
  /** Whether room is prepared for records, as a post does it. */
  readonly reserves: boolean;
  readonly fail: (operation: DiskOperation, number: number) => void;
}): CrashTally {
  const tally: CrashTally = { states: 0, torn: 0, quarantined: 0 };
  let acknowledged: ReadonlyMap<number, string> = new Map();
  const disk = new MemoryDisk({
    maxWriteBytes: 400,
    before: (operation, number) => {
      for (const choice of crashChoices(disk, run.tearStep)) {
        checkSurvivor(disk.crash(choice), acknowledged, tally, choice.holeBytes);
        if (tally.states % 200 === 0)
          cutDuringRecovery(disk.crash(choice), acknowledged, tally, choice.holeBytes);
      }
      run.fail(operation, number);
    },
  });
  writeWatched(
    disk,
    run.records,
    run.reserves ? RESERVED_BYTES : 0,
    (known) => (acknowledged = new Map(known)),
  );
  return tally;
}

/** Loses power a second time, before each operation of the recovery from the first. */
function cutDuringRecovery(
  found: MemoryDisk,
  acknowledged: ReadonlyMap<number, string>,
  tally: CrashTally,
  holeBytes: number,
): void {
  let recovering = true;
  const again: MemoryDisk = found.crash(
    { write: () => "keep" },
    {
      before: () => {
        if (!recovering) return;
        for (let changes = 0; changes <= again.unsyncedDirectoryChanges; changes += 1) {
          for (const fate of ["keep", "drop"] as const) {
            const choice = { directoryChanges: changes, write: () => fate };
            checkSurvivor(again.crash(choice), acknowledged, tally, holeBytes);
          }
        }
      },
    },
  );
  openOn(again, { segmentBytes: SEGMENT_BYTES });
  recovering = false;
}
