import { createPublicKey, randomBytes, webcrypto } from "node:crypto";
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
import { authorityFile, tlsFolder } from "./tls-folder.ts";

/** How this post's keys sign. */
export const CERTIFICATE_ALGORITHM = {
  name: "ECDSA",
  namedCurve: "P-256",
  hash: "SHA-256",
} as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** What a certificate is good for (RFC 5280, section 4.2.1.12). */
export const KEY_USES = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" } as const;

/** The authority of a post's own: its certificate for others to trust, its key for nobody else. */
export interface LocalAuthority {
  readonly file: string;
  /** Whether it was made just now, so that nobody can have trusted it yet. */
  readonly made: boolean;
  readonly certificate: Certificate;
  readonly key: webcrypto.CryptoKey;
}

/** Those that are in the making: whoever asks in between gets the same. */
const making = new Map<string, Promise<LocalAuthority>>();

/** The authority of a data directory, made on first use, once whoever asks at the same time. */
export function localAuthority(dataDir: string): Promise<LocalAuthority> {
  const file = authorityFile(dataDir);
  const authority = making.get(file) ?? openAuthority(dataDir, file);
  making.set(file, authority);
  const forget = (): void => void making.delete(file);
  authority.then(forget, forget);
  return authority;
}

/** Another process may do the same: whose key is there first, that is the key. */
async function openAuthority(dataDir: string, file: string): Promise<LocalAuthority> {
  const folder = tlsFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyFile = join(folder, "authority.key");
  if (!existsSync(keyFile)) {
    const { privateKey } = await makeKeys();
    writeOnce(keyFile, await pemOf(privateKey), 0o600);
  }
  const keys = await readKeys(keyFile);
  const made = !existsSync(file) && writeOnce(file, await authorityCertificate(keys), 0o644);
  const certificate = new Certificate(readFileSync(file, "utf8"));
  return { file, made, certificate, key: keys.privateKey };
}

/** Whether it was written: what is there is left as it is. */
function writeOnce(path: string, text: string, mode: number): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A certificate of the authority for a public key, as PEM. */
export async function issueCertificate(
  authority: LocalAuthority,
  wanted: {
    readonly subject: string;
    readonly publicKey: webcrypto.CryptoKey;
    readonly use: keyof typeof KEY_USES;
    /** Names and addresses that it is for; none for a client. */
    readonly names: readonly string[];
    readonly days: number;
  },
): Promise<string> {
  const names = wanted.names.map((value) => ({
    type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const),
    value,
  }));
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: `CN=${wanted.subject}`,
      issuer: authority.certificate.subject,
      ...certificateSpan(wanted.days),
      signingAlgorithm: CERTIFICATE_ALGORITHM,
      publicKey: wanted.publicKey,
      signingKey: authority.key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(authority.certificate, false, webcrypto),
        await SubjectKeyIdentifierExtension.create(wanted.publicKey, false, webcrypto),
        new ExtendedKeyUsageExtension([KEY_USES[wanted.use]]),
        ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
      ],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

export const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(CERTIFICATE_ALGORITHM, true, ["sign", "verify"]);

/** Keeps a private key where its owner alone reads it. */
export async function writeKey(path: string, key: webcrypto.CryptoKey): Promise<void> {
  writeFileSync(path, await pemOf(key), { mode: 0o600 });
}

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");

export const nowMs = (): number => new SystemClock().nowUs() / 1000;

export const plainHostName = (name: string): string =>
  name.replaceAll(/[^\w.-]/g, "-").toLowerCase();

async function authorityCertificate(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=Tocsin local authority of ${plainHostName(hostname())}`,
      ...certificateSpan(AUTHORITY_DAYS),
      signingAlgorithm: CERTIFICATE_ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

/** A private key holds its public one. */
async function readKeys(keyFile: string): Promise<webcrypto.CryptoKeyPair> {
  const pem = readFileSync(keyFile, "utf8");
  const pkcs8 = PemConverter.decodeFirst(pem);
  const privateKey = await webcrypto.subtle.importKey(
    "pkcs8",
    pkcs8,
    CERTIFICATE_ALGORITHM,
    false,
    ["sign"],
  );
  const spki = createPublicKey(pem).export({ type: "spki", format: "der" });
  const publicKey = await webcrypto.subtle.importKey("spki", spki, CERTIFICATE_ALGORITHM, true, [
    "verify",
  ]);
  return { privateKey, publicKey };
}

/** From when to when a certificate holds that is made now. */
export const certificateSpan = (
  days: number,
): { readonly notBefore: Date; readonly notAfter: Date } => ({
  // The other side's clock may be a little behind.
  notBefore: new Date(nowMs() - DAY_MS),
  notAfter: new Date(nowMs() + (days - 1) * DAY_MS),
});

/** Positive and not guessable, 16 octets (RFC 5280, section 4.1.2.2). */
export function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] & 0x7f) | 0x40;
  return bytes.toString("hex");
}
