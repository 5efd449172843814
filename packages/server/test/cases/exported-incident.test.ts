import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../../src/cases/case-folder.ts";
import { runHere } from "../cli/run-here.ts";

const INPUT = 4;
const HARBOUR = join(import.meta.dirname, "../../../inquiry/examples/harbour");

let folder: string;
const at = (name: string): string => join(folder, name);
const ok = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runHere(...args);
  expect(code, `${args.join(" ")}: ${stderr}`).toBe(0);
  return stdout;
};
const record = (file: string, ...more: readonly string[]): ReturnType<typeof runHere> =>
  runHere("case", "recording", at("case"), at(file), ...more);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-exported-"));
  const scenario = `${join(HARBOUR, "recording.yaml")}#seen`;
  await ok("simulate", scenario, "--quiet", "--data-dir", at("seen"));
  const asked = ["--at", "depot", "--time", "2026-05-03T20:44:00Z", "--from", "135"];
  await ok("report", ...asked, "--data-dir", at("seen"), "--out", at("page.html"));
  for (const format of ["mcap", "jsonl"])
    await ok(
      "journal",
      "export",
      "--data-dir",
      at("seen"),
      "--format",
      format,
      "--out",
      at(format),
    );
  await ok("case", "new", at("case"), "--title", "Harbour");
  await ok("case", "add", at("case"), join(HARBOUR, "evening-post.txt"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("exports that nobody signed are refused, each with what it lacks and what to ask for", async () => {
  const said: readonly (readonly [string, RegExp])[] = [
    ["page.html", /agrees with its own SHA-256, and nobody signed it/],
    ["mcap", /is an MCAP file: .* without the chain and the signatures/],
    ["jsonl", /is an export in JSON/],
  ];
  for (const [file, why] of said) {
    const { code, stderr } = await record(file);
    expect(code, file).toBe(INPUT);
    expect(stderr, file).toMatch(why);
    expect(stderr, file).toContain("tocsin bundle");
  }
  expect(openCase(at("case")).recordings).toEqual([]);
});

test("a page of an incident joins with its journal, once it is made again from it; a changed one does not", async () => {
  const page = readFileSync(at("page.html"), "utf8");
  writeFileSync(at("changed.html"), page.replace("depot", "dep0t"));
  const changed = await record("changed.html", "--journal", at("seen"));
  expect(changed.code).toBe(INPUT);
  expect(changed.stderr).toContain("The page was changed");
  const other = await record("page.html", "--journal", at("seen"), "--public-key", "MCow");
  expect(other.code).toBe(INPUT);
  expect(openCase(at("case")).recordings).toEqual([]);
  const { code, stdout, stderr } = await record("page.html", "--journal", at("seen"));
  expect(code, stderr).toBe(0);
  // Where and when the page asks itself.
  expect(stdout).toMatch(/R1 {2}page\.html: Fuel depot, 2026-05-03T20:42:00Z/);
  expect(await ok("case", "verify", at("case"))).toContain("Nothing is missing or changed");
  const again = await record("page.html");
  expect(again.stderr).toContain("made from the journal of R1, which the case holds already");
});
