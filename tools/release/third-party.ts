import { cpSync, existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { missingAfterPruning } from "./check-pruned.ts";
import { type Manifest, readManifest } from "./workspace-packages.ts";

/** A package from outside that is released with ours. */
export interface ThirdParty {
  /** Its folder, relative to the top of the checkout and of the release alike: `node_modules/ajv`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Most packages that a release may carry: past this, somebody looks why. */
const PACKAGES_MAX = 220;
/** Folders at the top of a package that its users never load. */
const LEFT_OUT_FOLDERS = /^(\.github|\.vscode|docs|example|examples|test-d)$/;
/** Folders of tests and benchmarks, wherever they lie. */
const TEST_FOLDERS = /^(__tests__|bench|benchmark|benchmarks|test|tests)$/;
/** Types, source maps and prose; licences and notices are kept. */
const LEFT_OUT_FILES =
  /\.(d\.[cm]?ts|[cm]?ts|map|md|markdown|flow|yml)$|^\.|^tsconfig|\.test\.[cm]?js$|^(test(-?utils?)?|bench)\.js$|\.sh$/i;
const LEGAL = /^(licen[cs]e|notice|copying|copyright|authors)/i;

/** The packages that `names` need, with everything that those need, where npm has put each. */
export function collectThirdParties(root: string, names: Iterable<string>): readonly ThirdParty[] {
  const found = new Map<string, ThirdParty>();
  const waiting = [...names].map((name) => ({ from: "", name }));
  for (let wanted = waiting.pop(); wanted !== undefined; wanted = waiting.pop()) {
    const folder = find(root, wanted.from, wanted.name);
    if (found.has(folder)) continue;
    const manifest = readManifest(join(root, folder));
    found.set(folder, { folder, manifest });
    if (found.size > PACKAGES_MAX) throw new Error(`more than ${PACKAGES_MAX} packages`);
    for (const name of Object.keys(manifest.dependencies ?? {}))
      waiting.push({ from: folder, name });
  }
  return [...found.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Node's own search: beside the package that needs it, then in each folder above. */
function find(root: string, from: string, name: string): string {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))
  ) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(root, candidate, "package.json"))) return candidate;
    if (folder === "") throw new Error(`${name} is not installed: run npm ci`);
  }
}

/** Copies what a package needs to run, with its licence; throws when something it needs would stay behind. */
export function copyThirdParty(root: string, stage: string, { folder }: ThirdParty): void {
  const source = realpathSync(join(root, folder));
  cpSync(source, join(stage, folder), {
    recursive: true,
    filter: (path) => {
      const inside = relative(source, path);
      if (inside === "") return true;
      const name = basename(path);
      if (name === "node_modules") return false;
      if (LEGAL.test(name)) return true;
      if (TEST_FOLDERS.test(name)) return false;
      if (!inside.includes("/") && LEFT_OUT_FOLDERS.test(name)) return false;
      return !LEFT_OUT_FILES.test(name);
    },
  });
  const missing = missingAfterPruning(source, join(stage, folder));
  if (missing.length > 0) throw new Error(`${folder} was pruned too far: ${missing.join("; ")}`);
}

/** What each bundled package, and each that the console's files are made of, is licensed under, with its text. */
export function thirdPartyPage(
  root: string,
  bundled: readonly ThirdParty[],
  inConsole: readonly ThirdParty[],
): string {
  const table = (parties: readonly ThirdParty[]): readonly string[] => [
    "| package | version | licence |",
    "|---|---|---|",
    ...parties.map(
      ({ manifest }) => `| ${manifest.name} | ${manifest.version} | ${licenceOf(manifest)} |`,
    ),
    "",
  ];
  const all = new Map([...bundled, ...inConsole].map((party) => [party.folder, party]));
  return [
    "# Third-party packages",
    "",
    "Others wrote these, each under its own licence. The release carries:",
    "",
    ...table(bundled),
    ...(inConsole.length === 0
      ? []
      : ["The web console's files are made of:", "", ...table(inConsole)]),
    ...[...all.values()].map((party) => licenceText(root, party)),
  ].join("\n");
}

function licenceText(root: string, { folder, manifest }: ThirdParty): string {
  const files = readdirSync(join(root, folder)).filter((name) => LEGAL.test(name));
  const text = files.map((name) => readFileSync(join(root, folder, name), "utf8").trim());
  const body = text.length > 0 ? text.join("\n\n") : noText(manifest);
  return `## ${manifest.name} ${manifest.version}\n\n\`\`\`\`text\n${body}\n\`\`\`\`\n`;
}

export function licenceOf({ license }: Manifest): string {
  if (typeof license === "string") return license;
  return license?.type ?? "not stated";
}

function noText(manifest: Manifest): string {
  const { author } = manifest;
  const who = typeof author === "string" ? author : (author?.name ?? "its authors");
  return `${licenceOf(manifest)}, as its manifest says; by ${who}. The package carries no licence text.`;
}
