import { targetOf } from "./package-imports.ts";
import { isTestPath, type Problem, type SourceFile } from "./source-file.ts";

/** A file of one adapter or one channel; the first group is its folder. */
const PLUGIN_FILE = /^(packages\/server\/src\/(?:adapters|channels)\/[^/]+\/)/;

/**
 * An adapter or channel could leave for a package of its own: it knows the contracts, and nothing of the server but
 * `sources/`, which is the plain reading of files and sockets and would go along. The simulation adapter also
 * knows the simulator, which it is the adapter of.
 */
export function checkPluginImports(file: SourceFile): Problem[] {
  const folder = PLUGIN_FILE.exec(file.path)?.[1];
  if (folder === undefined || isTestPath(file.path)) return [];
  return file.imports
    .filter(({ specifier }) => !mayImport(file.path, folder, specifier))
    .map(({ specifier, line }) => ({
      path: file.path,
      line,
      rule: "plugin-imports",
      message: `an adapter or channel imports contracts and its own folder, not ${specifier}`,
    }));
}

function mayImport(path: string, folder: string, specifier: string): boolean {
  if (specifier.startsWith(".")) {
    const target = targetOf(path, specifier);
    return target.startsWith(folder) || target.startsWith("packages/server/src/sources/");
  }
  if (specifier === "@tocsin/sim") return folder.endsWith("/adapters/simulation/");
  if (/^(@tocsin\/|tocsin($|\/))/.test(specifier)) {
    return specifier === "@tocsin/sdk" || specifier === "@tocsin/core";
  }
  return true;
}
