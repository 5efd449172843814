import { diskError, MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { eraseRecords, recordedBefore } from "../../src/journal/erase-records.ts";
import { exportJsonLines } from "../../src/journal/export-json-lines.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { json, LOOK, openOn, START_US } from "./fixtures.ts";

const RECORDS = 60;

/** Looks and decisions in turn, a second apart, over several segments. */
async function recorded(disk: MemoryDisk): Promise<void> {
  const journal = openOn(disk, { segmentBytes: 2_000 });
  for (let second = 0; second < RECORDS; second += 1) {
    const receivedUs = START_US + second * 1_000_000;
    const type = second % 2 === 0 ? LOOK : RECORD_TYPES.decision;
    journal.append(type, json({ receivedUs, text: "someone's name" }));
  }
  await journal.close();
}

const oldLooks = recordedBefore(START_US + 30_000_000, [LOOK]);

describe("erasing records", () => {
  it("takes out old looks, keeps decisions and the chain, and makes the journal smaller", async () => {
    const disk = new MemoryDisk();
    await recorded(disk);
    const before = verifyJournal(disk);
    const { erased, rewritten, skipped } = eraseRecords(disk, oldLooks);
    expect({ erased, skipped }).toEqual({ erased: 15, skipped: [] });
    expect(rewritten.length).toBeGreaterThan(1);
    const after = verifyJournal(disk);
    expect(after).toMatchObject({ ok: true, erased: 15, chain: before.chain });
    expect(after.bytes).toBeLessThan(before.bytes);
    for (const { sequence, erased: gone, payload } of readJournal(disk)) {
      expect(gone).toBe(sequence <= 30 && sequence % 2 === 1);
      expect(payload.length === 0).toBe(gone);
    }
    expect([...exportJsonLines(disk)][0]).toBe('{"sequence":1,"type":"look","erased":true}');
    expect(eraseRecords(disk, oldLooks).erased).toBe(0);
    await openOn(disk).close();
  });

  it("leaves the old segment or the new one when it is cut short anywhere", async () => {
    const plain = new MemoryDisk();
    await recorded(plain);
    const start = plain.copy();
    const total = ((): number => {
      const copy = start.copy();
      eraseRecords(copy, oldLooks);
      return copy.operations;
    })();
    for (let failing = 1; failing <= total; failing += 1) {
      const disk = start.crash(
        { write: () => "keep" },
        {
          before: (_operation, number) => {
            if (number >= failing) throw diskError("EIO");
          },
        },
      );
      expect(() => eraseRecords(disk, oldLooks)).toThrow("EIO");
      for (const fate of ["keep", "drop"] as const) {
        const found = disk.crash({ write: () => fate });
        expect(verifyJournal(found)).toMatchObject({ ok: true, records: RECORDS + 1 });
        const left = eraseRecords(found, oldLooks);
        expect(left.skipped).toEqual([]);
        expect(verifyJournal(found)).toMatchObject({ ok: true, erased: 15 });
      }
    }
  });
});
