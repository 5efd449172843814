import { packageOf, targetOf } from "./package-imports.ts";
import { isTestPath, type Problem, type SourceFile } from "./source-file.ts";

/**
 * Folders of core in the order in which they may import: each only from those before it. The second decision path comes before all that the
 * first is made of, so that it can use none of it.
 */
const ORDER: readonly (readonly string[])[] = [
  ["units"],
  ["linalg"],
  ["geodesy"],
  ["atmosphere", "terrain"],
  ["motion", "measurement"],
  ["coverage"],
  ["second-path"],
  ["filter"],
  ["registration"],
  ["association"],
  ["tracking"],
  ["trust"],
  ["projection"],
  ["policy"],
  ["assessment"],
  ["warning"],
  ["scoring"],
  ["engine"],
  ["planning"],
  ["explain"],
  ["counterfactual"],
];

/** Inside core, values are imported one way; a type may be looked at from anywhere. Tests may look everywhere. */
export function checkCoreOrder(file: SourceFile): Problem[] {
  if (packageOf(file.path) !== "core" || isTestPath(file.path)) return [];
  const from = folderOf(file.path);
  if (from === null) return [];
  const problems: Problem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ path: file.path, line, rule: "core-order", message });
  };
  if (rankOf(from) === -1) report(1, `core/src/${from} has no place in the order of folders`);
  for (const { specifier, typeOnly, line } of file.imports) {
    if (typeOnly || !specifier.startsWith(".")) continue;
    const to = folderOf(targetOf(file.path, specifier));
    if (to === from) continue;
    if (to === null) report(line, `${from} may not import the package's entry`);
    else if (rankOf(to) >= rankOf(from))
      report(line, `${from} comes before ${to} and may not import it`);
  }
  return problems;
}

/** The folder below core's src; null for a file directly in it. */
function folderOf(path: string): string | null {
  const parts = path.split("/");
  return parts.length > 4 ? (parts[3] ?? null) : null;
}

function rankOf(folder: string): number {
  return ORDER.findIndex((folders) => folders.includes(folder));
}
