import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSource, type Problem, type SourceFile } from "./source-file.ts";
import type { TextFile } from "./words.ts";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Folders that hold nothing of ours: what git leaves out, and git itself. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  "dist",
  "coverage",
  "data",
  ".tocsin",
  "bench-results",
]);

/** Of these, the ones that packages have of their own, and what a compiler wrote; a folder named for coverage or data may be source there. */
const BELOW_LEFT_OUT: ReadonlySet<string> = new Set(["node_modules", "dist", "generated"]);

/** Where source lives. */
const SOURCE = /^(packages\/[^/]+\/(src|bin|test|bench|dev|e2e)|tools)\/.*\.(ts|tsx|mts|mjs|js)$/;

/** Every text file of the checkout, source or not; files with a zero byte are no text. */
export function readTextFiles(): TextFile[] {
  return readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    return entry.isDirectory() ? readFolder(entry.name) : readText(entry.name);
  });
}

/** Pictures of the documents, which are no text and which pages link to all the same. */
export function readPictures(): TextFile[] {
  const folder = "docs/assets";
  return readdirSync(join(ROOT, folder))
    .filter((name) => /\.(png|gif)$/.test(name))
    .map((name) => ({ path: `${folder}/${name}`, text: "" }));
}

/** Every source file among them, parsed; one that does not parse is a problem, and hides nothing about the others. */
export function parseSources(files: readonly TextFile[]): {
  sources: SourceFile[];
  unread: Problem[];
} {
  const sources: SourceFile[] = [];
  const unread: Problem[] = [];
  for (const { path, text } of files) {
    if (!SOURCE.test(path)) continue;
    const parsed = parseSource(path, text);
    if ("rule" in parsed) unread.push(parsed);
    else sources.push(parsed);
  }
  return { sources, unread };
}

/**
 * Those paths that git is told to leave out: a pattern meant for output can swallow source, which then exists on one
 * computer only. Null where this is no git checkout.
 */
export function ignoredByGit(paths: readonly string[]): string[] | null {
  const options = { cwd: ROOT, input: paths.join("\n"), encoding: "utf8" } as const;
  const { status, stdout } = spawnSync("git", ["check-ignore", "--no-index", "--stdin"], options);
  if (status !== 0 && status !== 1) return null;
  return stdout.split("\n").filter((path) => path !== "");
}

function readFolder(folder: string): TextFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return BELOW_LEFT_OUT.has(entry.name) ? [] : readFolder(path);
    return entry.isFile() ? readText(path) : [];
  });
}

function readText(path: string): TextFile[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return text.includes("\0") ? [] : [{ path, text }];
}
