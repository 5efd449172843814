import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Everything that Tocsin writes lies below one data directory. */
export const journalDirectory = (dataDir: string): string => join(dataDir, "journal");

/** Where runs go that name no place of their own, below the folder that the command was given in. */
export const DEFAULT_RUNS = ".tocsin";
/** Names the last run, so that `tocsin why` after a run needs no folder. */
export const LAST_RUN = "last-run";

/**
 * The data directory of a run: the named one, as it is; or else a folder of its own below {@link DEFAULT_RUNS},
 * which belongs to Tocsin and is emptied first.
 */
export function runDirectory(named: string | undefined, verb: string, name: string): string {
  if (named !== undefined) return named;
  const own = join(DEFAULT_RUNS, verb, name.replaceAll(/[^\w.-]+/g, "-"));
  if (existsSync(own)) rmSync(own, { recursive: true });
  mkdirSync(own, { recursive: true });
  writeFileSync(join(DEFAULT_RUNS, LAST_RUN), `${resolve(own)}\n`);
  return own;
}
