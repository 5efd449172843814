import type { Disk } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";
import { diskErrorCode } from "./disk-error.ts";
import { openNodeDisk } from "./node-disk-port.ts";
import { listSegments } from "./segment-name.ts";

/** The disk of a journal that is to be read. Throws `JOURNAL_NOT_FOUND` for a directory that holds none. */
export function openSource(source: Disk | string): Disk {
  if (typeof source !== "string") return source;
  const disk = openNodeDisk(source);
  if (listSegments(namesIn(disk)).length === 0) {
    throw new TocsinError("JOURNAL_NOT_FOUND", { path: source });
  }
  return disk;
}

function namesIn(disk: Disk): string[] {
  try {
    return disk.list();
  } catch (error) {
    const code = diskErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}
