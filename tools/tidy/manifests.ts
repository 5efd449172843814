import { type LockFile, missingFromLock } from "./lock-file.ts";
import type { Problem } from "./source-file.ts";
import type { TextFile } from "./words.ts";

const PRODUCTION_DEPENDENCIES_MAX = 30;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Few dependencies, each at one exact version and with its reason written down (`reasons`: the page that lists them);
 * core has none; the lock file names no server.
 */
export function checkManifests(
  manifests: readonly TextFile[],
  lockFile: TextFile,
  reasons: TextFile,
): Problem[] {
  const problems: Problem[] = [];
  const report = (path: string, rule: string, message: string): void => {
    problems.push({ path, line: 1, rule, message });
  };
  const production = new Set<string>();
  const all = new Set<string>();
  for (const { path, text } of manifests) {
    const manifest = JSON.parse(text) as Manifest;
    const direct = Object.keys(manifest.dependencies ?? {});
    if (path === "packages/core/package.json" && direct.length > 0) {
      report(path, "core-dependencies", `core depends on nothing, not on ${direct.join(", ")}`);
    }
    for (const name of direct) if (!isOurs(name)) production.add(name);
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    for (const [name, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    })) {
      if (!isOurs(name)) all.add(name);
      if (!EXACT.test(version))
        report(path, "exact-version", `${name} ${version} is not one version`);
    }
  }
  if (production.size > PRODUCTION_DEPENDENCIES_MAX) {
    report("package.json", "dependency-count", `${production.size} production dependencies`);
  }
  const explained = new Set(
    [...reasons.text.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? ""),
  );
  for (const name of all) {
    if (!explained.has(name))
      report(reasons.path, "dependency-reason", `${name} is used without a reason here`);
  }
  for (const name of explained) {
    if (!all.has(name)) report(reasons.path, "dependency-reason", `${name} is no longer used`);
  }
  if (/"resolved":\s*"https?:/.test(lockFile.text)) {
    report(lockFile.path, "lock-file", "names the server that a package came from");
  }
  const lock = JSON.parse(lockFile.text) as LockFile;
  for (const { name } of missingFromLock(lock)) {
    report(lockFile.path, "lock-file", `lacks ${name}: "npm run lock" adds it`);
  }
  return problems;
}

function isOurs(name: string): boolean {
  return name === "tocsin" || name.startsWith("@tocsin/");
}
