import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CliFolder, CliResult } from "./cli-folder.ts";

const HOOK = new URL("./tell-modules.mjs", import.meta.url).href;
const PACKAGES = fileURLToPath(new URL("../../../", import.meta.url));

export interface LoadedModules {
  readonly result: CliResult;
  /** Below `packages`, such as `core/src/index.ts`. */
  readonly ours: readonly string[];
  /** Names of the packages from outside that anything was loaded of. */
  readonly outside: ReadonlySet<string>;
}

/** Runs a program in a process of its own, and tells which modules its main thread loaded. */
export async function loadedModules(
  folder: CliFolder,
  program: string,
  ...args: readonly string[]
): Promise<LoadedModules> {
  const told = folder.file("told-modules.json");
  const result = await folder.runNode(["--import", HOOK, program, ...args], { TOLD_MODULES: told });
  const urls = JSON.parse(readFileSync(told, "utf8")) as readonly string[];
  const outside = new Set<string>();
  const ours: string[] = [];
  for (const url of urls) {
    if (url === HOOK || fileURLToPath(url) === program) continue;
    const path = fileURLToPath(url).replaceAll(sep, "/");
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
    if (name === undefined) ours.push(relative(PACKAGES, path).replaceAll(sep, "/"));
    else outside.add(name);
  }
  return { result, ours, outside };
}
