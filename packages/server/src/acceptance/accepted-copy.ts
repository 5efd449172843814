import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TimeUs } from "@tocsin/core";
import { parseSiteConfig } from "@tocsin/sdk";
import { SITE_FILE_BYTES_MAX, type SiteFile } from "../config/load-site-file.ts";
import { resolvePaths } from "../config/resolve-paths.ts";
import { openSigningKey, signingKeyThere } from "../journal/signing-key.ts";
import { journalDirectory } from "../run/data-directory.ts";

/** Beside the journal, and as private. */
const FILE_NAME = "site-accepted.json";
/** What earlier versions kept, unsigned; it counts until there is a signed one. */
const OLD_FILE_NAME = "last-good-site.json";
/** JSON may write a character of the file as six, and an alias as often as it stands; as text in JSON twice that. */
const BYTES_MAX = 16 * SITE_FILE_BYTES_MAX;
const PREFIX = "tocsin accepted site 1\n";

/** How a site file came to be accepted. */
export type AcceptedHow =
  /** Nothing protected here before, so it lowered nothing. */
  | "first"
  /** It lowered nothing of what was accepted before. */
  | "no-less"
  /** It lowers something, and two people agreed to that. */
  | "two-people";

/** The site file that a data directory's post is to protect with. */
export interface AcceptedSite {
  /** Absolute; relative paths in it count from its folder. */
  readonly path: string;
  /** As written, before defaults were filled in. */
  readonly written: unknown;
  /** Of the file, octet for octet; hexadecimal. */
  readonly sha256: string;
  readonly acceptedUs: TimeUs;
  readonly how: AcceptedHow;
  /** Ids of the accounts of those who agreed to it; empty where nobody had to. No names: an account can be erased. */
  readonly people: readonly string[];
}

export type CopyFound =
  | { readonly kind: "none" }
  | { readonly kind: "sound"; readonly site: AcceptedSite }
  /** It is not what this post signed; why, in words. */
  | { readonly kind: "damaged"; readonly why: string };

/**
 * Keeps what was accepted, signed with the key of the journal: a copy that somebody has changed by hand is found. The
 * journal's configuration record cannot take its place: it says what the engine knew, and neither which inputs to open
 * nor through which channels to warn.
 */
export async function writeAcceptedCopy(dataDir: string, site: AcceptedSite): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const signer = openSigningKey(journalDirectory(dataDir));
  const statement = JSON.stringify(site);
  const signature = Buffer.from(signer.sign(Buffer.from(PREFIX + statement))).toString("base64");
  const target = join(dataDir, FILE_NAME);
  const file = await open(`${target}.tmp`, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify({ statement, publicKey: signer.publicKey, signature }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${target}.tmp`, target);
  await rm(join(dataDir, OLD_FILE_NAME), { force: true });
}

/** What {@link writeAcceptedCopy} kept, if it is still that. */
export function readAcceptedCopy(dataDir: string): CopyFound {
  const target = join(dataDir, FILE_NAME);
  if (!existsSync(target)) return oldCopy(dataDir);
  if (statSync(target).size > BYTES_MAX) return damaged("it is too large");
  const copy = parsed(readFileSync(target, "utf8"));
  if (copy === null) return damaged("it cannot be read");
  const { statement, publicKey, signature } = copy;
  if (
    typeof statement !== "string" ||
    typeof publicKey !== "string" ||
    typeof signature !== "string"
  )
    return damaged("it cannot be read");
  if (signingKeyThere(journalDirectory(dataDir))?.publicKey !== publicKey)
    return damaged("it is signed with another key than this journal has");
  const key = createPublicKey({
    key: Buffer.from(publicKey, "base64"),
    format: "der",
    type: "spki",
  });
  if (!verify(null, Buffer.from(PREFIX + statement), key, Buffer.from(signature, "base64")))
    return damaged("it was changed after it was signed");
  return { kind: "sound", site: JSON.parse(statement) as AcceptedSite };
}

/** The site file that was accepted, as this version reads it; null where it cannot. */
export function siteFileOf({ path, written, sha256 }: AcceptedSite): SiteFile | null {
  const result = parseSiteConfig(written);
  if (!result.ok) return null;
  return { path, config: resolvePaths(result.config, dirname(path)), written, sha256 };
}

function oldCopy(dataDir: string): CopyFound {
  const target = join(dataDir, OLD_FILE_NAME);
  if (!existsSync(target)) return { kind: "none" };
  const { size, mtimeMs } = statSync(target);
  const old = size > BYTES_MAX ? null : parsed(readFileSync(target, "utf8"));
  if (typeof old?.path !== "string" || old.written === undefined) return { kind: "none" };
  const { path, written } = old;
  const sha256 = createHash("sha256").update(JSON.stringify(written)).digest("hex");
  const acceptedUs = Math.round(mtimeMs) * 1_000;
  return { kind: "sound", site: { path, written, sha256, acceptedUs, how: "first", people: [] } };
}

const damaged = (why: string): CopyFound => ({ kind: "damaged", why });

type Parts = Readonly<
  Partial<Record<"statement" | "publicKey" | "signature" | "path" | "written", unknown>>
>;

function parsed(text: string): Parts | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    // Damaged: as good as none.
    return null;
  }
}
