import { packageOf } from "./package-imports.ts";
import {
  isNode,
  isTestPath,
  lineAt,
  type Problem,
  type SourceFile,
  type SyntaxNode,
  walk,
} from "./source-file.ts";

/** Names that reach a clock, chance or the world outside. Core may not say them at all. */
const CORE_NAMES: ReadonlySet<string> = new Set([
  "Date",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "process",
  "crypto",
  "console",
  "fetch",
  "globalThis",
]);

/** Server files through which time and chance come in: the ports themselves. */
const PORT_FILE = /(-port|\/system-clock)\.ts$/;

/**
 * The same journal gives the same decisions: no clock and no chance in core, sdk and sim; in the server only at its
 * ports. Core may not raise to powers with the language's own operator either, since it differs between V8 versions.
 */
export function checkDeterminism(file: SourceFile): Problem[] {
  const from = packageOf(file.path);
  if (!file.path.startsWith(`packages/${from}/src/`) || isTestPath(file.path)) return [];
  const core = from === "core";
  if (!core && !["sdk", "sim", "inquiry", "server"].includes(from)) return [];
  if (from === "server" && PORT_FILE.test(file.path)) return [];
  const problems: Problem[] = [];
  walk(file.program, (node, parent, field) => {
    const name = forbiddenInAll(node) ?? (core ? forbiddenInCore(node, parent, field) : null);
    if (name === null) return;
    const message = `${from} may not use ${name}`;
    problems.push({
      path: file.path,
      line: lineAt(file.text, node.start),
      rule: "determinism",
      message,
    });
  });
  return problems;
}

function forbiddenInAll(node: SyntaxNode): string | null {
  const member = memberName(node);
  if (member === "Math.random" || member === "Date.now" || member === "performance.now")
    return member;
  const noArguments = Array.isArray(node.arguments) && node.arguments.length === 0;
  return node.type === "NewExpression" && nameOf(node.callee) === "Date" && noArguments
    ? "new Date()"
    : null;
}

function forbiddenInCore(
  node: SyntaxNode,
  parent: SyntaxNode | null,
  field: string,
): string | null {
  if (node.operator === "**" || node.operator === "**=") return `the operator ${node.operator}`;
  if (memberName(node) === "Math.pow") return "Math.pow";
  const name = nameOf(node);
  if (name === null || isPropertyName(parent, field)) return null;
  if (name === "Math" && !isPlainMember(parent, field)) return "Math other than by name";
  return CORE_NAMES.has(name) ? name : null;
}

/** `Object.name` of a plain member expression. */
function memberName(node: SyntaxNode): string | null {
  if (node.type !== "MemberExpression" || node.computed === true) return null;
  const [object, property] = [nameOf(node.object), nameOf(node.property)];
  return object === null || property === null ? null : `${object}.${property}`;
}

function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === "Identifier" && typeof node.name === "string"
    ? node.name
    : null;
}

function isPlainMember(parent: SyntaxNode | null, field: string): boolean {
  return parent?.type === "MemberExpression" && field === "object" && parent.computed !== true;
}

/** The name after a dot or before a colon is not a use of the global of that name. */
function isPropertyName(parent: SyntaxNode | null, field: string): boolean {
  if (parent === null || parent.computed === true) return false;
  if (field === "property") return parent.type === "MemberExpression";
  return field === "key" && parent.shorthand !== true;
}
