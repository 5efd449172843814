import type { Problem, SourceFile, SyntaxNode } from "./source-file.ts";
import { isNode, lineAt } from "./source-file.ts";

const LINES_MAX = 500;
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** The entries of packages: the only files that only pass on what others export. */
const ENTRY =
  /^packages\/[a-z]+\/src\/(((conformance|errors|inquiry|text|units)\/)?index|vocabulary)\.ts$/;
const CONFIGURATION = /\.config\.ts$/;

/** One concept in each file, named for it, found by its name. */
export function checkFileShape(file: SourceFile): Problem[] {
  const problems: Problem[] = [];
  const report = (line: number, rule: string, message: string): void => {
    problems.push({ path: file.path, line, rule, message });
  };
  const lines = file.text.trimEnd().split("\n").length;
  if (lines > LINES_MAX)
    report(LINES_MAX, "file-length", `${lines} lines; ${LINES_MAX} is the most`);
  if (!file.path.split("/").every((part) => KEBAB.test(part))) {
    report(1, "file-name", "files and folders are named in kebab-case");
  }
  const body = Array.isArray(file.program.body) ? file.program.body.filter(isNode) : [];
  for (const statement of body) {
    if (isDefaultExport(statement) && !CONFIGURATION.test(file.path)) {
      report(lineAt(file.text, statement.start), "default-export", "export by name");
    }
  }
  const named = file.path.endsWith("/index.ts");
  if (!ENTRY.test(file.path) && (named || (body.length > 0 && body.every(isReExport)))) {
    report(1, "barrel", "only a package's entry passes on what other files export");
  }
  return problems;
}

function isReExport(statement: SyntaxNode): boolean {
  return (
    statement.type === "ExportAllDeclaration" ||
    (statement.type === "ExportNamedDeclaration" && isNode(statement.source))
  );
}

function isDefaultExport(statement: SyntaxNode): boolean {
  if (statement.type === "ExportDefaultDeclaration") return true;
  const specifiers = Array.isArray(statement.specifiers) ? statement.specifiers.filter(isNode) : [];
  return (
    statement.type === "ExportNamedDeclaration" &&
    specifiers.some(({ exported }) => isNode(exported) && exported.name === "default")
  );
}
