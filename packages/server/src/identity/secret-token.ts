import { createHash, randomBytes } from "node:crypto";

/** 256 bits: not to be guessed, so a plain hash of it is enough to keep. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** A secret for one session or one link, in base64url. What is stored of it is its hash. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** SHA-256 of a token; null for what cannot be one. */
export function tokenHash(token: string): Buffer | null {
  return TOKEN.test(token) ? createHash("sha256").update(token, "ascii").digest() : null;
}

/** A name for something, that says nothing of it: 96 bits in base64url after a letter for its kind. */
export const makeId = (kind: "u" | "t" | "k" | "c" | "p" | "s"): string =>
  `${kind}-${randomBytes(12).toString("base64url")}`;
