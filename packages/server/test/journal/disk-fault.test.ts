import { diskError, MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { json, LOOK, numbered, openOn, VirtualTime } from "./fixtures.ts";

const SEGMENT_BYTES = 1_000;
const RECORDS = 40;

interface Outcome {
  readonly acknowledged: Map<number, string>;
  readonly faults: string[];
  readonly opened: boolean;
}

/** Writes records with a sync after every third, on a disk that may fail, and notes what was called durable. */
function writeOn(disk: MemoryDisk): Outcome {
  const acknowledged = new Map<number, string>();
  const pending = new Map<number, string>();
  let journal: ReturnType<typeof openOn>;
  try {
    journal = openOn(disk, { segmentBytes: SEGMENT_BYTES });
  } catch {
    return { acknowledged, faults: [], opened: false };
  }
  for (let number = 1; number <= RECORDS; number += 1) {
    const payload = numbered(number);
    const sequence = journal.append(LOOK, payload) ?? 0;
    pending.set(sequence, Buffer.from(payload).toString());
    if (number % 3 !== 0 || !journal.awaitDurable(sequence, 0)) continue;
    for (const [known, text] of pending) acknowledged.set(known, text);
    pending.clear();
  }
  return { acknowledged, faults: journal.faults().map(({ code }) => code), opened: true };
}

/** What is on the medium itself, as after a power cut that took everything unsynced. */
function expectOnMedium(disk: MemoryDisk, acknowledged: ReadonlyMap<number, string>): void {
  const found = disk.crash({ directoryChanges: 0, write: () => "drop" });
  const read = new Map<number, string>();
  for (const { sequence, payload } of readJournal(found)) {
    read.set(sequence, Buffer.from(payload).toString());
  }
  for (const [sequence, text] of acknowledged) expect(read.get(sequence)).toBe(text);
  expect(verifyJournal(found)).toMatchObject({ ok: true, chainOk: true, gaps: [] });
}

describe.each(["EIO", "ENOSPC"] as const)("%s", (code) => {
  it("once, at any operation, delays the record and loses nothing", () => {
    const plain = new MemoryDisk();
    writeOn(plain);
    for (let failing = 1; failing <= plain.operations; failing += 1) {
      const disk = new MemoryDisk({
        before: (_operation, number) => {
          if (number === failing) throw diskError(code);
        },
      });
      const { acknowledged, faults } = writeOn(disk);
      expect(acknowledged.size).toBeGreaterThanOrEqual(RECORDS - 4);
      expect(faults).toContain("JOURNAL_DISK_FAILED");
      expectOnMedium(disk, acknowledged);
    }
  });

  it("from any operation on for good: nothing more is called durable", () => {
    const plain = new MemoryDisk();
    writeOn(plain);
    for (let failing = 1; failing <= plain.operations; failing += 1) {
      const disk = new MemoryDisk({
        before: (_operation, number) => {
          if (number >= failing) throw diskError(code);
        },
      });
      const { acknowledged, faults } = writeOn(disk);
      expect(faults).toContain("JOURNAL_DISK_FAILED");
      expectOnMedium(disk, acknowledged);
    }
  });

  it("for a while: everything is durable once the disk works again, and the fault is over", () => {
    let broken = false;
    const disk = new MemoryDisk({
      before: () => {
        if (broken) throw diskError(code);
      },
    });
    const journal = openOn(disk, { segmentBytes: SEGMENT_BYTES });
    for (let number = 1; number <= 300; number += 1) {
      broken = number % 100 > 30;
      const sequence = journal.append(LOOK, numbered(number)) ?? 0;
      expect(sequence).toBe(number);
      expect(journal.awaitDurable(sequence, 0)).toBe(!broken);
      expect(journal.faults().some(({ active }) => active)).toBe(broken);
    }
    broken = false;
    expect(journal.awaitDurable(300, 0)).toBe(true);
    expectOnMedium(disk, new Map());
    expect([...readJournal(disk)]).toHaveLength(300);
    expect(verifyJournal(disk)).toMatchObject({ ok: true, chainOk: true });
  });
});

describe("a disk that works no more", () => {
  it("makes records be refused at the limit, counted, shown and afterwards recorded", () => {
    let broken = true;
    const disk = new MemoryDisk({
      before: () => {
        if (broken) throw diskError("ENOSPC");
      },
    });
    const journal = openOn(disk, { pendingBytes: 10_000 });
    const payload = json({ text: "y".repeat(400) });
    const taken = Array.from({ length: 40 }, () => journal.append(LOOK, payload));
    const refused = taken.filter((sequence) => sequence === null).length;
    expect(refused).toBeGreaterThan(10);
    const full = journal.faults().find(({ code }) => code === "JOURNAL_FULL");
    expect(full).toMatchObject({ active: true, count: refused });
    broken = false;
    const sequence = journal.append(LOOK, payload) ?? 0;
    expect(journal.awaitDurable(sequence + 1, 0)).toBe(true);
    expect(journal.faults().every(({ active }) => !active)).toBe(true);
    const last = [...readJournal(disk)].at(-1);
    const note = Buffer.from(last?.payload ?? []).toString();
    expect(note).toContain(`${refused} records refused`);
  });
});

describe("a slow sync", () => {
  it("is told as not durable in time, by virtual time", () => {
    const time = new VirtualTime();
    let syncMs = 300;
    const disk = new MemoryDisk({
      before: (operation) => {
        if (operation === "sync") time.advanceMs(syncMs);
      },
    });
    const journal = openOn(disk, { time });
    const sequence = journal.append(LOOK, numbered(1)) ?? 0;
    expect(journal.awaitDurable(sequence, 50)).toBe(false);
    syncMs = 1;
    const next = journal.append(LOOK, numbered(2)) ?? 0;
    expect(journal.awaitDurable(next, 50)).toBe(true);
  });
});
