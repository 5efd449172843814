import { type ConfigPath, type ConfigProblem, pathText } from "@tocsin/sdk";
import { isMap, isScalar, isSeq, type LineCounter, type Node, type ParsedNode } from "yaml";

/** A problem and where in the file it stands; lines and columns count from 1. */
export interface LocatedProblem {
  readonly line: number;
  readonly column: number;
  /** `sensors[0].latitude_deg`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Finds the place of a problem in the YAML it came from; of something missing, the place of what lacks it. */
export function locateProblem(
  problem: ConfigProblem,
  root: ParsedNode | null,
  lines: LineCounter,
): LocatedProblem {
  return {
    ...placeOf(lines, offsetOf(problem, root)),
    path: pathText(problem.path),
    message: problem.message,
    remedy: problem.remedy,
  };
}

/** Where a character of the text stands. */
export function placeOf(
  lines: LineCounter,
  offset: number,
): Pick<LocatedProblem, "line" | "column"> {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** `site.yaml:12:5: unknown key …` and below it what to do: a form in which editors and terminals make the place a link. */
export const problemText = (problem: LocatedProblem, path: string): string =>
  `${path}:${problem.line}:${problem.column}: ${problem.message}\n      ${problem.remedy}`;

function offsetOf(problem: ConfigProblem, root: ParsedNode | null): number {
  let node: Node | null = root;
  let offset = root?.range[0] ?? 0;
  for (const [i, part] of problem.path.entries()) {
    const found = childOf(node, part);
    if (found === null) return offset;
    const last = i === problem.path.length - 1;
    offset = (last && problem.at === "key" ? found.keyOffset : null) ?? found.offset ?? offset;
    node = found.node;
  }
  return offset;
}

interface Child {
  readonly node: Node | null;
  readonly offset: number | null;
  readonly keyOffset: number | null;
}

function childOf(node: Node | null, part: ConfigPath[number]): Child | null {
  if (isSeq<Node>(node) && typeof part === "number") {
    const item = node.items[part];
    return item === undefined ? null : { node: item, offset: startOf(item), keyOffset: null };
  }
  if (!isMap<Node, Node | null>(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  if (pair === undefined) return null;
  const keyOffset = startOf(pair.key);
  return { node: pair.value, offset: startOf(pair.value) ?? keyOffset, keyOffset };
}

const startOf = (node: Node | null): number | null => node?.range?.[0] ?? null;
