import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../src/journal/journal.ts";
import type { JournalFaultCode } from "../../src/journal/journal-fault.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import {
  openJournalThreaded,
  type ThreadedJournalOptions,
} from "../../src/journal/threaded-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { DIE_ALWAYS_FILE, DIE_FILE, STALL_FILE } from "./faulty-disk.ts";
import { LOOK, numbered } from "./fixtures.ts";

const nowUs = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);
const diskModule = new URL("./faulty-disk.ts", import.meta.url).href;

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tocsin-journal-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (options: Partial<ThreadedJournalOptions> = {}): Promise<Journal> =>
  openJournalThreaded(directory, { nowUs, ...options });

const place = (name: string): void => writeFileSync(join(directory, name), "");
const unplace = (name: string): void => rmSync(join(directory, name));

/** Resolves when a fault of that kind begins. */
const faultBegins = (journal: Journal, code: JournalFaultCode): Promise<void> =>
  new Promise((resolve) => {
    const end = journal.onFault((fault) => {
      if (fault.code !== code) return;
      end();
      resolve();
    });
  });

describe("the threaded journal", () => {
  it("records, rotates, signs, and goes on where it stopped", async () => {
    for (const run of [0, 1]) {
      const journal = await open({ segmentBytes: 50_000 });
      expect(journal.durableSequence()).toBe(run * 2_503);
      for (let number = 1; number <= 2_500; number += 1) {
        expect(journal.append(LOOK, numbered(number))).toBe(
          journal.lastSequence() - (number % 1_000 === 0 ? 1 : 0),
        );
      }
      expect(journal.awaitDurable(journal.lastSequence(), 60_000)).toBe(true);
      expect(journal.recovery.lastSequence).toBe(run * 2_503);
      await journal.close();
      const report = verifyJournal(directory, { publicKey: journal.publicKey });
      expect(report).toMatchObject({ ok: true, records: (run + 1) * 2_503, tornTail: null });
      expect(report.segments).toBeGreaterThan(4);
    }
    expect(statSync(join(directory, "journal-key.pem")).mode & 0o777).toBe(0o600);
    const looks = [...readJournal(directory)].filter(({ type }) => type === LOOK);
    expect(looks[2_499]?.payload).toEqual(Uint8Array.from(numbered(2_500)));
  });

  it("makes records durable by itself, without anybody waiting", async () => {
    const journal = await open({ groupCommitMs: 5 });
    const sequence = journal.append(LOOK, numbered(1)) ?? 0;
    await expect.poll(() => journal.durableSequence()).toBe(sequence);
    await journal.close();
  });

  it("keeps the caller at most as long as it said while the disk hangs, and loses nothing", async () => {
    const journal = await open({ diskModule });
    place(STALL_FILE);
    const waits: number[] = [];
    for (let number = 1; number <= 5; number += 1) {
      const sequence = journal.append(LOOK, numbered(number)) ?? 0;
      const startMs = performance.now();
      expect(journal.awaitDurable(sequence, 50)).toBe(false);
      waits.push(performance.now() - startMs);
    }
    // Others wait for what is left of the first one's time; that a busy machine may add to it says nothing.
    expect(waits[0]).toBeGreaterThanOrEqual(49);
    expect(Math.min(...waits.slice(1))).toBeLessThan(40);
    const isActive = (): boolean => journal.faults().some(({ active }) => active);
    expect(journal.faults()).toMatchObject([{ code: "JOURNAL_SLOW", active: true }]);
    unplace(STALL_FILE);
    expect(journal.awaitDurable(5, 60_000)).toBe(true);
    expect(isActive()).toBe(false);
    await journal.close();
    expect(verifyJournal(directory)).toMatchObject({ ok: true, records: 6 });
  });

  it("refuses records when too many wait for a hung disk, and records how many", async () => {
    const journal = await open({ diskModule, ringBytes: 2_000 });
    place(STALL_FILE);
    const taken = Array.from({ length: 200 }, (_, number) =>
      journal.append(LOOK, numbered(number)),
    );
    const refused = taken.filter((sequence) => sequence === null).length;
    expect(refused).toBeGreaterThan(100);
    const full = journal.faults().find(({ code }) => code === "JOURNAL_FULL");
    expect(full).toMatchObject({ active: true, count: refused });
    unplace(STALL_FILE);
    expect(journal.awaitDurable(journal.lastSequence(), 60_000)).toBe(true);
    expect(journal.append(LOOK, numbered(1))).not.toBeNull();
    expect(journal.faults().some(({ active }) => active)).toBe(false);
    await journal.close();
    const notes = [...readJournal(directory)].map(({ payload }) => Buffer.from(payload).toString());
    expect(notes.filter((note) => note.includes(`${refused} records refused`))).toHaveLength(1);
    expect(verifyJournal(directory).ok).toBe(true);
  });

  it("starts a dead writer again in a new segment, and loses nothing", async () => {
    // However long it takes: after ten seconds a checkpoint would be signed on the way.
    const journal = await open({ diskModule, nowUs: () => 1 });
    for (let round = 1; round <= 3; round += 1) {
      expect(journal.awaitDurable(journal.append(LOOK, numbered(round)) ?? 0, 60_000)).toBe(true);
      const died = faultBegins(journal, "JOURNAL_WRITER_DIED");
      place(DIE_FILE);
      const sequence = journal.append(LOOK, numbered(round)) ?? 0;
      await died;
      expect(journal.awaitDurable(sequence, 60_000)).toBe(true);
    }
    await journal.close();
    const report = verifyJournal(directory);
    expect(report).toMatchObject({ ok: true, records: 7, segments: 4, gaps: [] });
  });

  it("says so when the writer cannot be kept alive", async () => {
    const journal = await open({ diskModule });
    const stopped = faultBegins(journal, "JOURNAL_STOPPED");
    place(DIE_ALWAYS_FILE);
    const sequence = journal.append(LOOK, numbered(1)) ?? 0;
    await stopped;
    expect(journal.awaitDurable(sequence, 1_000)).toBe(false);
    expect(journal.append(LOOK, numbered(2))).toBeNull();
    await expect(journal.close()).rejects.toThrow("could not be made durable");
    unplace(DIE_ALWAYS_FILE);
    await (await open()).close();
  });

  it("does not open where it cannot write", async () => {
    writeFileSync(join(directory, "file"), "");
    await expect(openJournalThreaded(join(directory, "file"), { nowUs })).rejects.toThrow("EEXIST");
  });
});
