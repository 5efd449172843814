import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { SEGMENT_HEADER_BYTES } from "../../src/journal/segment-header.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { bomb, PostProcess, writeSite } from "./post-process.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-stop-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a second post on the same folder is refused, with words and exit code 5; the first goes on", async () => {
  writeSite(folder);
  const first = new PostProcess(["start", "--no-http"], folder);
  await first.ready();
  const second = new PostProcess(["start", "--no-http"], folder);
  expect((await second.exited).code, second.said).toBe(5);
  expect(second.errors.join("\n")).toMatch(/^error: The journal in .* is in use by process \d+\./);
  expect(second.errors.join("\n")).not.toMatch(/^\s+at /m);
  expect(await first.kill("SIGTERM"), first.said).toEqual({ code: 0, signal: null });
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of an alarm ends the post in order: every receipt recorded, no torn tail",
  async (signal) => {
    writeSite(folder, { scenario: { objects: [bomb("a", 0.1, 20), bomb("b", 0.3, 200)] } });
    const post = new PostProcess(["start", "--no-http"], folder);
    await post.ready();
    await post.line(/take-cover (start|raise)/);
    expect(await post.kill(signal), post.said).toEqual({ code: 0, signal: null });
    expect(post.lines.at(-1)).toBe("Stopped: the journal is closed and complete.");
    const journal = join(folder, "data", "journal");
    expect(verifyJournal(journal)).toMatchObject({ ok: true, tornTail: null, leftOvers: [] });
    expect(replayJournal(journal)).toMatchObject({ identical: true, unfinished: 0 });
    const count = (type: number): number =>
      [...readJournal(journal)].filter((record) => record.type === type).length;
    expect(count(RECORD_TYPES.warning)).toBeGreaterThan(0);
    expect(count(RECORD_TYPES.receipt)).toBe(2 * count(RECORD_TYPES.warning));
  },
);

test("a post that was killed before the head of its first segment was whole starts again", async () => {
  writeSite(folder);
  const first = new PostProcess(["start", "--no-http"], folder);
  await first.ready();
  await first.kill("SIGTERM");
  const journal = join(folder, "data", "journal");
  const [segment = ""] = readdirSync(journal).filter((name) => name.startsWith("segment-"));
  truncateSync(join(journal, segment), SEGMENT_HEADER_BYTES - 20);
  const again = new PostProcess(["start", "--no-http"], folder);
  await again.ready();
  expect(await again.kill("SIGTERM"), again.said).toEqual({ code: 0, signal: null });
  expect(verifyJournal(journal)).toMatchObject({ ok: true, tornTail: null });
});

test("a signing key that is damaged is named, with what to do, and no record is begun with another", async () => {
  writeSite(folder);
  const key = join(folder, "data", "journal", "journal-key.pem");
  const first = new PostProcess(["start", "--no-http"], folder);
  await first.ready();
  await first.kill("SIGTERM");
  writeFileSync(key, "-----BEGIN PRIVATE KEY-----\n");
  const again = new PostProcess(["start", "--no-http"], folder);
  expect((await again.exited).code, again.said).toBe(5);
  expect(again.errors.join("\n")).toMatch(
    /^error: The key .*journal-key\.pem, which signs the record, cannot be read: .*\.\nPut it back from a copy\./,
  );
});
