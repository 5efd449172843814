import { join } from "node:path";

/** Where the copy of a recording's journal lies, by the end of its chain. */
export const recordingJournal = (folder: string, chain: string): string =>
  join(folder, "recordings", chain);

/** Where what a recording says lies, by its own hash. */
export const recordingPath = (folder: string, sha256: string): string =>
  join(folder, "recordings", `${sha256}.json`);
