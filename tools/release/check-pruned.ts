import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a module asks for beside itself: `require("./x")`, `from "./x"`, `import("./x")`. */
const BESIDE = /(?:\brequire\(|\bfrom|\bimport\(?)\s*["'](\.{1,2}\/[^"']*)["']/g;
const MODULE_NAME = /\.[cm]?js$/;
const ENDINGS = [
  "",
  ".js",
  ".cjs",
  ".mjs",
  ".json",
  "/index.js",
  "/index.cjs",
  "/index.mjs",
  "/index.json",
];

/**
 * Names every file of a pruned package that something kept still asks for. A file that only runs in a rare case asks for
 * it then, at some post, at night; so it is looked for here.
 */
export function missingAfterPruning(source: string, pruned: string): readonly string[] {
  return readdirSync(pruned, { recursive: true, encoding: "utf8" })
    .filter((name) => MODULE_NAME.test(name) && !name.split("/").includes("node_modules"))
    .flatMap((name) => {
      const text = readFileSync(join(pruned, name), "utf8");
      const asked = [...text.matchAll(BESIDE)].map(([, specifier]) =>
        join(dirname(name), specifier),
      );
      return asked
        .filter((path) => isModule(resolve(source, path)) && !isModule(resolve(pruned, path)))
        .map((path) => `${name} asks for ${path}`);
    });
}

const isModule = (path: string): boolean =>
  ENDINGS.some((ending) => existsSync(path + ending) && statSync(path + ending).isFile());
