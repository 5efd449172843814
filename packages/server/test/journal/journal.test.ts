import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES, type RecordType } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { json, LOOK, numbered, openOn, signer, smallJournal, VirtualTime } from "./fixtures.ts";

const OWN_TYPES: readonly number[] = [RECORD_TYPES.checkpoint, RECORD_TYPES.journal];
const recordArbitrary = fc.record({
  type: fc.constantFrom<RecordType>(RECORD_TYPES.look, RECORD_TYPES.tick, RECORD_TYPES.warning),
  payload: fc.uint8Array({ maxLength: 300 }),
});

describe("a journal", () => {
  it("that is not there is said so, and not made by looking", () => {
    const path = join(tmpdir(), "tocsin-no-journal-here");
    expect(() => [...readJournal(path)]).toThrow("There is no journal in");
    expect(() => verifyJournal(path)).toThrow("There is no journal in");
    expect(existsSync(path)).toBe(false);
  });

  it("gives back what was appended, over any segment size and any restarts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(recordArbitrary, { maxLength: 30 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (runs, segmentBytes) => {
          const disk = new MemoryDisk({ maxWriteBytes: 777 });
          for (const records of runs) {
            const journal = openOn(disk, { segmentBytes });
            for (const { type, payload } of records) {
              const sequence = journal.append(type, payload);
              expect(sequence).toBe(journal.lastSequence());
            }
            await journal.close();
          }
          const read = [...readJournal(disk)].filter(({ type }) => !OWN_TYPES.includes(type));
          expect(read.map(({ type, payload }) => ({ type, payload }))).toEqual(runs.flat());
          const report = verifyJournal(disk, { publicKey: signer.publicKey });
          expect(report).toMatchObject({ ok: true, chainOk: true, tornTail: null, gaps: [] });
        },
      ),
      { seed: 20211107, numRuns: 100 },
    );
  });

  it("reads from a sequence on, without the records before it", async () => {
    const disk = await smallJournal(200, 1_500);
    const all = [...readJournal(disk)].map(({ sequence }) => sequence);
    for (const from of [1, 2, 57, 200, 201, 500]) {
      const read = [...readJournal(disk, { from })].map(({ sequence }) => sequence);
      expect(read).toEqual(all.filter((sequence) => sequence >= from));
    }
  });

  it("can be read while it is written, to the last whole record", () => {
    const disk = new MemoryDisk();
    const journal = openOn(disk, { segmentBytes: 900 });
    const reader = readJournal(disk);
    for (let number = 1; number <= 50; number += 1) {
      const sequence = journal.append(LOOK, numbered(number)) ?? 0;
      expect(journal.awaitDurable(sequence, 0)).toBe(true);
      expect([...readJournal(disk)].at(-1)?.sequence).toBe(sequence);
    }
    expect([...reader]).toHaveLength(50);
  });

  it("signs a checkpoint after 1,000 records and after ten seconds", () => {
    const disk = new MemoryDisk();
    const time = new VirtualTime();
    const signed: number[] = [];
    const journal = openOn(disk, { time, onCheckpoint: ({ sequence }) => signed.push(sequence) });
    for (let number = 1; number <= 1_500; number += 1) journal.append(LOOK, numbered(number));
    time.advanceMs(10_000);
    journal.append(LOOK, numbered(1_501));
    expect(signed).toEqual([]);
    expect(journal.awaitDurable(journal.lastSequence(), 0)).toBe(true);
    expect(signed).toEqual([1_000, 1_502]);
    const report = verifyJournal(disk);
    expect(report).toMatchObject({ ok: true, checkpoints: 2, signedThrough: 1_502 });
  });

  it("holds its directory against a second writer", async () => {
    const disk = new MemoryDisk();
    const journal = openOn(disk);
    expect(() => openOn(disk)).toThrow(expect.objectContaining({ code: "JOURNAL_LOCKED" }));
    await journal.close();
    await openOn(disk).close();
  });

  it("takes a payload of 16 MiB and nothing larger", () => {
    const disk = new MemoryDisk();
    const journal = openOn(disk);
    const largest = new Uint8Array(16 * 1024 * 1024).fill(1);
    const sequence = journal.append(RECORD_TYPES.snapshot, largest) ?? 0;
    expect(journal.awaitDurable(sequence, 0)).toBe(true);
    expect([...readJournal(disk)][0]?.payload.length).toBe(largest.length);
    const larger = new Uint8Array(largest.length + 1);
    expect(() => journal.append(RECORD_TYPES.snapshot, larger)).toThrow("larger than its limit");
  });

  it("tells a journal signed by another key, and one cut off before what a witness holds", async () => {
    const disk = new MemoryDisk();
    const seen: { sequence: number; chain: string }[] = [];
    const journal = openOn(disk, { onCheckpoint: (checkpoint) => seen.push(checkpoint) });
    journal.append(LOOK, json({ a: 1 }));
    await journal.close();
    const wrong = verifyJournal(disk, { publicKey: "AAAA" });
    expect(wrong.firstBad?.reason).toBe("the checkpoint is signed with another key");
    const [witness] = seen;
    if (witness === undefined) throw new Error("no checkpoint was seen");
    expect(verifyJournal(disk, { witness }).ok).toBe(true);
    const cut = verifyJournal(disk, { witness: { ...witness, sequence: 3 } });
    expect(cut.firstBad?.reason).toBe("the witness holds a record that this journal does not");
  });
});
