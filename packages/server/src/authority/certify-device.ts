import { createPublicKey, webcrypto } from "node:crypto";
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 asks for it, and it exports nothing
import "reflect-metadata";
import { Pkcs10CertificateRequest } from "@peculiar/x509";
import { fingerprintOfKey } from "./fingerprint-of.ts";
import { issueCertificate, localAuthority } from "./local-authority.ts";

/** So long a device's certificate holds. Those that are revoked end at once. */
const DEVICE_DAYS = 825;
/** As OpenSSL calls them, and as Web Cryptography does. */
const CURVES: ReadonlyMap<string | undefined, string> = new Map([
  ["prime256v1", "P-256"],
  ["secp384r1", "P-384"],
]);

/** What a device asks to be certified: a key of which it has shown that it has the private part. */
export interface CheckedRequest {
  /** SHA-256 of the key's SubjectPublicKeyInfo, in base64url. */
  readonly fingerprint: string;
  readonly publicKey: webcrypto.CryptoKey;
}

/** Reads a request (PKCS #10, PEM). Nothing of it is believed but the key. null where it is none, or not signed with that key. */
export async function readRequest(pem: string): Promise<CheckedRequest | null> {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    const spki = Buffer.from(request.publicKey.rawData);
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const namedCurve = CURVES.get(key.asymmetricKeyDetails?.namedCurve);
    if (namedCurve === undefined || !(await request.verify(webcrypto))) return null;
    const algorithm = { name: "ECDSA", namedCurve };
    const publicKey = await webcrypto.subtle.importKey("spki", spki, algorithm, true, ["verify"]);
    return { publicKey, fingerprint: fingerprintOfKey(spki) };
  } catch {
    return null;
  }
}

/** A certificate (PEM) of the local authority, with which a device opens a line to this post, and nothing else. */
export async function certifyDevice(
  dataDir: string,
  { publicKey }: CheckedRequest,
  subject: string,
): Promise<{ readonly certificate: string; readonly authority: string }> {
  const authority = await localAuthority(dataDir);
  const certificate = await issueCertificate(authority, {
    subject,
    publicKey,
    use: "client",
    names: [],
    days: DEVICE_DAYS,
  });
  return { certificate, authority: authority.certificate.toString("pem") };
}
