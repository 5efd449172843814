import { webcrypto } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 asks for it, and it exports nothing
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { certificateSpan, serialNumber, writeKey } from "./local-authority.ts";
import { tlsFolder } from "./tls-folder.ts";

/** What receivers of signed XML understand everywhere; elliptic curves they do not. */
const ALGORITHM = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3_072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const DAYS = 3_650;
/** For signing documents, and nothing else (RFC 9336, section 3.1). */
const DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

/** A private key and its certificate, both PEM. */
export interface DocumentKey {
  readonly key: string;
  readonly certificate: string;
}

/**
 * The key with which a channel of this post signs documents, and the certificate that receivers are given. Each name has
 * a key of its own, so that a drill's signature is never one of the live channel. Made on first use; the key is its
 * owner's to read.
 */
export async function documentKey(dataDir: string, name: string): Promise<DocumentKey> {
  const folder = tlsFolder(dataDir);
  const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  if (!existsSync(certFile) || !existsSync(keyFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    await writeKey(keyFile, keys.privateKey);
    writeFileSync(certFile, await selfSigned(keys, name));
  }
  return { key: readFileSync(keyFile, "utf8"), certificate: readFileSync(certFile, "utf8") };
}

async function selfSigned(keys: webcrypto.CryptoKeyPair, name: string): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=Tocsin ${name}`,
      ...certificateSpan(DAYS),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([DOCUMENT_SIGNING]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}
