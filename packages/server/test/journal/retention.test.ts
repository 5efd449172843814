import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import type { ErasureReport } from "../../src/journal/erase-records.ts";
import { expireRaw } from "../../src/journal/expire-raw.ts";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { expireInThread, keepRetention } from "../../src/run/keep-retention.ts";
import { json, openOn, signer, START_US } from "./fixtures.ts";

const DAY_US = 86_400 * 1e6;
const TURN = ["look", "decision", "tick", "warning", "health"] as const;

/** A record of each kind in turn, an hour apart, over several segments. */
function record(
  append: (type: (typeof RECORD_TYPES)["look"], payload: Uint8Array) => unknown,
): void {
  for (let hour = 0; hour < 100; hour++)
    append(
      RECORD_TYPES[TURN[hour % TURN.length]] as never,
      json({ receivedUs: START_US + hour * 3_600e6, filler: "x".repeat(200) }),
    );
}

const erasedTypes = (records: Iterable<{ type: number; erased: boolean }>): Set<number> =>
  new Set([...records].filter(({ erased }) => erased).map(({ type }) => type));

describe("raw records", () => {
  it("expire in segments that are wholly older; decisions, warnings and the chain stay", async () => {
    const disk = new MemoryDisk();
    const journal = openOn(disk, { segmentBytes: 3_000 });
    record((type, payload) => journal.append(type, payload));
    await journal.close();
    const before = verifyJournal(disk);
    const beforeUs = START_US + 2 * DAY_US;
    const { erased, skipped } = expireRaw(disk, beforeUs);
    expect(erased).toBeGreaterThan(10);
    expect(skipped).toEqual([]);
    expect(verifyJournal(disk)).toMatchObject({ ok: true, erased, chain: before.chain });
    const records = [...readJournal(disk)];
    expect(erasedTypes(records)).toEqual(new Set([RECORD_TYPES.look, RECORD_TYPES.tick]));
    const newest = records.findLast((one) => one.erased);
    expect(newest?.sequence).toBeLessThanOrEqual(48);
    // Nothing is left of them in those segments, nothing is touched twice, and later time moves the border on.
    for (const { type, erased: gone } of records.slice(0, newest?.sequence))
      expect(gone).toBe(type === RECORD_TYPES.look || type === RECORD_TYPES.tick);
    expect(replayJournal(disk)).toMatchObject({ erasedEvents: erased });
    expect(expireRaw(disk, beforeUs)).toMatchObject({ erased: 0, rewritten: [] });
    expect(expireRaw(disk, beforeUs + DAY_US).erased).toBeGreaterThan(0);
  });

  it("stay where nothing is old enough, and where there is one segment only", async () => {
    const disk = new MemoryDisk();
    const journal = openOn(disk);
    record((type, payload) => journal.append(type, payload));
    await journal.close();
    expect(expireRaw(disk, START_US + 1e15)).toMatchObject({ erased: 0 });
    expect(expireRaw(disk, START_US - 1)).toMatchObject({ erased: 0 });
  });

  it("expire in a thread while the journal is being written", async () => {
    const directory = mkdtempSync(join(tmpdir(), "tocsin-retention-"));
    const disk = openNodeDisk(directory);
    const journal = openJournalInline(disk, { signer, nowUs: () => START_US, segmentBytes: 3_000 });
    record((type, payload) => journal.append(type, payload));
    journal.awaitDurable(journal.lastSequence(), 0);
    const expiring = expireInThread(
      { directory, beforeUs: START_US + 2 * DAY_US },
      () => undefined,
    );
    record((type, payload) => journal.append(type, payload));
    const { erased } = await expiring;
    expect(erased).toBeGreaterThan(10);
    await journal.close();
    expect(verifyJournal(directory)).toMatchObject({ ok: true, erased, gaps: [] });
    await expect(
      expireInThread({ directory: join(directory, "gone"), beforeUs: START_US }, () => undefined),
    ).rejects.toThrow("ENOENT");
    rmSync(directory, { recursive: true });
  });
});

describe("a post that lets them expire", () => {
  it("does so every six hours, records what and by which rule, and outlives a failure", async () => {
    let nowUs = START_US;
    const stop = new AbortController();
    const asked: number[] = [];
    const accounts: unknown[] = [];
    const failures: string[] = [];
    const nothing: ErasureReport = { erased: 0, rewritten: [], skipped: [] };
    await keepRetention({
      keepRawDays: 30,
      mode: "shadow",
      clock: {
        nowUs: () => nowUs,
        waitUntil: (timeUs) => {
          nowUs = timeUs;
          return Promise.resolve();
        },
      },
      signal: stop.signal,
      journal: {
        append: (type, payload) =>
          accounts.push([type, JSON.parse(Buffer.from(payload).toString())]),
      },
      expire: (beforeUs) => {
        asked.push(Math.round((beforeUs - START_US) / 60e6));
        if (asked.length === 4) stop.abort();
        if (asked.length === 2) return Promise.reject(new Error("EIO"));
        return Promise.resolve(asked.length === 1 ? nothing : { ...nothing, erased: 7 });
      },
      failed: (detail) => failures.push(detail),
    });
    expect(asked.map((minutes) => minutes + 30 * 24 * 60)).toEqual([10, 370, 730, 1090]);
    expect(failures).toEqual(["EIO"]);
    expect(accounts).toHaveLength(2);
    expect(accounts[0]).toMatchObject([
      RECORD_TYPES.erasure,
      { by: "journal.keep_raw_days", erased: 7, mode: "shadow" },
    ]);
  });
});
