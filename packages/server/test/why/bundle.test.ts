import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBundle } from "../../src/bundle/make-bundle.ts";
import { commitmentOf } from "../../src/bundle/redact-record.ts";
import { verifyBundle } from "../../src/bundle/verify-bundle.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { type BundledCase, bundledCase, tamperBundle } from "./bundle-case.ts";
import { type ReportedCase, reportedCase } from "./tamper.ts";

let folder: string;
let reported: ReportedCase;
let made: BundledCase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-bundle-"));
  reported = await reportedCase(folder);
  made = bundledCase(reported, 3);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (text: string, publicKeys = [made.publicKey]) =>
  verifyBundle(text, { publicKeys, opened: null });

test("the key alone verifies it, another key does not, and without one that is said", () => {
  const { ok, findings } = verify(made.text);
  expect(findings.filter((one) => !one.ok)).toEqual([]);
  expect(ok).toBe(true);
  expect(findings[1].words).toMatch(
    /with parts left out, \d+ left out, each said and committed to/,
  );
  expect(verify(made.text, ["another"]).ok).toBe(false);
  expect(verify(made.text, []).findings[0].words).toContain("which nobody vouched for");
});

test("it holds neither who gave orders, nor where sensors stand, nor a hash that would confirm a guess of them", () => {
  expect(made.text).not.toMatch(
    /operator-1|latitudeRad.*radar|azimuthRad|"type": "look",\n   "payload"/,
  );
  expect(made.text).toContain('"leftOut": "operators"');
  expect(made.text).toContain('"leftOut": "sensor-places"');
  const bundle: { readonly entries: readonly { sequence: number; commitment?: string }[] } =
    JSON.parse(made.text);
  const records = new Map([...readJournal(reported.journal)].map((one) => [one.sequence, one]));
  for (const { sequence, commitment } of bundle.entries) {
    const payload = records.get(sequence)?.payload;
    if (commitment === undefined || payload === undefined) continue;
    expect(commitment).toBe(commitmentOf(made.secret, `${sequence}`, payload));
    expect(commitment).not.toBe(commitmentOf(new Uint8Array(32), `${sequence}`, payload));
  }
});

test("with the opening and the journal all of it is shown to be the journal's, and with another secret or journal it is not", () => {
  const { journal } = reported;
  const open = (secret: Uint8Array) =>
    verifyBundle(made.text, {
      publicKeys: [made.publicKey],
      opened: { secret, rule: null, journal },
    });
  expect(open(made.secret).findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(open(made.secret).findings).toHaveLength(3);
  expect(open(new Uint8Array(32)).findings[2].words).toContain("another bundle");
});

test("a share of random edits is found", () => {
  expect(tamperBundle(made, { edits: 300, seed: 5 })).toEqual([]);
});

test("the same stretch, rules and secret give the same bundle, and another secret other commitments", () => {
  const { entries, from, to, also, publicKey } = JSON.parse(made.text);
  const wanted = { journal: reported.journal, from, to, also, publicKey, rule: null };
  const names = ["people", "operators", "sensor-places"] as const;
  expect(makeBundle({ ...wanted, rules: names, secret: made.secret }).bundle.entries).toEqual(
    entries,
  );
  const { bundle: other } = makeBundle({ ...wanted, rules: names, secret: new Uint8Array(32) });
  expect(other.entries).not.toEqual(entries);
  expect(other.counts).toEqual(JSON.parse(made.text).counts);
});
