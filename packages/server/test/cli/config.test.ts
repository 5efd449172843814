import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CliFolder } from "./cli-folder.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
const EXAMPLE = fileURLToPath(new URL("../../examples/site.yaml", import.meta.url));

const folder = new CliFolder();
afterAll(() => folder.remove());

describe("tocsin config check", () => {
  test("says that the example is sound, and what may not be meant", async () => {
    const { code, stdout, stderr } = await folder.runAlone("config", "check", "--config", EXAMPLE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("is sound: Harbour Hospital, mode shadow\n");
    expect(stdout).toContain("1 sensor, 2 areas, 1 input, 2 channels");
  });

  test("names the line of each problem and what to do, and exits with 3", async () => {
    const path = folder.file("bad.yaml");
    await writeFile(path, "site:\n  id: s\n  lattitude_deg: 3\nareas: []\n");
    const { code, stdout, stderr } = await folder.run("config", "check", "--config", path);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(
      `${path}:3:3: unknown key \`lattitude_deg\` in site; did you mean \`latitude_deg\`?`,
    );
    expect(stderr).toContain(`${path}:4:8: areas must have at least 1 entry`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("with --json puts the problems on standard output", async () => {
    const path = folder.file("json.yaml");
    await writeFile(path, "mode: shdow\n");
    const { code, stdout } = await folder.run("--json", "config", "check", "--config", path);
    const answer: unknown = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(answer).toMatchObject({ ok: false, problems: expect.arrayContaining([]) });
    expect(answer).toHaveProperty("problems[2].line", 1);
  });

  test("looks for site.yaml in the current folder, and says so when there is none", async () => {
    const { code, stderr } = await folder.run("config", "check");
    expect(code).toBe(3);
    expect(stderr).toBe(
      "error: There is no site file at site.yaml.\nName one with --config FILE.\n",
    );
  });
});

test("tocsin config show prints a site file with every default, as YAML and as JSON", async () => {
  const yaml = await folder.run("config", "show", "--config", EXAMPLE);
  const json = await folder.run("config", "show", "--config", EXAMPLE, "--json");
  expect(yaml.code).toBe(0);
  expect(yaml.stdout).toContain("take_cover_probability: 0.1 # default");
  expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
});

test("tocsin config schema prints JSON Schema", async () => {
  const { code, stdout } = await folder.run("config", "schema");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty(
    "properties.policy.properties.existence_min.default",
    0.5,
  );
});

describe("the command line", () => {
  test("without a verb shows its help, examples first", async () => {
    const { code, stdout } = await folder.runAlone();
    expect(code).toBe(0);
    expect(stdout.startsWith("Examples:\n  tocsin ")).toBe(true);
    expect(stdout).toContain("--data-dir <dir>");
  });

  test("shows examples first in the help of a verb, too", async () => {
    const { code, stdout } = await folder.runAlone("config", "--help");
    expect(code).toBe(0);
    expect(stdout.startsWith("Examples:\n  tocsin config check")).toBe(true);
  });

  test.each([
    [["confg"], "unknown command 'confg'; did you mean config?", "tocsin --help"],
    [["config", "chek"], "unknown command 'chek'; did you mean check?", "tocsin config --help"],
    [
      ["config", "check", "--jsn"],
      "unknown option '--jsn'; did you mean --json?",
      "tocsin config --help",
    ],
  ])(
    "%j is not understood: exit code 2, what was meant, and where the help is",
    async (args, words, help) => {
      const { code, stdout, stderr } = await folder.run(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toBe(`error: ${words}\nRun: ${help}\n`);
    },
  );

  test("with --json says errors in JSON", async () => {
    const { code, stderr } = await folder.runAlone(
      "config",
      "show",
      "--json",
      "--config",
      "none.yaml",
    );
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "CONFIG_NOT_FOUND",
        message: "There is no site file at none.yaml.",
        remedy: "Name one with --config FILE.",
      },
    });
  });

  test("ends quietly when nobody reads its output any more", async () => {
    const child = spawn(process.execPath, [LAUNCHER, "config", "schema"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    const exited = new Promise((resolve) => {
      child.once("exit", (code) => resolve(code));
    });
    const [code, stderr] = await Promise.all([exited, text(child.stderr)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
