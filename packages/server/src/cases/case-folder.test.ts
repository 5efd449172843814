import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import {
  accountPath,
  appendActions,
  caseJournal,
  createCase,
  keepText,
  openCase,
  readActions,
} from "./case-folder.ts";
import { caseProblems } from "./case-problems.ts";
import { writeReport } from "./case-report-files.ts";
import { reportRemarks } from "./report-problems.ts";

const TEXTS = [
  "Three drones attacked the depot on Sunday, the ministry said. Two workers were injured, according to hospital sources.",
  "The ministry said two drones attacked the depot on Sunday. “The siren did not sound,” said Mira Holt.",
];

describe("a case in its folder", () => {
  let folder: string;
  const account = (index: number): CaseAction => ({
    kind: "account",
    accountId: "AB".charAt(index),
    sha256: keepText(folder, TEXTS[index] ?? ""),
    source: `paper ${index}`,
    title: null,
    published: "2026-05-05",
    by: "ada",
    at: "2026-05-06T08:00:00Z",
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-case-"));
    await createCase(folder, "Depot", "ada");
    await appendActions(folder, [account(0), account(1)]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("what was done is read back, and shows the same claims again", () => {
    expect(readActions(folder).map(({ kind }) => kind)).toEqual(["case", "account", "account"]);
    const state = openCase(folder);
    expect(state.title).toBe("Depot");
    expect(
      state.claims
        .filter(({ predicate }) => predicate === "weapon.count")
        .map(({ count }) => count?.min),
    ).toEqual([3, 2]);
    expect(openCase(folder)).toEqual(state);
    expect(caseProblems(folder, null)).toEqual([]);
  });

  test("nothing is written over, and what is not sound is not written", async () => {
    await expect(createCase(folder, "Other", "ada")).rejects.toThrow(/CASE_EXISTS|already/);
    await expect(appendActions(folder, [{ ...account(0), by: "" }])).rejects.toThrow(/by/);
    expect(readActions(folder)).toHaveLength(3);
    expect(caseProblems(folder, null)).toEqual([]);
  });

  test("the same case gives the same report to the byte, and any byte changed in it is found", () => {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    writeReport(folder, one);
    writeReport(folder, two);
    for (const name of readdirSync(one))
      expect(readFileSync(join(one, name))).toEqual(readFileSync(join(two, name)));
    expect(caseProblems(folder, one)).toEqual([]);
    for (const name of ["report.html", "report.json", "manifest.json"]) {
      const bytes = readFileSync(join(one, name));
      for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 25)) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writeFileSync(join(one, name), changed);
        expect(caseProblems(folder, one), `${name} at ${at}`).not.toEqual([]);
      }
      writeFileSync(join(one, name), bytes);
    }
  });

  test("a report still holds when the case has gone on, and is told from one of a state that never was", async () => {
    const out = join(folder, "early");
    writeReport(folder, out);
    expect(reportRemarks(folder, out)).toEqual([]);
    const hypothesis = { kind: "hypothesis", hypothesisId: "H1", text: "Three" } as const;
    const done = { by: "ada", at: "2026-05-07T08:00:00Z" };
    await appendActions(folder, [{ ...hypothesis, ...done }]);
    expect(caseProblems(folder, out)).toEqual([]);
    expect(reportRemarks(folder, out).join()).toMatch(/after record \d+; \d+ were added since/);
    writeFileSync(join(out, "index.html"), "<p>something else</p>");
    expect(reportRemarks(folder, out).join()).toContain("not checked: index.html");
    const page = readFileSync(join(out, "report.html"), "utf8");
    writeFileSync(join(out, "report.html"), page.replace("Three", "Four"));
    expect(caseProblems(folder, out).join()).toContain("report.html is not what the case gives");
    rmSync(join(out, "report.html"));
    expect(caseProblems(folder, out).join()).toContain("report.html is missing");
    const manifest = readFileSync(join(out, "manifest.json"), "utf8");
    writeFileSync(
      join(out, "manifest.json"),
      manifest.replace(
        /"chain": "./,
        (own) => `${own.slice(0, -1)}${own.endsWith("0") ? "1" : "0"}`,
      ),
    );
    expect(caseProblems(folder, out).join()).toContain("in which the case never was");
  });

  test("a text that was changed afterwards is found", () => {
    const path = accountPath(folder, keepText(folder, TEXTS[0] ?? ""));
    writeFileSync(path, (TEXTS[0] ?? "").replace("Three", "Four"));
    expect(caseProblems(folder, null).join()).toContain("is not the text that was added");
  });

  test("a record that was changed afterwards is found", () => {
    const journal = caseJournal(folder);
    const segment = join(
      journal,
      readdirSync(journal).find((name) => readFileSync(join(journal, name)).includes("paper 1")) ??
        "",
    );
    const bytes = readFileSync(segment);
    bytes[bytes.indexOf("paper 1") + 6] = 0x32;
    writeFileSync(segment, bytes);
    expect(caseProblems(folder, null).join()).toContain("journal does not verify");
    // What cannot be read is not passed over: neither in a report, nor by whoever goes on.
    expect(() => openCase(folder)).toThrow(/record \d+ of its journal cannot be read/);
    expect(() => writeReport(folder, join(folder, "out"))).toThrow(/does not verify/);
  });
});
