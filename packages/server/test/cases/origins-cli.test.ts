import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../../src/cases/case-folder.ts";
import { caseProblems } from "../../src/cases/case-problems.ts";
import { runHere } from "../cli/run-here.ts";

let root: string;
let folder: string;
const inCase = async (verb: string, ...more: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runHere("case", verb, folder, ...more);
  return code === 0 ? stdout : `refused: ${stderr}`;
};
const idIn = (accountId: string): string =>
  openCase(folder).claims.find(
    (claim) => claim.accountId === accountId && claim.predicate === "weapon.count",
  )?.id ?? "";

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "tocsin-origins-"));
  folder = join(root, "case");
  await inCase("new", "--title", "Depot");
  for (const [name, text] of [
    ["a", "The interior ministry said three drones attacked the depot."],
    ["b", "Mira Holt said two drones attacked the depot on Monday."],
  ] as const) {
    writeFileSync(join(root, `${name}.txt`), text);
    await inCase("add", join(root, `${name}.txt`));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("origins are joined and the decision is dropped, and what is compared follows; the case verifies", async () => {
  expect(await inCase("compare")).toContain("3 and 2 share no number");
  expect(await inCase("join", idIn("A"), idIn("B"), "--reason", "she speaks for it")).toContain(
    "O1",
  );
  expect(await inCase("compare")).toContain("changed on the way");
  expect(await inCase("origins")).toMatch(/one origin, in A, B[\s\S]*O1 .* joined/);
  const out = join(root, "report");
  await inCase("report", "--out", out);
  expect(caseProblems(folder, out)).toEqual([]);
  expect(await inCase("join", idIn("A"), idIn("B"), "--reason", "again")).toContain("already");
  expect(await inCase("part", idIn("B"), "--reason", "she does not after all")).toContain("O2");
  expect(await inCase("drop", "O2", "--reason", "she does")).toContain("O2");
  expect(await inCase("drop", "O1", "--reason", "nobody knows")).toContain("O1");
  expect(await inCase("compare")).toContain("3 and 2 share no number");
  expect(caseProblems(folder, null)).toEqual([]);
});

test("hypotheses are put in other words and withdrawn, and grades taken back", async () => {
  await inCase("hypothesis", "There were three");
  expect(
    await inCase("revise", "H1", "--text", "There were three drones", "--reason", "clearer"),
  ).toContain("There were three drones");
  expect(await inCase("revise", "H1", "--withdraw", "--reason", "nobody holds it")).toContain(
    "(withdrawn)",
  );
  expect(await inCase("revise", "H1", "--reason", "neither")).toContain("refused");
  expect(await inCase("hypothesis", "There were two")).toContain("H2");
  await inCase("grade", "A", "B", "--reason", "an old paper");
  await inCase("grade", idIn("A"), "2", "--reason", "others say it");
  expect(openCase(folder).sourceGrades).toHaveLength(1);
  await inCase("grade", "A", "none", "--reason", "it changed hands");
  await inCase("grade", idIn("A"), "none", "--reason", "nobody else does");
  const { sourceGrades, claims } = openCase(folder);
  expect(sourceGrades).toEqual([]);
  expect(claims.every(({ credibility }) => credibility === null)).toBe(true);
});

test("what is denied is shown as denied, and a changed text is told once", async () => {
  const other = join(root, "denied");
  const account = join(root, "c.txt");
  writeFileSync(
    account,
    "The mayor denied that the bridge had been damaged in the drone attack. The port said the bridge was damaged.",
  );
  const run = async (...words: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await runHere("case", ...words);
    return `${stdout}${stderr}`;
  };
  await run("new", other, "--title", "Bridge");
  await run("add", other, account);
  expect(await run("claims", other)).toContain("not bridge — The mayor");
  expect(await run("compare", other)).toContain("“not bridge” and “bridge”: they contradict");
  const [text] = readdirSync(join(other, "accounts"));
  writeFileSync(join(other, "accounts", text ?? ""), "The bridge was damaged.");
  expect((await run("verify", other)).match(/does not hold/g)).toHaveLength(1);
});
