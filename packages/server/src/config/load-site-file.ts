import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseSiteConfig, type SiteConfig, TocsinError } from "@tocsin/sdk";
import { type LocatedProblem, problemText } from "./locate-problem.ts";
import { readYaml } from "./read-yaml.ts";
import { resolvePaths } from "./resolve-paths.ts";

/** A site file is written by people: more than this is something else. */
export const SITE_FILE_BYTES_MAX = 8 * 1024 * 1024;

export interface SiteFile {
  /** Absolute. */
  readonly path: string;
  readonly config: SiteConfig;
  /** As written, before defaults were filled in. */
  readonly written: unknown;
  /** Of the file, octet for octet; hexadecimal. */
  readonly sha256: string;
}

export type SiteFileResult =
  | { readonly ok: true; readonly file: SiteFile }
  | { readonly ok: false; readonly path: string; readonly problems: readonly LocatedProblem[] };

/** Reads and checks a site file; throws only when there is none. Paths in it become absolute. */
export async function readSiteFile(path: string): Promise<SiteFileResult> {
  const absolute = resolve(path);
  const octets = await readOctets(absolute, path);
  const parsed = parseSiteText(octets.toString("utf8"));
  if (!parsed.ok) return { ok: false, path, problems: parsed.problems };
  const config = resolvePaths(parsed.config, dirname(absolute));
  const sha256 = createHash("sha256").update(octets).digest("hex");
  return { ok: true, file: { path: absolute, config, written: parsed.written, sha256 } };
}

/** The site of a file, or a {@link TocsinError} that names each problem with its line and column. */
export async function loadSiteFile(path: string): Promise<SiteFile> {
  const result = await readSiteFile(path);
  if (result.ok) return result.file;
  throw new TocsinError("CONFIG_INVALID", {
    path,
    count: result.problems.length,
    problems: result.problems.map((problem) => `  ${problemText(problem, path)}`).join("\n"),
  });
}

type Parsed =
  | { readonly ok: true; readonly config: SiteConfig; readonly written: unknown }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** Parses and checks the text of a site file. Never throws on its content. */
export function parseSiteText(text: string): Parsed {
  const read = readYaml(text, "site file");
  if (!read.ok) return read;
  const result = parseSiteConfig(read.value);
  return result.ok
    ? { ok: true, config: result.config, written: read.value }
    : { ok: false, problems: read.locate(result.problems) };
}

async function readOctets(absolute: string, shown: string): Promise<Buffer> {
  const info = await stat(absolute).catch(() => null);
  if (info === null || !info.isFile()) throw new TocsinError("CONFIG_NOT_FOUND", { path: shown });
  if (info.size > SITE_FILE_BYTES_MAX) {
    throw new TocsinError("CONFIG_TOO_LARGE", {
      path: shown,
      limitMib: SITE_FILE_BYTES_MAX / 1024 / 1024,
    });
  }
  try {
    return await readFile(absolute);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("CONFIG_UNREADABLE", { path: shown, detail });
  }
}
