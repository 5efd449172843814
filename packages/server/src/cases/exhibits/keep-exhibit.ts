import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { CaseState } from "@tocsin/inquiry";
import type { ActionOf } from "@tocsin/inquiry/case-action";
import { TocsinError } from "@tocsin/sdk/errors";

/** A file of an exhibit may be a long film; beyond this it is a store of its own. */
export const EXHIBIT_BYTES_MAX = 8_000_000_000;
const CHUNK_BYTES = 1 << 20;

type ExhibitFile = ActionOf<"exhibit">["files"][number];

/** Where a file of an exhibit lies, by its own hash. */
export const exhibitPath = (folder: string, sha256: string): string =>
  join(folder, "exhibits", sha256);

/** Copies a file into the case under the hash of what was copied; the same bytes are kept once. */
export function keepExhibitFile(folder: string, path: string): ExhibitFile {
  const size = sizeOf(path);
  if (size > EXHIBIT_BYTES_MAX)
    throw inputError(path, `is larger than ${EXHIBIT_BYTES_MAX / 1e9} GB`);
  mkdirSync(join(folder, "exhibits"), { recursive: true });
  const fresh = exhibitPath(folder, "fresh");
  rmSync(fresh, { force: true });
  const target = openSync(fresh, "wx", 0o600);
  let hashed: Hashed;
  try {
    hashed = hashOf(path, (piece) => writeAll(target, piece));
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  const { sha256, bytes } = hashed;
  if (existsSync(exhibitPath(folder, sha256))) rmSync(fresh);
  else renameSync(fresh, exhibitPath(folder, sha256));
  return { name: basename(path), sha256, bytes };
}

/** What does not hold of the exhibits: each file is hashed again. */
export function exhibitProblems(folder: string, { exhibits }: CaseState): readonly string[] {
  return exhibits.flatMap(({ id, files }) =>
    files.flatMap(({ name, sha256 }) => {
      const path = exhibitPath(folder, sha256);
      if (!existsSync(path)) return [`${name} of exhibit ${id} is missing`];
      return hashOf(path, () => undefined).sha256 === sha256
        ? []
        : [`${name} of exhibit ${id} is not the file that was added`];
    }),
  );
}

interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a file in pieces: what is hashed is just what is passed on. */
function hashOf(path: string, take: (piece: Uint8Array) => void): Hashed {
  const source = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let bytes = 0;
    for (;;) {
      const count = readSync(source, buffer, 0, CHUNK_BYTES, null);
      if (count === 0) return { sha256: hash.digest("hex"), bytes };
      const piece = buffer.subarray(0, count);
      hash.update(piece);
      take(piece);
      bytes += count;
    }
  } finally {
    closeSync(source);
  }
}

function writeAll(descriptor: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(descriptor, piece, at);
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw inputError(path, "does not exist");
  if (!found.isFile()) throw inputError(path, "is no file");
  return found.size;
}

const inputError = (path: string, detail: string): TocsinError =>
  new TocsinError("CASE_INPUT", { path, detail });
