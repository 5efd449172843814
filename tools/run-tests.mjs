import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ROOT } from "./setup.mjs";
import { stageEnv } from "./stages.mjs";

/** Groups of skipped tests and failed files that are named; more are counted. */
const NAMED_MAX = 12;

/** Runs vitest with these arguments, its own output shown as it comes. Resolves to its exit code and its counts. */
export async function runTests(node, args) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-tests-"));
  const outputFile = join(folder, "results.json");
  try {
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${outputFile}`];
    // Hundreds of processes run the same modules: each is stripped of its types and compiled once.
    const env = { ...stageEnv(node), NODE_COMPILE_CACHE: join(folder, "compiled") };
    const { code, how } = await run(node, [vitest, "run", ...reporters, ...args], env);
    const results = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, "utf8")) : null;
    return { code, ...count(results, how) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts of a vitest JSON report (null where vitest did not get as far as writing one). A file that could not be
 * loaded has no tests to count, so it counts as one failure.
 */
export function count(results, how) {
  if (results === null) {
    const failures = [`vitest itself: it ended (${how}) before it told its results`];
    return { passed: 0, failed: 1, skipped: 0, failures, skips: [] };
  }
  const broken = results.testResults.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failing = results.testResults.filter((file) => file.status === "failed");
  const skips = new Map();
  for (const file of results.testResults) {
    for (const test of file.assertionResults) {
      if (!isSkipped(test)) continue;
      const group = `${relative(ROOT, file.name)}: ${test.ancestorTitles[0] || test.title}`;
      skips.set(group, (skips.get(group) ?? 0) + 1);
    }
  }
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numPendingTests + results.numTodoTests,
    failures: shorten(failing.map((file) => relative(ROOT, file.name))),
    skips: shorten([...skips].map(([group, tests]) => `${group} (${tests})`)),
  };
}

const isSkipped = (test) => ["pending", "skipped", "todo", "disabled"].includes(test.status);

function shorten(names) {
  const more = names.length - NAMED_MAX;
  return more > 0 ? [...names.slice(0, NAMED_MAX), `and ${more} more`] : names;
}

function run(node, args, env) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: ROOT, env, stdio: "inherit" });
    child.once("error", (error) => {
      console.error(error.message);
      resolve({ code: 127, how: error.message });
    });
    child.once("exit", (code, signal) =>
      resolve({ code: code ?? 1, how: signal ?? `exit code ${code}` }),
    );
  });
}
