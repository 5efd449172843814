import { stripTypeScriptTypes } from "node:module";
import { parseSync } from "oxc-parser";

/** A module as it is released: plain JavaScript, and what it needs. */
export interface CompiledModule {
  readonly code: string;
  /** Module specifiers as written in the source, `.ts` included. */
  readonly imports: readonly string[];
  /** Relative files named by `new URL("…", import.meta.url)`: workers and assets. */
  readonly files: readonly string[];
}

const FILE_URL = /new URL\(\s*"(\.[^"]+)",\s*import\.meta\.url/g;
/** What is left of an export of which every name was a type: nothing but a module that the release does not hold. */
const SOURCE_LEFT = /^(?:export|import) \{[\s,]*\} from "(\.[^"]+\.ts)"/m;
const SOURCE_NAME = /\.ts$/;

/**
 * Blanks the types out and lets relative imports end in `.js`. Every other character keeps its line and column, so a
 * stack trace of a release names the place in the source, with no source map. `relocate` says where a file that is named
 * by its URL lies in the release; only one of another package lies elsewhere than in the checkout.
 */
export function compileModule(
  path: string,
  source: string,
  relocate: (file: string) => string,
): CompiledModule {
  const stripped = stripTypeScriptTypes(source, { mode: "strip" });
  const specifiers = findSpecifiers(path, stripped);
  const files: string[] = [];
  let code = stripped;
  for (const { value, end } of specifiers)
    if (isRelativeSource(value)) code = `${code.slice(0, end - 3)}js"${code.slice(end)}`;
  const left = SOURCE_LEFT.exec(code)?.[1];
  if (left !== undefined)
    throw new Error(
      `${path} names ${left} for types alone: write \`export type\` or \`import type\``,
    );
  code = code.replaceAll(FILE_URL, (whole: string, file: string) => {
    files.push(file);
    return whole.replace(`"${file}"`, `"${relocate(file).replace(SOURCE_NAME, ".js")}"`);
  });
  return { code, imports: specifiers.map(({ value }) => value), files };
}

interface Specifier {
  readonly value: string;
  /** Offset behind its closing quote. */
  readonly end: number;
}

function findSpecifiers(path: string, code: string): readonly Specifier[] {
  const { module, errors } = parseSync(path.replace(SOURCE_NAME, ".js"), code);
  if (errors.length > 0) throw new Error(`${path} is not JavaScript once its types are gone`);
  const found: Specifier[] = [];
  for (const { moduleRequest } of module.staticImports)
    found.push({ value: moduleRequest.value, end: moduleRequest.end });
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest !== null)
        found.push({ value: moduleRequest.value, end: moduleRequest.end });
  for (const { moduleRequest } of module.dynamicImports) {
    const text = code.slice(moduleRequest.start, moduleRequest.end);
    if (/^"[^"]+"$/.test(text)) found.push({ value: text.slice(1, -1), end: moduleRequest.end });
  }
  return [...new Map(found.map((one) => [one.end, one])).values()];
}

const isRelativeSource = (specifier: string): boolean =>
  specifier.startsWith(".") && SOURCE_NAME.test(specifier);
