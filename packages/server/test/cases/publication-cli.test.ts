import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runHere } from "../cli/run-here.ts";

const MEMBERS = z.object({
  members: z.array(z.object({ memberId: z.string(), role: z.string() })),
  versions: z.array(
    z.object({
      version: z.number(),
      published: z.object({ by: z.string() }).nullable(),
      correctedBy: z.number().nullable(),
      statements: z.array(z.object({ memberId: z.string(), stance: z.string() })),
    }),
  ),
});
const REFUSED = 4;

let folder: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const keys = new Map<string, string>();
const run = (...args: readonly string[]): ReturnType<typeof runHere> => runHere("case", ...args);
/** What must succeed, and what it printed. */
const ok = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run(...args);
  expect(code, `${args.join(" ")}: ${stderr}`).toBe(0);
  return stdout;
};
const inCase = (verb: string, ...more: readonly string[]): Promise<string> =>
  ok(verb, at("harbour"), ...more);
const members = async (): Promise<z.infer<typeof MEMBERS>> =>
  MEMBERS.parse(JSON.parse(await inCase("members", "--json")));
const as = (member: string, key = member): readonly string[] => [
  "--as",
  member,
  "--key",
  at(`${key}.key`),
];
const takeIn = (member: string, role: string): Promise<string> =>
  inCase("member", member, "--role", role, "--public-key", keys.get(member) ?? "", ...as("ada"));
const refusal = async (...args: readonly string[]): Promise<string> => {
  const [verb = "", ...more] = args;
  const { code, stderr } = await run(verb, at("harbour"), ...more);
  expect(code, stderr).toBe(REFUSED);
  return stderr;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-publication-cli-"));
  writeFileSync(at("paper.txt"), "The ministry said three drones attacked the depot.\n");
  await inCase("new", "--title", "Drones over the harbour");
  await inCase("add", at("paper.txt"));
  for (const name of ["ada", "ben", "cleo"])
    keys.set(name, (await ok("key", at(`${name}.key`))).trim());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a key is the owner's alone, and none is written over", async () => {
  expect(statSync(at("ada.key")).mode & 0o777).toBe(0o600);
  expect(readFileSync(at("ada.key"), "utf8")).toContain("PRIVATE KEY");
  expect(keys.get("ada")).toMatch(/^MCowBQYDK2VwAyEA/);
  const before = readFileSync(at("ada.key"), "utf8");
  expect((await run("key", at("ada.key"))).code).not.toBe(0);
  expect(readFileSync(at("ada.key"), "utf8")).toBe(before);
});

test("the first member is a lead; only a lead, with that lead's own key, takes others in", async () => {
  await inCase("member", "ada", "--role", "lead", ...as("ada"));
  expect(
    await refusal(
      "member",
      "ben",
      "--role",
      "analyst",
      "--public-key",
      keys.get("ben") ?? "",
      ...as("ada", "ben"),
    ),
  ).toContain("not signed by ada");
  await takeIn("ben", "reviewer");
  await takeIn("cleo", "observer");
  expect((await members()).members).toMatchObject([
    { memberId: "ada", role: "lead" },
    { memberId: "ben", role: "reviewer" },
    { memberId: "cleo", role: "observer" },
  ]);
});

test("two members publish one report with the dissent; a correction stands beside it, and both verify", async () => {
  await inCase("draft", "--out", at("one"));
  await inCase("sign", at("one"), ...as("ada"));
  expect(await refusal("publish", "1", "--out", at("out"))).toContain("1 of 2");
  expect(existsSync(at("out"))).toBe(false);
  await inCase("dissent", at("one"), ...as("cleo"), "--words", "The drones were never counted.");
  expect(await refusal("publish", "1", "--out", at("out"))).toContain("1 of 2");
  await inCase("sign", at("one"), ...as("ben"));
  await inCase("publish", "1", "--out", at("out"));
  const page = readFileSync(at("out", "publication.html"), "utf8");
  for (const said of ["ada", "ben", "cleo", "The drones were never counted."])
    expect(page).toContain(said);
  expect(await inCase("verify", "--report", at("out"))).toContain("Nothing is missing or changed");

  expect(await refusal("draft", "--out", at("two"))).toContain("what differs from it");
  await inCase("draft", "--out", at("two"), "--changed", "the count is open", "--why", "a witness");
  for (const member of ["ada", "ben"]) await inCase("sign", at("two"), ...as(member));
  await inCase("publish", "2", "--out", at("out2"));
  expect(readFileSync(at("out2", "publication.html"), "utf8")).toContain("Correction of version 1");
  for (const out of ["out", "out2"])
    expect(await inCase("verify", "--report", at(out))).toContain("Nothing is missing or changed");
  // What was signed holds though the case has gone on, and a lost page is said to be lost.
  expect(await inCase("verify", "--report", at("one"))).toContain("were added since");
  rmSync(at("out2", "publication.json"));
  const lost = await run("verify", at("harbour"), "--report", at("out2"));
  expect(lost.stderr).toContain("publication.json is missing");
  const { versions } = await members();
  expect(versions.map(({ correctedBy }) => correctedBy)).toEqual([2, null]);
  expect(await inCase("members")).toContain("cleo");
});

test("a report that was touched is neither signed nor taken for the published one", async () => {
  await inCase("draft", "--out", at("three"), "--changed", "a word", "--why", "it was unclear");
  appendFileSync(at("three", "report.html"), "<!-- -->");
  expect(await refusal("sign", at("three"), ...as("ben"))).toContain("not what the case gives");
  appendFileSync(at("out", "publication.html"), "<!-- -->");
  const { code, stdout, stderr } = await run("verify", at("harbour"), "--report", at("out"));
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("is not what was published");
});
