import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  findPinnedNode,
  noNodeMessage,
  runsTypeScript,
} from "../packages/server/bin/pinned-node.mjs";
import { joinModules } from "./join-modules.mjs";
import { npmCommand } from "./npm-command.mjs";
import { runQuietly } from "./run-quietly.mjs";

/** Oldest Node that can run this set-up; everything after it runs under the pinned one. */
const OLDEST_SETUP_NODE = 20;

/** The top of the checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Makes a fresh clone ready: dependencies as the lock file says, and a Node that runs TypeScript. Resolves to the
 * path of that Node; ends the process with a plain message where it can't be had.
 */
export async function setUp() {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_SETUP_NODE) {
    fail(
      `This is Node ${process.version}. Tocsin needs Node ${OLDEST_SETUP_NODE} or newer to set itself up.`,
    );
  }
  if (!isInstalled(ROOT)) await install();
  const pinned = findPinnedNode(ROOT);
  if (pinned !== null) return pinned;
  if (runsTypeScript()) return process.execPath;
  return fail(noNodeMessage());
}

/**
 * Whether what is installed is what the lock file names. Contents are compared, not times: a checkout that only
 * touched the file must not install again, and one that changed a version must.
 */
export function isInstalled(root) {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/") || entry.link) return true;
    const found = installed[path];
    if (found === undefined) return Boolean(entry.optional || entry.devOptional);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function install() {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const [command, args] = npmCommand(["ci", ...quiet, "--include=dev", "--include=optional"]);
  const result = await runQuietly("Installing dependencies", () =>
    spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] }),
  );
  if (result.code === 0) return;
  console.error(result.output.trimEnd().split("\n").slice(-20).join("\n"));
  fail(
    "The dependencies could not be installed (npm ci). Check the network and registry, then try again.",
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const node = await setUp();
  await joinModules(node);
  console.log(`Ready. Node: ${node}`);
}
