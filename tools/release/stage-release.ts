import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { walkModules } from "./module-graph.ts";
import {
  collectThirdParties,
  copyThirdParty,
  type ThirdParty,
  thirdPartyPage,
} from "./third-party.ts";
import {
  CONSOLE_TARGET,
  type Manifest,
  readManifest,
  releasedPlace,
  RELEASED_PACKAGES,
} from "./workspace-packages.ts";

/** Oldest Node that a release runs on: the first with everything that the server uses, built-in SQLite included. */
const OLDEST_NODE = ">=24";
/** Guides that a place without a network needs; what only concerns work on the source stays behind. */
const DOCS = ["README.md", "concepts", "guides", "operating", "reference", "start"];
/** Nothing of this kind may get into a release, whatever imports it. */
const FORBIDDEN = /\.(test|bench)(-support)?\.|(^|\/)(test|bench|testing)\//;

export interface StagedRelease {
  readonly version: string;
  readonly modules: number;
  readonly thirdParties: readonly ThirdParty[];
  readonly hasConsole: boolean;
}

/** Lays out in `stage` what the release holds. */
export function stageRelease(root: string, stage: string): StagedRelease {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const modules = stageModules(root, stage);
  const hasConsole = stageConsole(root, stage);
  const server = readManifest(join(root, "packages/server"));
  const parties = collectThirdParties(root, outsideNames(root));
  for (const party of parties) copyThirdParty(root, stage, party);
  cpSync(join(root, "packages/sim/scenarios"), join(stage, "node_modules/@tocsin/sim/scenarios"), {
    recursive: true,
  });
  stageLooseFiles(root, stage);
  mkdirSync(join(stage, "bin"));
  copyFileSync(join(import.meta.dirname, "launcher.mjs"), join(stage, "bin/tocsin.mjs"));
  writeManifests(root, stage, { server, parties, hasConsole });
  const shown = hasConsole ? collectThirdParties(root, consoleNames(root)) : [];
  writeFileSync(join(stage, "THIRD-PARTY.md"), thirdPartyPage(root, parties, shown));
  return { version: server.version, modules, thirdParties: parties, hasConsole };
}

function stageModules(root: string, stage: string): number {
  const entries = [
    "server/src/cli/main.ts",
    "core/src/index.ts",
    "sdk/src/index.ts",
    "inquiry/src/index.ts",
    "sim/src/index.ts",
  ];
  const graph = walkModules(
    root,
    entries.map((entry) => join(root, "packages", entry)),
  );
  const declared = new Set(outsideNames(root));
  for (const name of graph.outside)
    if (!declared.has(name))
      throw new Error(`${name} is imported, and no released package declares it`);
  for (const [path, { code }] of graph.modules)
    write(join(stage, targetOf(root, path).replace(/\.ts$/, ".js")), code);
  for (const path of graph.assets)
    if (!path.endsWith("package.json")) write(join(stage, targetOf(root, path)), null, path);
  return graph.modules.size;
}

function targetOf(root: string, path: string): string {
  const place = releasedPlace(root, path);
  if (FORBIDDEN.test(place))
    throw new Error(`${place} is made for tests, and the product imports it`);
  return place;
}

function write(target: string, text: string | null, copyOf = ""): void {
  mkdirSync(dirname(target), { recursive: true });
  if (text === null) copyFileSync(copyOf, target);
  else writeFileSync(target, text);
}

function stageConsole(root: string, stage: string): boolean {
  const built = join(root, "packages/console/dist");
  if (!existsSync(join(built, "index.html"))) return false;
  cpSync(built, join(stage, CONSOLE_TARGET, "dist"), {
    recursive: true,
    filter: (path) => !path.endsWith(".map"),
  });
  return true;
}

function stageLooseFiles(root: string, stage: string): void {
  for (const name of ["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"])
    copyFileSync(join(root, name), join(stage, name));
  for (const name of DOCS)
    if (existsSync(join(root, "docs", name)))
      cpSync(join(root, "docs", name), join(stage, "docs", name), { recursive: true });
  cpSync(join(root, "packages/server/examples"), join(stage, "examples"), { recursive: true });
  if (existsSync(join(root, "deploy")))
    cpSync(join(root, "deploy"), join(stage, "deploy"), { recursive: true });
}

/** What the released packages say they need from outside. */
const outsideNames = (root: string): readonly string[] =>
  RELEASED_PACKAGES.flatMap(({ folder }) =>
    Object.keys(readManifest(join(root, "packages", folder)).dependencies ?? {}),
  ).filter((name) => !name.startsWith("@tocsin/"));

/** What the console's built files are made of: all that it is built from, but the types and the builder. */
const consoleNames = (root: string): readonly string[] =>
  Object.keys(readManifest(join(root, "packages/console")).devDependencies ?? {}).filter(
    (name) => !/^(@types\/|@vitejs\/|vite$)/.test(name),
  );

interface ManifestParts {
  readonly server: Manifest;
  readonly parties: readonly ThirdParty[];
  readonly hasConsole: boolean;
}

function writeManifests(root: string, stage: string, parts: ManifestParts): void {
  const { server, parties, hasConsole } = parts;
  const own: Record<string, string> = {};
  for (const { folder, target } of RELEASED_PACKAGES) {
    if (target === "") continue;
    const { name, version, license, dependencies, exports } = readManifest(
      join(root, "packages", folder),
    );
    own[name] = version;
    writeJson(join(stage, target, "package.json"), {
      name,
      version,
      license,
      type: "module",
      exports: builtExports(exports ?? {}),
      dependencies,
    });
  }
  if (hasConsole) {
    const { name, version, license } = readManifest(join(root, "packages/console"));
    own[name] = version;
    writeJson(join(stage, CONSOLE_TARGET, "package.json"), { name, version, license });
  }
  const top = parties.filter(({ folder }) => folder.lastIndexOf("node_modules/") === 0);
  const dependencies = { ...server.dependencies, ...own };
  const bundled = [...Object.keys(own), ...top.map(({ manifest }) => manifest.name)].toSorted();
  writeJson(join(stage, "package.json"), {
    name: "tocsin",
    version: server.version,
    description: server.description,
    license: server.license,
    type: "module",
    bin: { tocsin: "bin/tocsin.mjs" },
    engines: { node: OLDEST_NODE },
    dependencies,
    bundleDependencies: bundled,
  });
}

const builtExports = (exports: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(exports).map(([key, target]) => [key, target.replace(/\.ts$/, ".js")]),
  );

const writeJson = (path: string, value: unknown): void =>
  write(path, `${JSON.stringify(value, null, 2)}\n`);
