import { describe, expect, test } from "vitest";
import { ignoredByGit, parseSources, readTextFiles, readPictures } from "./checkout.ts";
import { checkCoreOrder } from "./core-order.ts";
import { checkDeterminism } from "./determinism.ts";
import { checkFileShape } from "./file-shape.ts";
import { checkLinks } from "./links.ts";
import { checkManifests } from "./manifests.ts";
import { checkPackageImports, packageOf } from "./package-imports.ts";
import { checkPluginImports } from "./plugin-imports.ts";
import type { Problem } from "./source-file.ts";
import { checkWords, type TextFile } from "./words.ts";

/** Fewest source files that a walk must have seen, or it went past them. Raise them as the packages grow. */
const FEWEST: Readonly<Record<string, number>> = {
  console: 90,
  core: 80,
  inquiry: 30,
  sdk: 15,
  sim: 10,
  server: 50,
  tools: 20,
};

/** Fewest pages of documents that it must have seen. */
const FEWEST_PAGES = 12;

const texts = readTextFiles();
const { sources, unread } = parseSources(texts);
const textAt = (path: string): TextFile => {
  const found = texts.find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} was not read`);
  return found;
};
const say = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`);

describe("the checkout is tidy", () => {
  test("the walk saw the source of every package", () => {
    const packages = new Set(
      texts.flatMap(({ path }) => /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1] ?? []),
    );
    expect([...packages, "tools"].toSorted()).toEqual(Object.keys(FEWEST).toSorted());
    for (const [name, fewest] of Object.entries(FEWEST)) {
      const seen = sources.filter(({ path }) => packageOf(path) === name).length;
      expect(seen, `source files of ${name}`).toBeGreaterThanOrEqual(fewest);
    }
  });

  test("git leaves out no source", (context) => {
    const ignored = ignoredByGit(sources.map(({ path }) => path));
    if (ignored === null) context.skip("not a git checkout");
    expect(ignored).toEqual([]);
    expect(ignoredByGit(["tools/node_modules/a.ts"]), "the check can fail").toHaveLength(1);
  });

  test("every source file parses", () => {
    expect(say(unread)).toEqual([]);
  });

  test.each([
    ["packages import in one direction", checkPackageImports],
    ["core's folders import in one direction", checkCoreOrder],
    ["adapters and channels know only the contracts", checkPluginImports],
    ["no clock and no chance but at the ports", checkDeterminism],
    ["files are short, named in kebab-case, and export by name", checkFileShape],
  ])("%s", (_, check) => {
    expect(say(sources.flatMap(check))).toEqual([]);
  });

  test("no local paths, registry addresses or notes to ourselves", () => {
    expect(say(texts.flatMap(checkWords))).toEqual([]);
  });

  test("links in the documents lead somewhere", () => {
    const pages = texts.filter(({ path }) => path.endsWith(".md"));
    expect(pages.length, "pages that were read").toBeGreaterThanOrEqual(FEWEST_PAGES);
    const files = [...texts, ...readPictures()];
    expect(say(pages.flatMap((page) => checkLinks(page, files)))).toEqual([]);
  });

  test("dependencies are few, exact and explained", () => {
    const manifests = texts.filter(({ path }) => /^(packages\/[^/]+\/)?package\.json$/.test(path));
    const reasons = textAt("docs/internals/dependencies.md");
    expect(say(checkManifests(manifests, textAt("package-lock.json"), reasons))).toEqual([]);
  });
});
