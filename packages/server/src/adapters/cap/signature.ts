import { readFile } from "node:fs/promises";
import type { OfficialSignature } from "@tocsin/core";
import type { DecodedCap } from "./decode/decode-cap.ts";

export type SignedCap =
  | (Extract<DecodedCap, { ok: true }> & { readonly signature: OfficialSignature })
  | Extract<DecodedCap, { ok: false }>;

/** What is known of a document's signature. */
export type SignatureReader = (octets: Uint8Array, decoded: DecodedCap) => SignedCap;

/** Without a certificate signatures are seen and not verified, and said to be so. Rejects where the file cannot be read. */
export async function readSignature(certificateFile: string | undefined): Promise<SignatureReader> {
  if (certificateFile === undefined)
    return (_octets, decoded) =>
      decoded.ok ? { ...decoded, signature: decoded.isSigned ? "unverified" : "none" } : decoded;
  const certificate = await readFile(certificateFile, "utf8");
  const { verifySigned } = await import("./verify-signed.ts");
  return (_octets, decoded) => verifySigned(decoded, certificate);
}
