import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { listSegments } from "../journal/segment-name.ts";
import { DEFAULT_RUNS, journalDirectory, LAST_RUN } from "./data-directory.ts";

export interface JournalWanted {
  readonly dataDir: string | null;
  readonly configPath: string;
  readonly configGiven: boolean;
}

/**
 * The journal that a reading command means: of `--data-dir`, else of the site file that was named, else of the
 * last run in this folder, else of the site file in this folder.
 */
export async function findJournal(wanted: JournalWanted): Promise<string> {
  if (wanted.dataDir !== null) return journalIn(wanted.dataDir);
  if (wanted.configGiven) return journalIn(await dataDirOf(wanted.configPath));
  const last = join(DEFAULT_RUNS, LAST_RUN);
  if (existsSync(last)) return journalIn(readFileSync(last, "utf8").trim());
  if (existsSync(wanted.configPath)) return journalIn(await dataDirOf(wanted.configPath));
  throw new TocsinError("JOURNAL_NOT_FOUND", { path: process.cwd() });
}

/** What reads site files is loaded for this alone: a journal that is named needs none. */
async function dataDirOf(configPath: string): Promise<string> {
  const { loadSiteFile } = await import("../config/load-site-file.ts");
  return (await loadSiteFile(configPath)).config.data_dir;
}

/** The folder of the segments: the named one itself, or the journal inside a data directory. */
function journalIn(dataDir: string): string {
  for (const directory of [journalDirectory(dataDir), dataDir])
    if (existsSync(directory) && listSegments(readdirSync(directory)).length > 0) return directory;
  throw new TocsinError("JOURNAL_NOT_FOUND", { path: dataDir });
}
