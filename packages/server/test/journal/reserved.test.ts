import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RESERVED_BYTES } from "../../src/journal/limits.ts";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { recoverJournal } from "../../src/journal/recover.ts";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { LOOK, numbered, openOn, smallJournal, START_US } from "./fixtures.ts";

describe("room that is prepared behind the last record", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tocsin-reserved-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const segment = (): string => {
    const name = readdirSync(folder).find((one) => one.endsWith(".tjl"));
    if (name === undefined) throw new Error("no segment");
    return join(folder, name);
  };

  it("is written over, is no tail to whoever reads meanwhile, and is given back at the end", async () => {
    const journal = await openJournalThreaded(folder, { nowUs: () => START_US, groupCommitMs: 1 });
    let sequence = journal.append(LOOK, numbered(0)) ?? 0;
    expect(journal.awaitDurable(sequence, 5_000)).toBe(true);
    // Room is prepared by a sync that nobody waits for.
    while (statSync(segment()).size < RESERVED_BYTES) {
      sequence = journal.append(LOOK, numbered(sequence)) ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const withRoom = statSync(segment()).size;
    for (let number = 0; number < 20; number++)
      sequence = journal.append(LOOK, numbered(number)) ?? 0;
    expect(journal.awaitDurable(sequence, 5_000)).toBe(true);
    expect(statSync(segment()).size).toBe(withRoom);
    expect(verifyJournal(folder)).toMatchObject({
      ok: true,
      tornTail: null,
      lastSequence: sequence,
    });
    await journal.close();
    const closed = statSync(segment()).size;
    expect(closed).toBeLessThan(RESERVED_BYTES / 2);
    expect(readFileSync(segment())).toHaveLength(closed);
    expect([...readJournal(folder)].at(-1)?.sequence).toBeGreaterThanOrEqual(sequence);
  });

  it("that a crash left is no unfinished write, and is not counted among what may be lost", async () => {
    const disk = await smallJournal(5);
    const [name] = disk.list().filter((one) => one.endsWith(".tjl"));
    const whole = disk.contentOf(name);
    disk.put(name, Buffer.concat([whole, new Uint8Array(100_000)]));
    expect(verifyJournal(disk)).toMatchObject({ ok: true, tornTail: null });
    const { report, active } = recoverJournal(disk);
    expect(report).toMatchObject({ tornTail: null, quarantined: null, lost: null });
    expect(active?.sizeBytes).toBe(whole.length);
    expect(disk.contentOf(name)).toHaveLength(whole.length);
  });

  it("does not hide what a crash cut short before it", async () => {
    const disk = await smallJournal(5);
    const [name] = disk.list().filter((one) => one.endsWith(".tjl"));
    const whole = disk.contentOf(name);
    const cut = Buffer.concat([whole.subarray(0, -10), new Uint8Array(100_000)]);
    disk.put(name, cut);
    const { tornTail } = verifyJournal(disk);
    expect(tornTail?.bytes).toBeLessThan(whole.length);
    const journal = openOn(disk);
    expect(journal.recovery.tornTail?.bytes).toBe(tornTail?.bytes);
    await journal.close();
    expect(verifyJournal(disk)).toMatchObject({ ok: true, tornTail: null });
  });

  it("may stay at the end of a segment that another one follows", async () => {
    const disk = await smallJournal(40, 1_200);
    const names = disk.list().filter((one) => one.endsWith(".tjl"));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names)
      disk.put(name, Buffer.concat([disk.contentOf(name), new Uint8Array(3_000)]));
    expect(verifyJournal(disk)).toMatchObject({ ok: true, leftOvers: [], tornTail: null });
  });

  it("being written over while somebody reads never looks like damage", () => {
    const disk = openNodeDisk(folder);
    const file = disk.createAppend("part");
    file.write(new Uint8Array([1, 2, 3]));
    file.reserve(100);
    const reader = disk.openRead("part");
    expect(reader.sizeBytes()).toBe(103);
    file.write(new Uint8Array([4]));
    file.reserve(99);
    expect(reader.sizeBytes()).toBe(103);
    const bytes = new Uint8Array(103);
    expect(reader.readAt(0, bytes)).toBe(103);
    expect([...bytes.subarray(0, 6)]).toEqual([1, 2, 3, 4, 0, 0]);
    file.close();
    expect(reader.sizeBytes()).toBe(4);
    reader.close();
  });
});
