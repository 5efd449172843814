#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { findPinnedNode, noNodeMessage, runsTypeScript } from "./pinned-node.mjs";
import { useJoinedModules } from "./joined-modules.mjs";
import { keepCompiled } from "./keep-compiled.mjs";
import { runNode } from "./run-node.mjs";

/** Set for the second start, so that a pinned Node that cannot do it either does not start itself for ever. */
const RESTARTED = "TOCSIN_RESTARTED";

/** The command line lives in TypeScript; this finds a Node that runs it, and runs it. */
async function launch(args) {
  if (runsTypeScript()) return runMain(args);
  const pinned = findPinnedNode();
  if (pinned === null || process.env[RESTARTED] !== undefined) {
    console.error(noNodeMessage());
    return 1;
  }
  const env = { ...process.env, [RESTARTED]: "1" };
  return runNode(pinned, [fileURLToPath(import.meta.url), ...args], { env });
}

async function runMain(args) {
  keepCompiled();
  useJoinedModules();
  const loaded = await import("../src/cli/main.ts").catch(explainMissing);
  return loaded === null ? 1 : loaded.main(args);
}

/** A file or package that is not there is the user's to repair, and needs no stack trace; anything else is ours. */
function explainMissing(error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  if (String(error.url ?? "").endsWith("/src/cli/main.ts")) {
    console.error(
      "tocsin: this checkout has no command line yet (packages/server/src/cli/main.ts).",
    );
  } else {
    console.error(`tocsin: ${error.message.split("\n")[0]}`);
    console.error(
      'Something is not installed. Run "npm ci" at the top of the checkout and try again.',
    );
  }
  return null;
}

process.exitCode = await launch(process.argv.slice(2));
