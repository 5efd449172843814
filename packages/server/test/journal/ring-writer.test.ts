import { diskError, MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { JournalWriter } from "../../src/journal/journal-writer.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RingWriter } from "../../src/journal/ring-writer.ts";
import { makeRingMemory, SharedRing } from "../../src/journal/shared-ring.ts";
import { LOOK, numbered, signer } from "./fixtures.ts";

const RECORDS = 50;

/** Runs the writer's loop over a ring with some records, to its end, on a disk that fails from an operation on. */
function runOn(disk: MemoryDisk): { complete: boolean; durable: number } {
  const ring = new SharedRing(makeRingMemory(100_000));
  for (let sequence = 1; sequence <= RECORDS; sequence += 1) {
    ring.push({ sequence, type: LOOK, timeUs: 1, payload: numbered(sequence) });
  }
  ring.requestClose();
  const writer = JournalWriter.open({ disk, signer, segmentBytes: 1_000 });
  const options = { groupCommitMs: 0, retryMs: 0, nowMs: () => 0, onDiskWorks: () => undefined };
  const complete = new RingWriter(ring, writer, options).run();
  return { complete, durable: ring.durableSequence };
}

describe("the writer thread's loop", () => {
  it("publishes as durable what is on the medium and nothing else, wherever the disk fails", () => {
    const plain = new MemoryDisk();
    expect(runOn(plain)).toEqual({ complete: true, durable: RECORDS });
    const seen = new Set<number>();
    for (let failing = 1; failing <= plain.operations; failing += 1) {
      const disk = new MemoryDisk({
        before: (_operation, number) => {
          if (number >= failing) throw diskError("EIO");
        },
      });
      const { complete, durable } = runOn(disk);
      expect(complete).toBe(false);
      const medium = disk.crash({ directoryChanges: 0, write: () => "drop" });
      expect([...readJournal(medium)].map(({ sequence }) => sequence)).toHaveLength(durable);
      seen.add(durable);
    }
    expect(seen.size).toBeGreaterThan(4);
  });

  it("has its memory given at the start, and never over records", () => {
    const ring = new SharedRing(makeRingMemory(500));
    ring.touch();
    const payload = numbered(1);
    expect(ring.push({ sequence: 1, type: LOOK, timeUs: 1, payload })).toBe(true);
    expect(() => ring.touch()).toThrow("nothing is in the ring");
    expect(Buffer.compare(ring.next()?.record.payload ?? new Uint8Array(0), payload)).toBe(0);
  });

  it("carries records of any size through a ring that they wrap around", () => {
    const ring = new SharedRing(makeRingMemory(500));
    let [pushed, taken] = [0, 0];
    while (taken < 2_000) {
      const sequence = pushed + 1;
      const payload = new Uint8Array((sequence * 37) % 301).fill(sequence % 251);
      if (ring.push({ sequence, type: sequence % 70, timeUs: sequence * 1_000, payload })) {
        pushed = sequence;
        continue;
      }
      const item = ring.next();
      if (item === null) throw new Error("a full ring holds a record");
      taken += 1;
      const expected = new Uint8Array((taken * 37) % 301).fill(taken % 251);
      expect(item.record).toMatchObject({
        sequence: taken,
        type: taken % 70,
        timeUs: taken * 1_000,
      });
      expect(Buffer.compare(item.record.payload ?? new Uint8Array(0), expected)).toBe(0);
      ring.free(item.end);
    }
    expect(pushed).toBeGreaterThanOrEqual(taken);
  });
});
