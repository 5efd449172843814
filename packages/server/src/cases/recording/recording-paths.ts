import { join } from "node:path";

/** Where the copy of a recording's journal lies: by the hash of what it was read to say, as each question needs other records of it. */
export const recordingJournal = (folder: string, sha256: string): string =>
  join(folder, "recordings", sha256);

/** Where what a recording says lies, by its own hash. */
export const recordingPath = (folder: string, sha256: string): string =>
  join(folder, "recordings", `${sha256}.json`);

/** Where another party's bundle lies, by its own hash: several may be read to say the same. */
export const bundlePath = (folder: string, { sha256 }: { readonly sha256: string }): string =>
  join(folder, "recordings", `${sha256}.bundle.json`);
