import { readFile } from "node:fs/promises";
import { type ConfigPath, pathText, type SiteConfig } from "@tocsin/sdk";
import { isNode, LineCounter, parseDocument } from "yaml";

/** Where a value of the configuration in effect comes from. */
export type Origin =
  | { readonly kind: "file"; readonly line: number; readonly column: number }
  | { readonly kind: "default" }
  | { readonly kind: "option"; readonly option: string };

export interface ValueOrigin {
  /** `areas[0].buffer_m`. */
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** Each single value in effect with its origin. `options` names what the command line overrides, by path. */
export async function valueOrigins(
  sitePath: string,
  config: SiteConfig,
  options: ReadonlyMap<string, { readonly option: string; readonly value: unknown }>,
): Promise<readonly ValueOrigin[]> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(sitePath, "utf8"), { lineCounter: lines });
  const originOf = (path: ConfigPath): Origin => {
    const node: unknown = document.getIn(path, true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset === undefined) return { kind: "default" };
    const { line, col } = lines.linePos(offset);
    return { kind: "file", line, column: col };
  };
  return leaves(config, []).map(({ path, value }) => {
    const name = pathText(path);
    const overridden = options.get(name);
    return overridden === undefined
      ? { path: name, value, origin: originOf(path) }
      : {
          path: name,
          value: overridden.value,
          origin: { kind: "option", option: overridden.option },
        };
  });
}

interface Leaf {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/** Single values, and lists of nothing but single values, which are written as one. */
function leaves(value: unknown, path: ConfigPath): readonly Leaf[] {
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== "object" || item === null);
    return plain ? [{ path, value }] : value.flatMap((item, i) => leaves(item, [...path, i]));
  }
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [{ path, value }];
}

/** Aligned lines: path, value, origin. */
export function originLines(origins: readonly ValueOrigin[], sitePath: string): readonly string[] {
  const rows = origins.map(({ path, value, origin }) => [
    path,
    JSON.stringify(value),
    originText(origin, sitePath),
  ]);
  const width = (column: number, most: number): number =>
    Math.min(most, Math.max(...rows.map((row) => row[column].length)));
  const [first, second] = [width(0, 50), width(1, 40)];
  return rows.map(
    ([path, value, origin]) => `${path.padEnd(first)}  ${value.padEnd(second)}  ${origin}`,
  );
}

function originText(origin: Origin, sitePath: string): string {
  if (origin.kind === "file") return `${sitePath}:${origin.line}:${origin.column}`;
  return origin.kind === "default" ? "default" : origin.option;
}
