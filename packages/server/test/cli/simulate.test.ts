import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CliFolder } from "./cli-folder.ts";

let folder: CliFolder;
beforeAll(() => {
  folder = new CliFolder();
});
afterAll(() => folder.remove());

const SCENARIO = "green-zone-2021-02";

describe("tocsin simulate", () => {
  test("twice gives the same journal, byte for byte, and says the same SHA-256", async () => {
    const first = await folder.ok("simulate", SCENARIO, "--data-dir", "one");
    const second = await folder.okAlone("simulate", SCENARIO, "--data-dir", "two");
    const hashOf = (text: string) => /decisions SHA-256 ([0-9a-f]{64})/.exec(text)?.[1];
    expect(hashOf(first)).toBeDefined();
    expect(hashOf(second)).toBe(hashOf(first));
    expect(folder.segments("one").size).toBeGreaterThan(0);
    expect(folder.segments("two")).toEqual(folder.segments("one"));
    expect(first).toContain("WARNING  TAKE-COVER Ministry offices");
    expect(first).toMatch(/truth: rocket-1 at ministry: warned, \d+ s before/);
    expect(first).toContain("Next: tocsin why --data-dir one");
  });

  test("with another seed gives another journal", async () => {
    const report = await folder.json("simulate", SCENARIO, "--seed", "77", "--data-dir", "seed");
    expect(report).toMatchObject({ scenario: SCENARIO, seed: 77 });
    expect(folder.segments("seed")).not.toEqual(folder.segments("one"));
  });

  test("--list names every scenario with its title, as text and as JSON", async () => {
    const text = await folder.ok("simulate", "--list");
    const list = await folder.json("simulate", "--list");
    expect(text).toMatch(/^green-zone-2021-02 {2,}A volley/m);
    expect(Array.isArray(list) ? list.length : 0).toBe(text.trimEnd().split("\n").length);
    expect(list).toContainEqual(expect.objectContaining({ id: "salvo" }));
  });

  test("never adds to a journal that is there already: exit code 5", async () => {
    const { code, stderr } = await folder.run("simulate", SCENARIO, "--data-dir", "one");
    expect(code).toBe(5);
    expect(stderr).toBe(
      "error: one already holds a journal.\n" +
        "Name an empty folder with --data-dir DIR: a run never adds to another's journal.\n",
    );
  });

  test("a data directory that is a file is said so, and is no defect", async () => {
    writeFileSync(folder.file("a-file"), "");
    for (const args of [
      ["simulate", SCENARIO],
      ["journal", "ls"],
    ]) {
      const { code, stderr } = await folder.run(...args, "--data-dir", "a-file");
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: not a directory, \w+ 'a-file.*'\nCheck that path/);
    }
  });

  test("an unknown scenario: exit code 6, and the list", async () => {
    const { code, stdout, stderr } = await folder.runAlone("simulate", "nonsense");
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toMatch(/^error: There is no scenario called nonsense\.\nThe scenarios are: /);
    expect(stderr).toContain("baghdad-2021-11/out-of-range");
  });

  test.each([
    [["simulate"], "name a scenario: "],
    [["simulate", SCENARIO, "--seed", "x"], '--seed takes a whole number, not "x"'],
    [["simulate", SCENARIO, "--speed", "-1"], '--speed takes a positive number, not "-1"'],
  ])("%j is not understood: exit code 2", async (args, words) => {
    const { code, stderr } = await folder.run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain("Run: tocsin simulate --help");
  });
});
