import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { encodeSiteRecord } from "../../src/acceptance/site-record.ts";
import { verifyHistory } from "../../src/acceptance/verify-history.ts";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { weirFile } from "./weir-file.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tocsin-site-history-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (letter: string, mode: string, probability: number) =>
  weirFile(letter.repeat(64), { mode, policy: { take_cover_probability: probability } });
const SHADOW = [file("a", "shadow", 0.5), file("b", "shadow", 0.6)];
const [LIVE, LOWER] = [file("c", "live", 0.6), file("d", "live", 0.7)];

/** What is said of site files that came into force one after the other, as lowering nothing. */
async function said(files: readonly { readonly sha256: string; readonly written: unknown }[]) {
  let nowUs = 1_700_000_000_000_000;
  const journal = await openJournalThreaded(folder, { nowUs: () => nowUs });
  for (const { sha256, written } of files) {
    nowUs += 1_000_000;
    const site = { path: "/site.yaml", sha256, written, acceptedUs: nowUs, people: [] };
    const how = { change: "in-force", timeUs: nowUs, how: "no-less" } as const;
    const { type, payload } = encodeSiteRecord({ ...site, ...how }, "live");
    journal.append(type, payload);
  }
  await journal.close();
  const { findings } = await verifyHistory(folder, { publicKey: null, personKeys: [] });
  return findings.slice(1).map(({ ok, words }) => [ok, words.replace(/^.*?Z: /, "")]);
}

const FINE = [true, "it lowered nothing that people had, and took nobody."];

test("what lowers a file in shadow lowers nothing for people, and takes nobody", async () => {
  expect(await said([...SHADOW, LIVE])).toEqual([FINE, FINE, FINE]);
});

test("a live post that lowered protection behind two people's back is told", async () => {
  expect(await said([LIVE, LOWER])).toEqual([
    FINE,
    [false, expect.stringContaining("it lowers protection, and no two people stand behind it.")],
  ]);
});

test("of a file that a record does not hold nobody says that it lowered nothing", async () => {
  const unread = [false, "what it changed cannot be read, and no two people stand behind it."];
  expect(await said([LIVE, { ...LOWER, written: null }, LIVE])).toEqual([FINE, unread, unread]);
});
