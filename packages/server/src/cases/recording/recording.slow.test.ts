import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN_EVENT, refusalOf, reportOf } from "@tocsin/inquiry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyJournal } from "../../journal/copy-journal.ts";
import { readJournal } from "../../journal/read-journal.ts";
import { RECORD_TYPES } from "../../journal/record-type.ts";
import { verifyJournal } from "../../journal/verify-journal.ts";
import { runScenario } from "../../run/run-scenario.ts";
import { loadScenario } from "../../run/scenario-files.ts";
import { appendActions, createCase, keepText, openCase } from "../case-folder.ts";
import { caseProblems } from "../case-problems.ts";
import { writeReport } from "../case-report-files.ts";
import { keepRecording } from "./keep-recording.ts";
import type { RecordingAction } from "./kept-recording.ts";
import { recordingJournal, recordingPath } from "./recording-paths.ts";

const HARBOUR = join(import.meta.dirname, "../../../../inquiry/examples/harbour");
const ASKED = {
  place: "depot",
  at: "2026-05-03T20:44:00.000Z",
  withinS: 120,
  lowestM: 20,
  highestM: 150,
  speedMps: 25,
};
/** All looks of this short journal are within the stretch that is asked about. */
const NEEDED_HERE: ReadonlySet<number> = new Set(
  (
    [
      "session",
      "configuration",
      "look",
      "tick",
      "decision",
      "warning",
      "track",
      "sensor",
      "checkpoint",
      "conduct",
    ] as const
  ).map((name) => RECORD_TYPES[name]),
);
/** Two simulations are run first; on a busy machine they take their time. */
const RECORDED_WITHIN_MS = 60_000;
const BY = { by: "ada", at: "2026-05-06T08:00:00Z" };

describe("claims held against the journals of two made-up posts", () => {
  let folder: string;
  let kept: readonly RecordingAction[];

  const journalOf = async (variant: string): Promise<string> => {
    const { report } = await runScenario({
      scenario: loadScenario(`${join(HARBOUR, "recording.yaml")}#${variant}`),
      dataDir: join(folder, variant),
      channels: () => [],
    });
    return report.journal;
  };
  const own = (): string => join(folder, "case");
  const verdicts = (accountId: string, predicate: string, recordingId: string): string[] => {
    const { claims, held } = openCase(own());
    return claims
      .filter(
        (claim) =>
          claim.accountId === accountId &&
          claim.predicate === predicate &&
          claim.event === MAIN_EVENT,
      )
      .map(
        ({ id }) =>
          held.find((one) => one.claimId === id && one.recordingId === recordingId)?.verdict ?? "",
      );
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-recording-"));
    await createCase(own(), "Ardal", "ada");
    const files = readdirSync(HARBOUR).filter((name) => name.endsWith(".txt"));
    await appendActions(
      own(),
      files.toSorted().map((source, i) => ({
        kind: "account",
        accountId: "ABC".charAt(i),
        sha256: keepText(own(), readFileSync(join(HARBOUR, source), "utf8")),
        source,
        title: null,
        published: null,
        ...BY,
      })),
    );
    const actions: RecordingAction[] = [];
    for (const [i, name] of ["seen", "beyond-range"].entries()) {
      const { recording, ...found } = keepRecording(own(), await journalOf(name), ASKED);
      actions.push({
        kind: "recording",
        recordingId: `R${i + 1}`,
        name,
        source: name,
        ...found,
        notional: recording.notional,
        ...BY,
      });
    }
    await appendActions(own(), actions);
    kept = actions;
  }, RECORDED_WITHIN_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("what was tracked supports three drones, and contradicts two and none", () => {
    // Coast Radio: two. Daily Mirror: at most three, and none. Evening Post: drones, in its headline, and three.
    expect(verdicts("A", "weapon.count", "R1")).toEqual(["contradicted"]);
    expect(verdicts("B", "weapon.count", "R1")).toEqual(["supported", "contradicted"]);
    expect(verdicts("C", "weapon.count", "R1")).toEqual(["supported", "supported"]);
  });

  test("what the radar could not see it does not speak against", () => {
    for (const account of ["A", "B", "C"])
      expect(new Set(verdicts(account, "weapon.count", "R2"))).toEqual(
        new Set(["could-not-have-been-seen"]),
      );
  });

  test("what is fired was tried from four distances and eight sides, and what was decided and failed is told", () => {
    const [seen, beyond] = openCase(own()).recordings.map(({ recording }) => recording);
    const fired = seen?.sights.filter(({ flight }) => flight === "fired") ?? [];
    expect(new Set(fired.map(({ rangeM }) => rangeM)).size).toBe(4);
    expect(fired).toHaveLength(32);
    // After the radar fell silent nothing that was fired could have been seen; a minute before, much of it would have been.
    for (const { codes, tracked } of fired) expect([codes[0], tracked]).toEqual(["SENSOR_DOWN", 0]);
    const { recording } = keepRecording(
      join(folder, "case-of-old"),
      join(folder, "seen", "journal"),
      {
        ...ASKED,
        at: "2026-05-03T20:43:00.000Z",
        withinS: 20,
      },
    );
    const then = recording.sights.filter(({ flight }) => flight === "fired");
    expect(
      then.map(({ tracked }) => tracked).filter((tracked) => tracked > 0.9).length,
    ).toBeGreaterThan(8);
    expect(seen?.decisions.some(({ words }) => words.startsWith("take-cover for"))).toBe(true);
    expect(beyond?.decisions).toEqual([]);
    expect(beyond?.outages.map(({ sensor }) => sensor)).toEqual(["Harbour radar"]);
  });

  test("an exhibit is linked to a track that the recording holds, and to no other", () => {
    const state = openCase(own());
    const file = { name: "wing.jpg", sha256: "1".repeat(64), bytes: 3 };
    const exhibit = { id: "X1", kind: "image" as const, files: [file], takenBy: "Olav", note: "" };
    const held = { ...exhibit, claimed: { taken: null, place: null }, verified: [], custody: [] };
    const withOne = { ...state, exhibits: [{ ...held, holder: "Olav", links: [] }] };
    const link = (trackId: string): string | null =>
      refusalOf(withOne, {
        kind: "link-exhibit",
        exhibitId: "X1",
        to: { kind: "track", recordingId: "R1", trackId },
        reason: "its wing",
        ...BY,
      });
    expect(link(state.recordings[0]?.recording.objects[0]?.id ?? "")).toBeNull();
    expect(link("t999")).toContain("holds no track t999");
  });

  test("that nobody was warned is contradicted by the one and supported by the other", () => {
    expect(verdicts("C", "defence.activated", "R1")).toEqual(["contradicted"]);
    expect(verdicts("C", "defence.activated", "R2")).toEqual(["supported"]);
  });

  test("a range that explains it is contradicted where something was tracked", () => {
    expect(verdicts("A", "defence.inactive-reason", "R1")).toEqual(["contradicted"]);
    expect(verdicts("A", "defence.inactive-reason", "R2")).toEqual(["not-comparable"]);
  });

  test("every verdict of a simulation is notional, and no finding changes by it", async () => {
    const state = openCase(own());
    expect(state.held.length).toBeGreaterThan(20);
    expect(state.held.every(({ notional }) => notional)).toBe(true);
    const findings = (withRecordings: typeof state): readonly string[] =>
      reportOf(withRecordings).facts.map(({ finding }) => finding);
    expect(findings(state)).toEqual(findings({ ...state, recordings: [], held: [] }));
  });

  test("every record that a verdict hangs on stands in the report, with the hash that the chain has", () => {
    const { recordings, facts } = reportOf(openCase(own()));
    const held = facts.flatMap(({ versions }) => versions.flatMap(({ recorded }) => recorded));
    for (const { recording, records } of held) {
      const listed = recordings.find(({ id }) => id === recording)?.records ?? [];
      for (const record of records)
        expect(listed.find(({ sequence }) => sequence === record)?.sha256).toMatch(
          /^[0-9a-f]{64}$/,
        );
    }
  });

  test("the report is checked offline with all it rests on", () => {
    const out = join(folder, "report");
    writeReport(own(), out);
    expect(caseProblems(own(), out)).toEqual([]);
    const html = readFileSync(join(out, "report.html"), "utf8");
    for (const [, anchor] of html.matchAll(/href="#([^"]+)"/g))
      expect(html).toContain(`id="${anchor}"`);
  });

  test("of the journal only what is needed is copied, and the copy's chain ends where the journal's does", () => {
    for (const { sha256, chain, name } of kept) {
      const whole = verifyJournal(join(folder, name, "journal"), {});
      const copy = verifyJournal(recordingJournal(own(), sha256), {});
      expect(copy).toMatchObject({ ok: true, chain: whole.chain, records: whole.records });
      expect(chain).toBe(whole.chain);
      expect(copy.signedThrough).toBe(whole.signedThrough);
      for (const { type, erased } of readJournal(recordingJournal(own(), sha256)))
        expect(erased, `type ${type}`).toBe(!NEEDED_HERE.has(type));
    }
  });

  test("where looks were erased, what was tracked stays and no absence is told of", () => {
    const { recording, asked } = keepRecording(
      join(folder, "case-of-old"),
      recordingJournal(own(), kept[0]?.sha256 ?? ""),
      { ...ASKED, at: "2026-05-03T20:40:00.000Z" },
    );
    expect(asked.looksErased).toBe(false);
    expect(recording.ran, "asked of a minute before it began").toBe(false);
    expect(openCase(own()).recordings.map((one) => one.recording.ran)).toEqual([true, true]);
    const old = join(folder, "old");
    copyJournal(join(folder, "seen", "journal"), old, ({ type }) => type !== RECORD_TYPES.look);
    const again = keepRecording(join(folder, "case-of-old"), old, ASKED);
    expect(again.asked.looksErased).toBe(true);
    expect(again.recording.objects).toHaveLength(3);
    expect(again.recording.sights).toEqual([]);
    expect(recording.sights.length).toBeGreaterThan(0);
  });

  test("a byte changed in a copied journal, or in what it is said to hold, is found", () => {
    const [{ sha256 } = { sha256: "" }] = kept;
    const [segment = ""] = readdirSync(recordingJournal(own(), sha256));
    const journal = join(recordingJournal(own(), sha256), segment);
    const bytes = readFileSync(journal);
    const changed = Buffer.from(bytes);
    const at = bytes.length >> 1;
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(journal, changed);
    expect(caseProblems(own(), null).join()).toMatch(/recording R1/);
    writeFileSync(journal, bytes);
    expect(caseProblems(own(), null)).toEqual([]);
    const said = recordingPath(own(), sha256);
    const text = readFileSync(said);
    appendFileSync(said, " ");
    expect(caseProblems(own(), null).join()).toMatch(/is not the text that was added/);
    writeFileSync(said, text);
  });

  test("what a recording is said to hold is read again from its journal", async () => {
    const [first] = kept;
    if (first === undefined) throw new Error("nothing was kept");
    const said = JSON.parse(readFileSync(recordingPath(own(), first.sha256), "utf8")) as object;
    const text = `${JSON.stringify({ ...said, objects: [] }, null, 2)}\n`;
    const other = join(folder, "forged");
    await createCase(other, "Forged", "eve");
    const forged = keepText(other, text);
    const { sha256 } = keepRecording(other, recordingJournal(own(), first.sha256), ASKED);
    expect(sha256).toBe(first.sha256);
    cpSync(recordingJournal(other, sha256), recordingJournal(other, forged), { recursive: true });
    writeFileSync(recordingPath(other, forged), text);
    await appendActions(other, [{ ...first, sha256: forged }]);
    expect(caseProblems(other, null).join()).toMatch(/not what its journal gives/);
  });
});
