import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeComparison } from "../../src/report/make-comparison.ts";
import type { ComparedRecord, Comparison } from "../../src/report/read-comparison.ts";
import { verifyComparison } from "../../src/report/verify-comparison.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";

const AT_US = Date.parse("2021-11-06T23:11:33Z") * 1_000;
/** The variant, and how high the object flew that it supposes. */
const VARIANTS: readonly (readonly [string, number])[] = [
  ["out-of-range", 100],
  ["below-horizon", 20],
  ["below-terrain", 50],
  ["not-protected", 100],
  ["inhibited", 100],
  ["nothing-airborne", 100],
];

let folder: string;
let comparison: Comparison;
let page: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-comparison-"));
  const records: ComparedRecord[] = [];
  for (const [name, heightM] of VARIANTS) {
    const { report } = await runScenario({
      scenario: loadScenario(`baghdad-2021-11/${name}`),
      dataDir: join(folder, name),
      channels: () => [],
    });
    const query = { of: "place", place: "residence", atUs: AT_US, withinS: 120 } as const;
    records.push({
      name,
      journal: report.journal,
      query: { ...query, heightM, speedMps: 22, fromDeg: 135 },
    });
  }
  comparison = { title: "What was it?", records };
  page = makeComparison(comparison);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (html: string): string =>
  html
    .replaceAll(/<style>.*?<\/style>|<[^>]+>|\[[^\]]*\]/gs, " ")
    .replaceAll("&quot;", '"')
    .replaceAll(/\s+/g, " ");

test("it says which link failed in each record, what people were told, and what would settle it", () => {
  const text = textOf(page);
  for (const piece of [
    "Six records tell of the same event. In five of them people were not warned; in “inhibited” they were.",
    "No single record would settle it. Three would together: the recordings of the sensors themselves",
    "whatever it says, at most three of the six are left.",
    "flew 20 m, 50 m and 100 m above the ground",
    "Notional: all of these records were made by simulation",
    "A not warned out-of-range : OUT_OF_COVERAGE",
    "B not warned below-horizon : BELOW_HORIZON",
    "C not warned below-terrain : TERRAIN",
    "D not warned not-protected : NOT_A_PROTECTED_AREA",
    "E warned inhibited : NOT_SENT No channel reported that it had taken the warning. People were told to take cover at 23:09:04 UTC.",
    "it was inhibited since 23:01:00 UTC, as reported by Embassy",
    "F not warned nothing-airborne : NO_OBJECT",
  ])
    expect(text.includes(piece), piece).toBe(true);
  for (const name of VARIANTS.map(([one]) => one))
    expect(text.includes(`then it is as in “${name}”`), name).toBe(true);
  expect(/https?:|undefined|NaN|\[object/.exec(page)).toBe(null);
});

test("every record that a statement rests on is listed with its hash", () => {
  const numbersOf = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, one]) => one);
  const listed = new Set(numbersOf(/id="([A-F]-record-\d+)"/g));
  const cited = numbersOf(/href="#([A-F]-record-\d+)"/g);
  expect(cited.length).toBeGreaterThan(30);
  expect(cited.filter((one) => !listed.has(one))).toEqual([]);
  expect(numbersOf(/class="hash">([0-9a-f]{64})</g)).toHaveLength(listed.size);
});

test("the same journals, in any order, verify it; a changed word, or a journal that is another, does not", () => {
  const journals = comparison.records.map(({ journal }) => journal);
  const check = (html: string, given: readonly string[], publicKeys: readonly string[] = []) =>
    verifyComparison(html, { journals: given, publicKeys });
  const { findings } = check(page, journals.toReversed());
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(check(page.replace("were not warned", "were warned"), journals).ok).toBe(false);
  expect(check(page, journals.slice(1)).findings[1]).toMatchObject({ ok: false });
  expect(check(page, journals, ["another key"]).ok).toBe(false);
  expect(check("<html></html>", journals).ok).toBe(false);
});
