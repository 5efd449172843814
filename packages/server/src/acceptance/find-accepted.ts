import { existsSync } from "node:fs";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { readJournal } from "../journal/read-journal.ts";
import { listSegments } from "../journal/segment-name.ts";
import { journalDirectory } from "../run/data-directory.ts";
import { type AcceptedSite, readAcceptedCopy } from "./accepted-copy.ts";
import { decodeSiteRecord, type SiteRecord } from "./site-record.ts";

/** What a data directory knows of the site file that was accepted last. */
export interface AcceptedFound {
  /** null: there is none, or nobody can tell any more which it was. */
  readonly site: AcceptedSite | null;
  /** What was wrong with the copy, in words; null where nothing was, or where there never was one. */
  readonly damage: string | null;
}

/**
 * The site file that was accepted last: by the signed copy, or where that is gone or was changed, by the journal. A data
 * directory in which no post has ever run has none.
 */
export function findAccepted(dataDir: string): AcceptedFound {
  const copy = readAcceptedCopy(dataDir);
  if (copy.kind === "sound") return { site: copy.site, damage: null };
  const recorded = lastRecorded(journalDirectory(dataDir), ["in-force", "agreed"]);
  if (copy.kind === "damaged") return { site: recorded, damage: copy.why };
  return { site: recorded, damage: recorded === null ? null : "it is gone" };
}

/** The site file that protected last; null where there was none, or it is too large for a record. */
export const lastInForce = (dataDir: string): AcceptedSite | null =>
  lastRecorded(journalDirectory(dataDir), ["in-force"]);

/** Looked for from the last segment backwards, and seldom: where the copy is of no use, or what was agreed to is new. */
function lastRecorded(
  directory: string,
  changes: readonly SiteRecord["change"][],
): AcceptedSite | null {
  if (!existsSync(directory)) return null;
  const disk = openNodeDisk(directory);
  const segments = listSegments(disk.list());
  for (let i = segments.length - 1; i >= 0; i--) {
    const until = segments[i + 1]?.firstSequence ?? Infinity;
    let found: AcceptedSite | null = null;
    for (const record of readJournal(disk, { from: segments[i].firstSequence })) {
      if (record.sequence >= until) break;
      const site = decodeSiteRecord(record.type, record.payload);
      if (site === null || !changes.includes(site.change)) continue;
      if (site.change !== "in-force" && site.change !== "agreed") continue;
      const { path, written, sha256, acceptedUs, how, people } = site;
      if (written !== null) found = { path, written, sha256, acceptedUs, how, people };
    }
    if (found !== null) return found;
  }
  return null;
}
