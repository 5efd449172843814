import { createHash } from "node:crypto";
import { plainName } from "../account-name.ts";
import type { ProvenPerson } from "./proven-person.ts";

/** Leaves room for what sets two people of one name apart. */
const LENGTH_MAX = 56;

/**
 * A name for the account of somebody whom a provider sent: as near to what it said as our rule for names lets it be.
 * A name is for people to read; whose account it is, the provider's `sub` says. `isTaken` may know it already, as a
 * local account's for one: then a part of the hash of that follows.
 */
export function providerName(
  { name, origin }: ProvenPerson,
  isTaken: (name: string) => boolean,
): string {
  const mark = createHash("sha256").update(`${origin.issuer} ${origin.subject}`).digest("hex");
  const plain = plainName(name ?? "")
    .replaceAll(/[^\p{L}\p{M}\p{N}._@-]+/gu, ".")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, LENGTH_MAX)
    .toWellFormed()
    .replace(/[^\p{L}\p{M}\p{N}]+$/u, "");
  if (plain === "") return `person-${mark.slice(0, 12)}`;
  return isTaken(plain) ? `${plain}-${mark.slice(0, 6)}` : plain;
}
