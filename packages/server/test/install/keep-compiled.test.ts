import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
