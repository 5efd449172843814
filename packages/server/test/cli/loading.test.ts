import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VERB_NAMES } from "../../src/cli/verbs.ts";
import { CliFolder } from "./cli-folder.ts";
import { type LoadedModules, loadedModules } from "./loaded-modules.ts";

/** What a command line is understood with. */
const UNDERSTANDING = /^(server\/src\/cli\/(?!actions\/|text\/)|sdk\/src\/errors\/)/;
/** Homes of the words and figures that the help of an option lists, and the entries of packages that give them. */
const LISTED_MAX = 22;
const TOCSIN = fileURLToPath(new URL("./from-source.ts", import.meta.url));
const HELP_OF_VERBS = fileURLToPath(new URL("./help-of-verbs.ts", import.meta.url));

let folder: CliFolder;
beforeAll(() => {
  folder = new CliFolder();
});
afterAll(() => folder.remove());

const entriesOf = ({ ours }: LoadedModules): readonly string[] =>
  ours.filter((path) => /^[a-z]+\/src\/index\.ts$/.test(path));

function expectNothingButHelp(loaded: LoadedModules): void {
  expect([...loaded.outside]).toEqual(["commander"]);
  expect(entriesOf(loaded)).toEqual([]);
  expect(loaded.ours.filter((path) => /\/cli\/(actions|text)\//.test(path))).toEqual([]);
  const listed = loaded.ours.filter((path) => !UNDERSTANDING.test(path));
  expect(listed.length, listed.join("\n")).toBeLessThanOrEqual(LISTED_MAX);
}

test("the version is told by what reads command lines, and nothing else", async () => {
  const loaded = await loadedModules(folder, TOCSIN, "--version");
  expect(loaded.result).toMatchObject({ code: 0, stderr: "" });
  expectNothingButHelp(loaded);
  expect(loaded.ours.filter((path) => path.includes("/commands/"))).toEqual([]);
});

test("the help is made of what verbs declare, and loads nothing that any of them does", async () => {
  const loaded = await loadedModules(folder, TOCSIN, "--help");
  expect(loaded.result).toMatchObject({ code: 0, stderr: "" });
  expectNothingButHelp(loaded);
});

test("so is the help of each verb", async () => {
  const loaded = await loadedModules(folder, HELP_OF_VERBS);
  expect(loaded.result).toMatchObject({ code: 0, stderr: "" });
  for (const verb of VERB_NAMES)
    expect(loaded.result.stdout).toMatch(new RegExp(`^Usage: tocsin ${verb} `, "m"));
  expectNothingButHelp(loaded);
});

test("a member's key is made without the library of inquiries and its model of English", async () => {
  const loaded = await loadedModules(folder, TOCSIN, "case", "key", "ada.key");
  expect(loaded.result.code).toBe(0);
  expect([...loaded.outside]).toEqual(["commander"]);
  expect(entriesOf(loaded)).toEqual([]);
});

test("what is said in texts is read without the engine, site files and what takes pages apart", async () => {
  writeFileSync(folder.file("a.txt"), "Two drones were shot down, the governor said.\n");
  await folder.ok("case", "new", "case", "--title", "Drones");
  const loaded = await loadedModules(folder, TOCSIN, "case", "add", "case", "a.txt");
  expect(loaded.result.stdout).toContain("claim proposed");
  expect(entriesOf(loaded)).toEqual(["inquiry/src/index.ts"]);
  for (const name of ["linkedom", "@mozilla/readability", "yaml"])
    expect(loaded.outside).not.toContain(name);
});

test("a scenario is run without a network, and its journal read without what a site file takes", async () => {
  const simulate = ["simulate", "sensor-down", "--quiet", "--data-dir", "run"];
  const run = await loadedModules(folder, TOCSIN, ...simulate);
  expect(run.result.stdout).toContain("tocsin why --data-dir run");
  for (const name of ["mqtt", "ws", "@bufbuild/protobuf", "fastify", "geotiff", "saxes"])
    expect(run.outside).not.toContain(name);

  const verify = await loadedModules(folder, TOCSIN, "journal", "verify", "--data-dir", "run");
  expect(verify.result.stdout).toContain("Nothing is missing");
  expect([...verify.outside]).toEqual(["commander"]);
  expect(entriesOf(verify)).toEqual([]);

  const why = await loadedModules(folder, TOCSIN, "why", "--data-dir", "run");
  expect(why.result.code).toBe(0);
  expect([...why.outside]).toEqual(["commander"]);
  expect(entriesOf(why)).toEqual(["core/src/index.ts"]);

  const again = await loadedModules(folder, TOCSIN, "replay", "run");
  expect(again.result.stdout).toContain("byte for byte");
  expect(entriesOf(again)).toEqual(["core/src/index.ts"]);
});
