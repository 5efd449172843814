import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./run-quietly.mjs";
import { ROOT } from "./setup.mjs";

const CONSOLE = join(ROOT, "packages", "console");
const BUILT = join(CONSOLE, "dist", "index.html");
/** What the built console is made from; its dependencies come with the lock file. */
const SOURCES = ["src", "index.html", "vite.config.ts", "package.json"];

/** Builds the console with `node` unless it was built since its sources last changed. Throws when it cannot. */
export async function buildConsole(node) {
  if (existsSync(BUILT) && newestMs(SOURCES.map((name) => join(CONSOLE, name))) < timeMs(BUILT))
    return;
  console.log("Building the console …");
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  const { code, output } = await runQuietly("Building the console", () =>
    spawn(node, [vite, "build", "--logLevel", "warn"], { cwd: CONSOLE }),
  );
  if (code === 0) return;
  console.error(output.trimEnd());
  throw new Error("The console could not be built; what the builder said stands above.");
}

const timeMs = (path) => statSync(path).mtimeMs;

function newestMs(paths) {
  let newest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    newest = Math.max(newest, timeMs(path));
    if (!statSync(path).isDirectory()) continue;
    newest = Math.max(newest, newestMs(readdirSync(path).map((name) => join(path, name))));
  }
  return newest;
}
