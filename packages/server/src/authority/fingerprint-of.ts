import { createHash, type X509Certificate } from "node:crypto";

/** By this a certificate is known: by its key, whatever else stands in it. */
export const fingerprintOf = (certificate: X509Certificate): string =>
  fingerprintOfKey(certificate.publicKey.export({ type: "spki", format: "der" }));

/** SHA-256 of a key's SubjectPublicKeyInfo, in base64url. */
export const fingerprintOfKey = (subjectPublicKeyInfo: Uint8Array): string =>
  createHash("sha256").update(subjectPublicKeyInfo).digest("base64url");
