import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../../src/cases/case-folder.ts";

const BIN = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
const EACH = 6;
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-together-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const tocsin = (...args: readonly string[]): Promise<{ readonly stdout: string }> =>
  promisify(execFile)(process.execPath, [BIN, ...args]);

test("two programs that add to one case at a time lose nothing of each other's", async () => {
  const folder = join(root, "case");
  await tocsin("case", "new", folder, "--title", "Depot");
  const files = (of: string): readonly string[] =>
    Array.from({ length: EACH }, (_, i) => {
      const path = join(root, `${of}-${i}.txt`);
      writeFileSync(path, `${i + 2} drones attacked the depot, a spokesman of ${of} said.`);
      return path;
    });
  await Promise.all(
    ["Ardal", "Borg", "Cerne"].map((of) => tocsin("case", "add", folder, ...files(of))),
  );
  const { accounts } = openCase(folder);
  expect(new Set(accounts.map(({ id }) => id)).size).toBe(3 * EACH);
  expect(new Set(accounts.map(({ text }) => text)).size).toBe(3 * EACH);
  expect((await tocsin("case", "verify", folder)).stdout).toContain("Nothing is missing");
});
