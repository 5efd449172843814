import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a release takes from the manifest of a package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string | { readonly type?: string };
  readonly author?: string | { readonly name?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
}

/** The packages of the checkout that a release is made of: folder below `packages`, and where it goes. */
export const RELEASED_PACKAGES = [
  { folder: "server", target: "" },
  { folder: "core", target: "node_modules/@tocsin/core" },
  { folder: "sdk", target: "node_modules/@tocsin/sdk" },
  { folder: "inquiry", target: "node_modules/@tocsin/inquiry" },
  { folder: "sim", target: "node_modules/@tocsin/sim" },
] as const;

/** Where the console's built files go: a package of their own, as in the checkout. */
export const CONSOLE_TARGET = "node_modules/@tocsin/console";

/** Where a file below `packages` goes, relative to the top of the release. */
export function releasedPlace(root: string, path: string): string {
  const inside = relative(join(root, "packages"), path);
  const places = [...RELEASED_PACKAGES, { folder: "console", target: CONSOLE_TARGET }];
  const owner = places.find(({ folder }) => inside.startsWith(`${folder}/`));
  if (owner === undefined) throw new Error(`${inside} belongs to no released package`);
  return join(owner.target, inside.slice(owner.folder.length + 1));
}

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
