import { randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 asks for it, and it exports nothing
import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { SystemClock } from "../pipeline/system-clock.ts";

/** What the server speaks TLS with, and the authority that browsers have to trust for it. */
export interface LocalCertificate {
  readonly key: string;
  readonly cert: string;
  readonly authorityFile: string;
  /** Whether the authority was made just now, so that nobody can have trusted it yet. */
  readonly made: boolean;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** Browsers refuse certificates that last longer than this. */
const SERVER_DAYS = 397;
/** A server's certificate is made anew so long before it ends. */
const RENEW_MS = 30 * DAY_MS;
const SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

/** How people make their browsers trust it. */
export const trustText = (authorityFile: string): string =>
  `A certificate authority of this post's own was made. Install ${authorityFile} as a trusted authority on every machine that watches; its key stays here.`;

/**
 * The certificate for `host`, signed by an authority of this post's own. Both are made on first use and kept in the
 * data directory, their keys readable by their owner only; the server's is made anew when it ends or the host changes.
 */
export async function localCertificate(dataDir: string, host: string): Promise<LocalCertificate> {
  const folder = join(dataDir, "tls");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(folder, name);
  const authorityFile = file("authority.pem");
  const made = !existsSync(authorityFile) || !existsSync(file("authority.key"));
  const authority = made
    ? await makeAuthority(authorityFile, file("authority.key"))
    : await readAuthority(authorityFile, file("authority.key"));
  const names = namesOf(host);
  if (made || !isUsable(file("server.pem"), file("server.key"), names))
    await makeServer(authority, names, { cert: file("server.pem"), key: file("server.key") });
  return {
    key: readFileSync(file("server.key"), "utf8"),
    cert: readFileSync(file("server.pem"), "utf8"),
    authorityFile,
    made,
  };
}

interface Authority {
  readonly certificate: Certificate;
  readonly key: webcrypto.CryptoKey;
}

async function makeAuthority(certFile: string, keyFile: string): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=Tocsin local authority of ${plainName(hostname())}`,
      ...validity(AUTHORITY_DAYS),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  await writeKey(keyFile, keys.privateKey);
  writeFileSync(certFile, certificate.toString("pem"));
  return { certificate, key: keys.privateKey };
}

async function readAuthority(certFile: string, keyFile: string): Promise<Authority> {
  const pkcs8 = PemConverter.decodeFirst(readFileSync(keyFile, "utf8"));
  const key = await webcrypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, false, ["sign"]);
  return { certificate: new Certificate(readFileSync(certFile, "utf8")), key };
}

async function makeServer(
  authority: Authority,
  names: readonly string[],
  files: { readonly cert: string; readonly key: string },
): Promise<void> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: "CN=Tocsin",
      issuer: authority.certificate.subject,
      ...validity(SERVER_DAYS),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: authority.key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(authority.certificate, false, webcrypto),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        new ExtendedKeyUsageExtension([SERVER_AUTHENTICATION]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
        ),
      ],
    },
    webcrypto,
  );
  await writeKey(files.key, keys.privateKey);
  writeFileSync(files.cert, certificate.toString("pem"));
}

function isUsable(certFile: string, keyFile: string, names: readonly string[]): boolean {
  if (!existsSync(certFile) || !existsSync(keyFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  const lasting = Date.parse(certificate.validTo) - nowMs() > RENEW_MS;
  const covers = (name: string): boolean =>
    (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
  return lasting && names.every(covers);
}

/** This machine, and the address that it is told to serve at. */
function namesOf(host: string): readonly string[] {
  const names = new Set(["localhost", "127.0.0.1", "::1", plainName(hostname())]);
  if (host !== "0.0.0.0" && host !== "::") names.add(host);
  return [...names];
}

const nowMs = (): number => new SystemClock().nowUs() / 1000;

const plainName = (name: string): string => name.replaceAll(/[^\w.-]/g, "-").toLowerCase();

const validity = (days: number): { readonly notBefore: Date; readonly notAfter: Date } => ({
  // A browser's clock may be a little behind.
  notBefore: new Date(nowMs() - DAY_MS),
  notAfter: new Date(nowMs() + (days - 1) * DAY_MS),
});

/** Positive and not guessable, 16 octets (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] & 0x7f) | 0x40;
  return bytes.toString("hex");
}

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);

async function writeKey(path: string, key: webcrypto.CryptoKey): Promise<void> {
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", key);
  writeFileSync(path, PemConverter.encode(pkcs8, "PRIVATE KEY"), { mode: 0o600 });
}
