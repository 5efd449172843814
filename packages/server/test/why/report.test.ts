import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { walkJournal } from "../../src/journal/walk-journal.ts";
import { makeReport, readReport } from "../../src/report/make-report.ts";
import { verifyReport } from "../../src/report/verify-report.ts";
import { type ReportedCase, reportedCase, tamper } from "./tamper.ts";

let folder: string;
let made: ReportedCase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-report-"));
  made = await reportedCase(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (page: string, key = made.publicKey) => verifyReport(page, made.journal, key);

test("the same journal and question give the same page, which the public key verifies", () => {
  const { journal, query, page } = made;
  expect(makeReport(journal, query)).toBe(page);
  expect(verify(page).findings.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(page).not.toMatch(/https?:|undefined|NaN|\[object/);
});

test("every record that is cited is listed with the hash that the journal has of it", () => {
  const numbersOf = (pattern: RegExp) => [...made.page.matchAll(pattern)].map(([, one]) => one);
  const cited = numbersOf(/href="#record-(\d+)"/g);
  const listed = numbersOf(/id="record-(\d+)"/g);
  expect(cited.length).toBeGreaterThan(5);
  for (const sequence of cited) expect(listed).toContain(sequence);
  expect(numbersOf(/class="hash">([0-9a-f]{64})</g)).toHaveLength(listed.length);
});

test("it says of which day it speaks, and how the journal that it is made from is scored", () => {
  expect(made.page).toMatch(/<p class="kind">Incident report · Site · 1 June 2026, times are UTC/);
  const score =
    /How this record is scored<\/h2>[^]*?<pre>([^]*?)<\/pre>/.exec(made.page)?.[1] ?? "";
  expect(score).toMatch(/^Simulations, 2026-06\n {2}events {13}\d/);
  expect(score).toMatch(/\n {2}missed {13}\d/);
  // The event of that time stands there by itself.
  expect(score).toMatch(/\n {2}2026-06-01T00:0\d:\d\d\.\d{3}Z /);
});

test("it names the program that decided, by the record in which it says so, and the one that made the page", () => {
  expect(made.page).toMatch(
    /What happened was decided by Tocsin [\d.]+, engine \d+ .*href="#record-1".*This page was made by Tocsin [\d.]+, engine \d+\./,
  );
});

test("another's key is not taken, nor a page that is none", () => {
  const { publicKey } = generateKeyPairSync("ed25519");
  const other = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  expect(verify(made.page, other).ok).toBe(false);
  expect(verify("<html></html>").ok).toBe(false);
});

test("a page whose own SHA-256 was made to fit differs from the one that the journal gives", () => {
  const changed = made.page.replaceAll("not warned", "warned");
  const without = changed.replace(/(id="manifest">)[^<]*(<)/, "$1$2");
  const sha256 = createHash("sha256").update(without).digest("hex");
  const forged = changed.replace(readReport(made.page)?.manifest.sha256 ?? "", sha256);
  expect(readReport(forged)?.intact).toBe(true);
  const { ok, findings } = verify(forged);
  expect(ok).toBe(false);
  expect(findings[3].words).toContain("differs, first at byte");
});

test("a journal that was cut at its end is found by the page that was made before, and by none made after", () => {
  const { publicKey, query } = made;
  const cut = join(folder, "cut");
  cpSync(made.journal, cut, { recursive: true });
  const records = [...walkJournal(openNodeDisk(cut))].filter(({ kind }) => kind === "record");
  const { segment, offset } = records[records.length - 1];
  truncateSync(join(cut, segment.name), offset);
  const before = verifyReport(made.page, cut, publicKey);
  expect(before.findings.map(({ ok }) => ok)).toEqual([true, false, true]);
  const { ok, findings } = verifyReport(makeReport(cut, query), cut, publicKey);
  expect(ok).toBe(true);
  expect(findings[1].words).toMatch(/signed by that key through record \d+ of 200\./);
});

test("without the key whoever signed the journal is believed, and that is said", () => {
  const { ok, findings } = verifyReport(made.page, made.journal, null);
  expect(ok).toBe(true);
  expect(findings[1].words).toContain("by the key it names, which nobody vouched for");
});

test("a share of random edits, of the page and of the journal, is found", () => {
  expect(tamper(made, { edits: 400, seed: 5 })).toEqual({
    ofPage: 200,
    ofJournal: 200,
    missed: [],
  });
});
