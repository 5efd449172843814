import { join } from "node:path";
import { runNode } from "../packages/server/bin/run-node.mjs";
import { buildConsole } from "./build-console.mjs";
import { joinModules } from "./join-modules.mjs";
import { ROOT, setUp } from "./setup.mjs";

/** `npm start`: from a fresh clone to the demo. What follows `--` goes to `tocsin demo`. */
const node = await setUp();
await joinModules(node);
await buildConsole(node).catch((error) => {
  // Without its screens the demo still answers in text and over HTTP.
  console.error(error.message);
});
const launcher = join(ROOT, "packages", "server", "bin", "tocsin.mjs");
process.exitCode = await runNode(node, [launcher, "demo", ...process.argv.slice(2)], { cwd: ROOT });
