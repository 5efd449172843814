import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VERB_NAMES } from "../../src/cli/verbs.ts";
import { hasProgram, prepare, runCommand } from "./run-command.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "tocsin-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const stdout = await prepare(
      runCommand(process.execPath, [LAUNCHER, "completion", shell], { cwd }),
    );
    await writeFile(join(cwd, `completion.${shell}`), stdout);
  }
});
afterAll(() => rm(cwd, { recursive: true }));

/** Asks a real bash what it would offer for the last of these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = `source ./completion.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_tocsin
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = await runCommand(
    "bash",
    ["--norc", "-euc", script, "bash", "tocsin", ...words],
    { cwd },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe.skipIf(!hasProgram("bash"))("in a real bash", () => {
  test("every verb is offered first", async () => {
    expect(await offered("")).toEqual(expect.arrayContaining([...VERB_NAMES]));
    expect(await offered("sim")).toEqual(["simulate"]);
  });

  test("sub-verbs, with options before them", async () => {
    expect(await offered("config", "s")).toEqual(["show", "schema"]);
    expect(await offered("--config", "simulate", "--json", "config", "c")).toEqual(["check"]);
  });

  test("options of the verb and of the program", async () => {
    const options = await offered("simulate", "salvo", "--");
    expect(options).toEqual(expect.arrayContaining(["--speed", "--seed", "--data-dir", "--help"]));
    expect(options).not.toContain("--origin");
  });

  test("scenario names, and shells", async () => {
    expect(await offered("simulate", "sal")).toEqual(["salvo"]);
    expect(await offered("completion", "")).toEqual(
      expect.arrayContaining(["bash", "zsh", "fish"]),
    );
  });

  test("files are left to bash", async () => {
    expect(await offered("--config", "")).toEqual([]);
    const { stdout } = await runCommand(
      "bash",
      ["-c", "source ./completion.bash; complete -p tocsin"],
      { cwd },
    );
    expect(stdout).toContain("-o default");
  });
});

test.skipIf(!hasProgram("zsh"))("zsh can read its own", async () => {
  const { code, stderr } = await runCommand("zsh", ["-n", "completion.zsh"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test.skipIf(!hasProgram("fish"))("fish can read its own, and offers sub-verbs", async () => {
  const script = "source completion.fish; complete -C 'tocsin config s'";
  const { code, stdout, stderr } = await runCommand("fish", ["--no-config", "-c", script], { cwd });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("schema");
});

test("an unknown shell is a usage error that names the known ones", async () => {
  const { code, stderr } = await runCommand(process.execPath, [LAUNCHER, "completion", "csh"], {
    cwd,
  });
  expect(code).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
