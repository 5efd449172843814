import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { json, LOOK } from "./fixtures.ts";

const DISK_BYTES = 2 * 1024 * 1024;

const shell = (command: string): void => {
  execFileSync("sh", ["-c", command], { stdio: "ignore" });
};

/** Mounts a small disk in memory; null where that is not allowed. */
function mountSmallDisk(): { directory: string; fill: string; unmount: () => void } | null {
  const directory = mkdtempSync(join(tmpdir(), "tocsin-full-"));
  try {
    shell(`mount -t tmpfs -o size=${DISK_BYTES} tmpfs '${directory}'`);
  } catch {
    rmSync(directory, { recursive: true });
    return null;
  }
  const unmount = (): void => {
    shell(`umount '${directory}'`);
    rmSync(directory, { recursive: true });
  };
  return { directory, fill: join(directory, "fill"), unmount };
}

const disk = mountSmallDisk();
if (disk === null) process.stdout.write("full disk: skipped, a tmpfs cannot be mounted here\n");

describe.skipIf(disk === null)("a real disk that is full", () => {
  it("keeps what was acknowledged, says so, and goes on when there is room again", async () => {
    if (disk === null) return;
    const nowUs = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);
    const journal = await openJournalThreaded(disk.directory, { nowUs, segmentBytes: 300_000 });
    shell(`head -c 1000000 /dev/zero > '${disk.fill}'`);
    const payload = json({ text: "z".repeat(20_000) });
    let acknowledged = 0;
    const failed = new Promise<void>((resolve) => {
      journal.onFault(({ code }) => code === "JOURNAL_DISK_FAILED" && resolve());
    });
    for (let number = 1; number <= 120; number += 1) {
      const sequence = journal.append(LOOK, payload) ?? 0;
      if (journal.awaitDurable(sequence, number > 60 ? 20 : 500)) acknowledged = sequence;
    }
    await failed;
    expect(acknowledged).toBeGreaterThan(20);
    expect(acknowledged).toBeLessThan(60);
    expect(journal.faults().find(({ code }) => code === "JOURNAL_DISK_FAILED")?.active).toBe(true);
    expect([...readJournal(disk.directory)].length).toBeGreaterThanOrEqual(acknowledged);
    rmSync(disk.fill);
    shell(`mount -o remount,size=${4 * DISK_BYTES} '${disk.directory}'`);
    expect(journal.awaitDurable(120, 10_000)).toBe(true);
    await journal.close();
    expect(verifyJournal(disk.directory)).toMatchObject({ ok: true, records: 121, gaps: [] });
    disk.unmount();
  });
});
