import { parseSync } from "oxc-parser";

/** A node of the syntax tree (ESTree), with the fields that the rules look at. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly importKind?: unknown;
  readonly exportKind?: unknown;
  readonly source?: unknown;
  readonly value?: unknown;
  readonly operator?: unknown;
  readonly object?: unknown;
  readonly property?: unknown;
  readonly computed?: unknown;
  readonly name?: unknown;
  readonly callee?: unknown;
  readonly arguments?: unknown;
  readonly shorthand?: unknown;
  readonly specifiers?: unknown;
  readonly body?: unknown;
  readonly exported?: unknown;
}

/** One import, re-export or dynamic import: what it names and whether only types pass through it. */
export interface ImportOf {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A source file, read once and parsed once for all rules. Paths are relative to the checkout, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
  readonly imports: readonly ImportOf[];
}

/** What a rule found wrong, and where. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Parses a source file. One that does not parse is itself a problem: the checker can't pass what it could not read. */
export function parseSource(path: string, text: string): SourceFile | Problem {
  const parsed = parseSync(path, text, { sourceType: "module" });
  const error = parsed.errors[0];
  if (error !== undefined) {
    const line = lineAt(text, error.labels[0]?.start ?? 0);
    return { path, line, rule: "syntax", message: error.message };
  }
  const program = parsed.program as unknown as SyntaxNode;
  return { path, text, program, imports: importsOf(program, text) };
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1))
    line++;
  return line;
}

/** Visits every node below and including this one, with the node that holds it and the field it is held in. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | null, field: string) => void,
  parent: SyntaxNode | null = null,
  parentField = "",
): void {
  visit(node, parent, parentField);
  for (const [field, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node, field);
    }
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Tests, and what only tests use: a `testing` folder, or a file named `*.test-support.ts`. */
export function isTestPath(path: string): boolean {
  return /\.(test|test-support)\.ts$/.test(path) || /\/(test|testing|bench)\//.test(path);
}

function importsOf(program: SyntaxNode, text: string): ImportOf[] {
  const found: ImportOf[] = [];
  walk(program, (node) => {
    const source = IMPORTING.has(node.type) && isNode(node.source) ? node.source : null;
    if (source === null || typeof source.value !== "string") return;
    const typeOnly =
      node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
    found.push({ specifier: source.value, typeOnly, line: lineAt(text, node.start) });
  });
  return found;
}

const IMPORTING: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);
