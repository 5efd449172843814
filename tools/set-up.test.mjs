import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findPinnedNode } from "../packages/server/bin/pinned-node.mjs";
import { runNode } from "../packages/server/bin/run-node.mjs";
import { count } from "./run-tests.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { isInstalled, ROOT } from "./setup.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("isInstalled", () => {
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0", integrity: "x" },
    "node_modules/b-darwin-x64": { version: "1.0.0", optional: true },
    "node_modules/@tocsin/core": { link: true },
  };
  const check = (installed) => {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: wanted }));
    writeFileSync(
      join(folder, "node_modules", ".package-lock.json"),
      JSON.stringify({ packages: installed }),
    );
    return isInstalled(folder);
  };

  test("a clone without node_modules is not", () => expect(isInstalled(folder)).toBe(false));
  test("what the lock file names is; other platforms may be missing", () => {
    expect(check({ "node_modules/a": { version: "1.0.0", integrity: "x" } })).toBe(true);
  });
  test.each([
    ["a package is missing", {}],
    ["a version differs", { "node_modules/a": { version: "1.0.1", integrity: "x" } }],
    ["a hash differs", { "node_modules/a": { version: "1.0.0", integrity: "y" } }],
  ])("not where %s", (_, installed) => expect(check(installed)).toBe(false));
});

describe("findPinnedNode", () => {
  test("finds the one of this platform, from anywhere in the checkout", () => {
    const found = findPinnedNode(join(ROOT, "packages", "server", "src"));
    if (found === null) return;
    const { stdout } = spawnSync(found, ["--version"], { encoding: "utf8" });
    expect(stdout).toMatch(/^v26\./);
  });
  test("finds none outside", () => expect(findPinnedNode(folder)).toBe(null));
});

describe("runNode", () => {
  test("hands back the exit code", async () => {
    expect(await runNode(process.execPath, ["-e", "process.exit(7)"])).toBe(7);
  });
  test("says a signal as a shell would", async () => {
    expect(await runNode(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"])).toBe(
      137,
    );
  });
  test("passes a termination on and waits for the answer", async () => {
    const child =
      "process.on('SIGTERM', () => process.exit(9)); console.log('up'); setInterval(() => {}, 1000)";
    const module = new URL("../packages/server/bin/run-node.mjs", import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(async ({ runNode }) => {
      process.exitCode = await runNode(process.execPath, ["-e", ${JSON.stringify(child)}]);
    })`;
    const outer = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    outer.stdout.once("data", () => outer.kill("SIGTERM"));
    expect(await new Promise((resolve) => outer.once("exit", resolve))).toBe(9);
  });
});

test("runQuietly keeps what was written, and says when it could not start", async () => {
  const said = await runQuietly("x", () =>
    spawn(process.execPath, ["-e", "console.log('a'); process.exit(2)"]),
  );
  expect(said).toEqual({ code: 2, output: "a\n" });
  const missing = await runQuietly("x", () => spawn(join(folder, "nothing")));
  expect(missing.code).toBe(127);
});

describe("count", () => {
  const file = (name, status, ...tests) => ({
    name: join(ROOT, name),
    status,
    assertionResults: tests.map((state) => ({
      status: state,
      ancestorTitles: ["group"],
      title: "t",
    })),
  });
  const totals = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };

  test("counts a file that could not be loaded as a failure", () => {
    const testResults = [
      file("a.test.ts", "failed", "passed", "failed", "skipped"),
      file("b.test.ts", "failed"),
      file("c.test.ts", "passed", "passed", "todo"),
    ];
    expect(count({ ...totals, testResults })).toEqual({
      passed: 2,
      failed: 2,
      skipped: 2,
      failures: ["a.test.ts", "b.test.ts"],
      skips: ["a.test.ts: group (1)", "c.test.ts: group (1)"],
    });
  });
  test("no report is a failure", () => expect(count(null).failed).toBe(1));
});
