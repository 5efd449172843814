import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeSecretFile, replaceSecretFile } from "./secret-file.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-secret-"));
  path = join(folder, "key");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the first that makes a file makes it, and nothing else is left beside it", () => {
  expect([makeSecretFile(path, "first"), makeSecretFile(path, "second")]).toEqual([true, false]);
  expect(readFileSync(path, "utf8")).toBe("first");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["key"]);
});

test("what replaces a file has its place, though a killed process left a part beside it", () => {
  writeFileSync(`${path}.next`, "a pa");
  replaceSecretFile(path, "old");
  replaceSecretFile(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["key"]);
});

test("six processes that start at once know a post by one key", async () => {
  const module = new URL("../broadcast/post-key.ts", import.meta.url).href;
  const code = `import { postKeyFile } from ${JSON.stringify(module)};
    process.send("ready");
    await new Promise((go) => process.once("message", go));
    process.send(postKeyFile(${JSON.stringify(folder)}, "site", "live").keyId, () => process.exit());`;
  const processes = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "--eval", code], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }),
  );
  const said = async (started: ChildProcess): Promise<unknown> =>
    (await once(started, "message"))[0];
  await Promise.all(processes.map(said));
  const answers = processes.map(said);
  for (const started of processes) started.send("go");
  const ids = await Promise.all(answers);
  expect(ids[0]).toMatch(/\S/);
  expect(new Set(ids).size).toBe(1);
});
