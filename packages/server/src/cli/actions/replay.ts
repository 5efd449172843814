import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { listSegments } from "../../journal/segment-name.ts";
import type { CliContext } from "../cli-context.ts";
import type { ReplayFlags } from "./replay-recording.ts";

/** A journal is run again by the engine alone; a recording takes what reads its format. */
export async function replay(
  context: CliContext,
  path: string,
  options: ReplayFlags,
): Promise<number> {
  const journal = journalIn(path);
  if (journal === null)
    return (await import("./replay-recording.ts")).recording(context, path, options);
  return (await import("./replay-journal.ts")).again(context, journal);
}

function journalIn(path: string): string | null {
  if (!existsSync(path) || !statSync(path).isDirectory()) return null;
  for (const directory of [join(path, "journal"), path])
    if (existsSync(directory) && listSegments(readdirSync(directory)).length > 0) return directory;
  throw new TocsinError("JOURNAL_NOT_FOUND", { path });
}
