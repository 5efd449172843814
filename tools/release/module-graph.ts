import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type CompiledModule, compileModule } from "./compile-module.ts";
import { readManifest, releasedPlace } from "./workspace-packages.ts";

export interface ModuleGraph {
  /** By absolute path of the source. */
  readonly modules: ReadonlyMap<string, CompiledModule>;
  /** Absolute paths of other files that modules name. */
  readonly assets: ReadonlySet<string>;
  /** Names of the packages from outside that are imported. */
  readonly outside: ReadonlySet<string>;
}

/**
 * Follows every import and worker from the entries. Only what the product reaches is released: tests, benchmarks and
 * tools stay behind without a list of names that somebody would have to keep.
 */
export function walkModules(root: string, entries: readonly string[]): ModuleGraph {
  const modules = new Map<string, CompiledModule>();
  const assets = new Set<string>();
  const outside = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue;
    const compiled = compileModule(path, readFileSync(path, "utf8"), relocator(root, path));
    modules.set(path, compiled);
    for (const specifier of compiled.imports) {
      const found = locate(root, path, specifier);
      if (found === null) noteOutside(specifier, outside);
      else waiting.push(found);
    }
    for (const file of compiled.files) {
      const named = resolve(dirname(path), file);
      if (named.endsWith(".ts")) waiting.push(named);
      else if (existsSync(named) && statSync(named).isFile()) assets.add(named);
    }
  }
  return { modules, assets, outside };
}

/** Rewrites the way to a file of another package; inside one, files lie as in the checkout. */
const relocator =
  (root: string, path: string) =>
  (file: string): string => {
    const named = resolve(dirname(path), file);
    const place = relative(join(root, "packages"), named);
    const [ownPackage] = relative(join(root, "packages"), path).split("/");
    if (place.startsWith(`${ownPackage}/`) || place.startsWith("..")) return file;
    return relative(dirname(releasedPlace(root, path)), releasedPlace(root, named));
  };

function locate(root: string, from: string, specifier: string): string | null {
  if (specifier.startsWith(".")) return resolve(dirname(from), specifier);
  const own = /^@tocsin\/([a-z]+)(\/.+)?$/.exec(specifier);
  if (own === null) return null;
  const folder = join(root, "packages", own[1] ?? "");
  const target = readManifest(folder).exports?.[`.${own[2] ?? ""}`];
  if (target === undefined) throw new Error(`${from} imports ${specifier}, which is not exported`);
  return join(folder, target);
}

function noteOutside(specifier: string, outside: Set<string>): void {
  if (specifier.startsWith("node:")) return;
  const [scope, name] = specifier.split("/");
  outside.add(scope.startsWith("@") ? `${scope}/${name}` : scope);
}
