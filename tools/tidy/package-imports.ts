import { dirname, posix } from "node:path";
import { isTestPath, type ImportOf, type Problem, type SourceFile } from "./source-file.ts";

/** Which of our packages each may import; what is not named here may import none. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  sdk: ["@tocsin/core"],
  inquiry: ["@tocsin/core", "@tocsin/sdk", "@tocsin/sdk/inquiry", "@tocsin/sdk/text"],
  sim: ["@tocsin/core", "@tocsin/sdk"],
  server: [
    "@tocsin/core",
    "@tocsin/core/units",
    "@tocsin/core/vocabulary",
    "@tocsin/sdk",
    "@tocsin/sdk/conformance",
    "@tocsin/sdk/errors",
    "@tocsin/sdk/inquiry",
    "@tocsin/sdk/vocabulary",
    "@tocsin/inquiry",
    "@tocsin/inquiry/case-action",
    "@tocsin/inquiry/read-html",
    "@tocsin/inquiry/vocabulary",
    "@tocsin/sim",
  ],
  console: ["@tocsin/core", "@tocsin/sdk"],
};

/** Ways into our packages: a package's own entries, never a file inside. */
const OURS = /^(@tocsin\/|tocsin($|\/))/;

/** Data goes one way, and so do imports: between packages by name and in one direction, inside one by relative path. */
export function checkPackageImports(file: SourceFile): Problem[] {
  return file.imports.flatMap((entry) => {
    const message = wrongImport(file.path, entry);
    return message === null
      ? []
      : [{ path: file.path, line: entry.line, rule: "package-imports", message }];
  });
}

/** The package that a path lies in, `tools` for the tools; empty for neither. */
export function packageOf(path: string): string {
  const parts = path.split("/");
  return (parts[0] === "packages" ? parts[1] : parts[0]) ?? "";
}

/** The path that a relative import leads to. */
export function targetOf(path: string, specifier: string): string {
  return posix.normalize(posix.join(dirname(path), specifier));
}

function wrongImport(path: string, { specifier }: ImportOf): string | null {
  const from = packageOf(path);
  if (specifier.startsWith(".")) return wrongRelativeImport(path, specifier);
  if (OURS.test(specifier)) {
    const allowed = MAY_IMPORT[from] ?? [];
    return allowed.includes(specifier) ? null : `${from} may not import ${specifier}`;
  }
  if (specifier.startsWith("/") || specifier.startsWith("file:"))
    return `absolute import ${specifier}`;
  if (from === "core" && !isTestPath(path))
    return `core imports nothing from outside, not ${specifier}`;
  if (
    ["sdk", "sim", "inquiry"].includes(from) &&
    specifier.startsWith("node:") &&
    !isTestPath(path)
  ) {
    return `${from} knows nothing of Node, not ${specifier}`;
  }
  return null;
}

function wrongRelativeImport(path: string, specifier: string): string | null {
  const target = targetOf(path, specifier);
  if (!/\.(ts|tsx|mjs|json|css|svg)$/.test(specifier))
    return `relative import ${specifier} must end in .ts`;
  const [from, to] = [packageOf(path), packageOf(target)];
  if (from === to) return null;
  if (from === "tools" && target.startsWith("packages/server/bin/")) return null;
  return `relative import ${specifier} leaves ${from}: import a package by its name`;
}
