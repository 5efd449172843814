import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parseSiteConfig } from "@tocsin/sdk";
import { SITE_FILE_BYTES_MAX, type SiteFile } from "../config/load-site-file.ts";
import { resolvePaths } from "../config/resolve-paths.ts";

/** Beside the journal, and as private: the site file that a post last protected with. */
const FILE_NAME = "last-good-site.json";
/** JSON may write a character of the file as six, and an alias as often as it stands. */
const BYTES_MAX = 8 * SITE_FILE_BYTES_MAX;

/** The site file that a post last protected with, read anew by this version. */
export interface LastGoodSite {
  readonly file: SiteFile;
  /** When it was kept, ms since 1970, by the file system. */
  readonly keptMs: number;
}

/**
 * Keeps the site file that protection has begun with. The journal's configuration record cannot take its place: it says
 * what the engine knew, and neither which inputs to open nor through which channels to warn.
 */
export function rememberGoodSite(dataDir: string, { path, written }: SiteFile): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const target = join(dataDir, FILE_NAME);
  const descriptor = openSync(`${target}.tmp`, "w", 0o600);
  try {
    writeSync(descriptor, JSON.stringify({ path, written }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${target}.tmp`, target);
}

/** What {@link rememberGoodSite} kept of the site file at `path`; null when there is none that this version can use. */
export function lastGoodSite(dataDir: string, path: string): LastGoodSite | null {
  const target = join(dataDir, FILE_NAME);
  if (!existsSync(target)) return null;
  const { size, mtimeMs } = statSync(target);
  if (size > BYTES_MAX) return null;
  const kept = parseKept(readFileSync(target, "utf8"));
  if (kept?.path !== path) return null;
  const parsed = parseSiteConfig(kept.written);
  if (!parsed.ok) return null;
  const config = resolvePaths(parsed.config, dirname(path));
  return { file: { path, config, written: kept.written }, keptMs: mtimeMs };
}

function parseKept(text: string): { readonly path: unknown; readonly written: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    const whole =
      typeof value === "object" && value !== null && "path" in value && "written" in value;
    return whole ? value : null;
  } catch {
    // Damaged: as good as none.
    return null;
  }
}
