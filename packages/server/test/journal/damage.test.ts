import fc from "fast-check";
import type { MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import type { VerifyReport } from "../../src/journal/verify-report.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { LOOK, numbered, openOn, signer, smallJournal } from "./fixtures.ts";

const SEED = 20211107;

/** True when a report differs from that of an untouched journal in any way that a reader is told. */
const isFound = (report: VerifyReport): boolean => !report.ok || report.tornTail !== null;

const verify = (disk: MemoryDisk): VerifyReport =>
  verifyJournal(disk, { publicKey: signer.publicKey });

const segmentsOf = (disk: MemoryDisk): string[] =>
  disk
    .list()
    .filter((name) => name.startsWith("segment-"))
    .sort();

/** A copy of `disk` with one file's content replaced. */
function withFile(disk: MemoryDisk, name: string, content: Uint8Array): MemoryDisk {
  const copy = disk.copy();
  copy.put(name, content);
  return copy;
}

interface Edit {
  readonly file: number;
  readonly at: number;
  readonly kind: "change" | "overwrite" | "insert" | "delete";
  readonly bytes: Uint8Array;
}

/** The content after an edit; null when the edit changes nothing. */
function edited(content: Uint8Array, edit: Edit): Uint8Array | null {
  const at = edit.at % content.length;
  const removed = edit.kind === "insert" ? 0 : Math.min(edit.bytes.length, content.length - at);
  const bytes = edit.kind === "delete" ? new Uint8Array(0) : edit.bytes;
  const inserted = edit.kind === "insert" ? bytes : bytes.subarray(0, removed);
  const parts = [content.subarray(0, at), inserted, content.subarray(at + removed)];
  const result = Uint8Array.from(Buffer.concat(parts));
  return Buffer.compare(result, content) === 0 ? null : result;
}

const editArbitrary: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat({ max: 1_000 }),
  at: fc.nat({ max: 1_000_000 }),
  kind: fc.constantFrom("change", "overwrite", "insert", "delete"),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 1 }),
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
  ),
});

describe("verification", () => {
  it("finds every changed bit", async () => {
    const disk = await smallJournal(12, 700);
    expect(isFound(verify(disk))).toBe(false);
    let flips = 0;
    for (const name of segmentsOf(disk)) {
      const content = disk.contentOf(name);
      for (let bit = 0; bit < content.length * 8; bit += 1) {
        const changed = Uint8Array.from(content);
        const at = bit >> 3;
        changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
        if (!isFound(verify(withFile(disk, name, changed)))) {
          throw new Error(`a change of bit ${bit} of ${name} goes unseen`);
        }
        flips += 1;
      }
    }
    expect(flips).toBeGreaterThan(10_000);
  });

  it("finds 10,000 random edits", async () => {
    const disk = await smallJournal(30, 1_500);
    const names = segmentsOf(disk);
    let edits = 0;
    fc.assert(
      fc.property(editArbitrary, (edit) => {
        const name = names[edit.file % names.length] ?? "";
        const content = edited(disk.contentOf(name), edit);
        if (content === null) return;
        edits += 1;
        expect(isFound(verify(withFile(disk, name, content)))).toBe(true);
      }),
      { seed: SEED, numRuns: 10_200 },
    );
    expect(edits).toBeGreaterThanOrEqual(10_000);
  });

  it("finds a segment that was removed, renamed or exchanged", async () => {
    const disk = await smallJournal(30, 1_200);
    const names = segmentsOf(disk);
    const [first, second, third] = names;
    if (first === undefined || second === undefined || third === undefined) throw new Error("few");
    const removed = disk.copy();
    removed.remove(second);
    expect(verify(removed).firstBad?.reason).toMatch(/are missing/);
    const exchanged = disk.copy();
    exchanged.put(second, disk.contentOf(third));
    exchanged.put(third, disk.contentOf(second));
    expect(verify(exchanged).ok).toBe(false);
    const renamed = disk.copy();
    renamed.rename(names.at(-1) ?? "", "segment-0000000000009999.tjl");
    expect(verify(renamed).ok).toBe(false);
  });

  it("names the place and the reason", async () => {
    const disk = await smallJournal(10);
    const [name = ""] = segmentsOf(disk);
    const fifth = [...readJournal(disk)].find(({ sequence }) => sequence === 5);
    const content = disk.contentOf(name);
    const at = (fifth?.offset ?? 0) + 90;
    content[at] = (content[at] ?? 0) ^ 1;
    const report = verify(withFile(disk, name, content));
    expect(report.firstBad).toEqual({
      segment: name,
      offset: fifth?.offset,
      sequence: 5,
      reason: "checksum differs",
    });
    expect(report.gaps).toEqual([{ from: 5, through: 5, wasDurable: false }]);
  });
});

describe("opening a damaged journal", () => {
  it("cuts any torn tail at the last whole record", async () => {
    const disk = await smallJournal(6);
    const [name = ""] = segmentsOf(disk);
    const content = disk.contentOf(name);
    const ends = [...readJournal(disk)].map((record) => record.offset);
    ends.push(content.length);
    for (let bytes = 0; bytes <= content.length; bytes += 1) {
      const cut = withFile(disk, name, content.slice(0, bytes));
      const journal = openOn(cut);
      const whole = Math.max(0, ends.filter((end) => end <= bytes).length - 1);
      expect(journal.recovery.lastSequence).toBe(whole);
      const isTorn = !ends.includes(bytes);
      expect(journal.recovery.tornTail !== null).toBe(isTorn);
      await journal.close();
      expect(isFound(verify(cut))).toBe(false);
    }
  });

  it("sets a segment that is damaged in its middle aside, and loses only what is damaged", async () => {
    const disk = await smallJournal(40, 1_500);
    const name = segmentsOf(disk).at(-1) ?? "";
    const content = disk.contentOf(name);
    const before = [...readJournal(disk)];
    const inLast = before.filter(({ segment }) => segment === name);
    for (const victim of inLast.slice(0, -1)) {
      const changed = Uint8Array.from(content);
      changed[victim.offset + 30] = (changed[victim.offset + 30] ?? 0) ^ 0x40;
      const damaged = withFile(disk, name, changed);
      const journal = openOn(damaged, { segmentBytes: 1_500 });
      const { quarantined, lost, lastSequence } = journal.recovery;
      expect(quarantined?.segment).toBe(`${name}.quarantined-1`);
      expect(lastSequence).toBe(before.length);
      const missing = { from: victim.sequence, through: victim.sequence };
      expect(lost).toEqual(missing);
      journal.append(LOOK, numbered(99));
      await journal.close();
      const read = new Set([...readJournal(damaged)].map(({ sequence }) => sequence));
      for (const { sequence } of before)
        expect(read.has(sequence)).toBe(sequence !== victim.sequence);
      const report = verify(damaged);
      expect(report.quarantined).toEqual([`${name}.quarantined-1`]);
      expect(report.chainOk).toBe(true);
      expect(report.gaps).toHaveLength(1);
      await openOn(damaged).close();
    }
  });

  it("goes on behind a segment of which nothing can be read", async () => {
    const disk = await smallJournal(40, 1_500);
    const name = segmentsOf(disk).at(-1) ?? "";
    const lastBefore = [...readJournal(disk)].at(-1)?.sequence ?? 0;
    const wiped = withFile(disk, name, new Uint8Array(disk.contentOf(name).length));
    const journal = openOn(wiped);
    const sequence = journal.append(LOOK, numbered(1)) ?? 0;
    expect(sequence).toBeGreaterThan(lastBefore);
    await journal.close();
    const gaps = [{ from: expect.any(Number), through: sequence - 2, wasDurable: false }];
    expect(verify(wiped)).toMatchObject({ ok: false, chainOk: true, gaps });
    await openOn(wiped).close();
  });
});

describe("a copy of a segment under a later name", () => {
  it("takes nobody back to what was recorded before it", async () => {
    const disk = await smallJournal(12);
    const [segment] = segmentsOf(disk);
    const name = "segment-0000000000009000.tjl";
    const before = [...readJournal(disk)].length;
    const journal = openOn(withFile(disk, name, disk.contentOf(segment).subarray(0, 400)));
    expect(journal.recovery.quarantined?.segment).toBe(`${name}.stray-1`);
    expect(journal.lastSequence()).toBeGreaterThanOrEqual(before);
    await journal.close();
  });
});
