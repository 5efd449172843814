import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-compiled-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const version = (kept: string) =>
  runCommand(process.execPath, [LAUNCHER, "--version"], {
    cwd: folder,
    env: { ...process.env, NODE_COMPILE_CACHE: kept },
  });

test("what was compiled once is kept for the next start", async () => {
  const kept = join(folder, "kept");
  const first = await version(kept);
  expect(first.code).toBe(0);
  expect(readdirSync(kept, { recursive: true }).length).toBeGreaterThan(20);
  expect(await version(kept)).toEqual(first);
});

test("where nothing can be kept, all is as it was", async () => {
  const blocked = join(folder, "file");
  writeFileSync(blocked, "");
  expect(await version(blocked)).toMatchObject({ code: 0, stderr: "" });
});

/** A Node of this machine that is too old for the source, as a person's own often is; undefined: there is none. */
const oldNode = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((bin) => join(bin, "node"))
  .find((node) => {
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    return /^v(1\d|20|21|22|23)\./.test(stdout ?? "");
  });

test.skipIf(oldNode === undefined)(
  "a Node that is too old starts the pinned one (needs a Node before 24 on the PATH)",
  async () => {
    const { code, stderr, stdout } = await runCommand(oldNode ?? "", [LAUNCHER, "--version"], {
      cwd: folder,
      env: process.env,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
  },
);
