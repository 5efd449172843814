import { createHash, randomUUID } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  type ReadStream,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DESK_FILE_BYTES_MAX,
  type DeskExhibitFile,
  deskFileTooLarge,
  type DeskKeptFile,
  TocsinError,
} from "@tocsin/sdk";
import { exhibitPath } from "../exhibits/keep-exhibit.ts";
import { readHead } from "../read-head.ts";

/** What is larger is not drawn in a page. */
const SHOWN_BYTES_MAX = 32 * 1024 * 1024;
const HEAD_BYTES = 16;

interface Shown {
  readonly shows: NonNullable<DeskExhibitFile["shows"]>;
  readonly type: string;
}

/** Files that a page can show, by how they begin, hexadecimal; a name says nothing. What a browser would run is not among them. */
const KINDS: readonly (Shown & { readonly begins: RegExp })[] = [
  { shows: "picture", type: "image/png", begins: /^89504e470d0a1a0a/ },
  { shows: "picture", type: "image/jpeg", begins: /^ffd8ff/ },
  { shows: "picture", type: "image/gif", begins: /^4749463[89]/ },
  { shows: "picture", type: "image/webp", begins: /^52494646.{8}57454250/ },
  { shows: "sound", type: "audio/wav", begins: /^52494646.{8}57415645/ },
  { shows: "sound", type: "audio/mpeg", begins: /^(?:494433|fff[23b])/ },
  { shows: "sound", type: "audio/ogg", begins: /^4f676753/ },
  { shows: "sound", type: "audio/flac", begins: /^664c6143/ },
];

/** How a kept file can be shown; null where it cannot, or is not there. */
export function shownAs(folder: string, sha256: string): Shown | null {
  const path = exhibitPath(folder, sha256);
  if (!existsSync(path) || statSync(path).size > SHOWN_BYTES_MAX) return null;
  const head = readHead(path, HEAD_BYTES).toString("hex");
  return KINDS.find(({ begins }) => begins.test(head)) ?? null;
}

export const readShown = (folder: string, sha256: string): ReadStream =>
  createReadStream(exhibitPath(folder, sha256));

/** Keeps what a page sends under the hash of just what was written. Throws where it is too large; then nothing is left of it. */
export async function keepSent(
  folder: string,
  sent: Readable,
): Promise<Pick<DeskKeptFile, "sha256" | "bytes">> {
  const fresh = exhibitPath(folder, `fresh-${randomUUID()}`);
  mkdirSync(dirname(fresh), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    await pipeline(
      sent,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > DESK_FILE_BYTES_MAX)
            throw new TocsinError("REQUEST_INVALID", { detail: deskFileTooLarge("A file") });
          hash.update(piece);
          yield piece;
        }
      },
      createWriteStream(fresh, { flags: "wx", mode: 0o600, flush: true }),
    );
    const sha256 = hash.digest("hex");
    if (!existsSync(exhibitPath(folder, sha256))) renameSync(fresh, exhibitPath(folder, sha256));
    return { sha256, bytes };
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Why a file that an exhibit names is not the one that is kept, in words; null where it is. */
export function sentProblem(folder: string, { name, sha256, bytes }: DeskKeptFile): string | null {
  const path = exhibitPath(folder, sha256);
  return existsSync(path) && statSync(path).size === bytes
    ? null
    : `${name} has not come in: choose it again.`;
}
