import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { tlsFolder } from "../authority/tls-folder.ts";

/** What the server speaks TLS with, and the authority that browsers have to trust for it. */
export interface LocalCertificate {
  readonly key: string;
  readonly cert: string;
  readonly authorityFile: string;
  /** Whether the authority was made just now, so that nobody can have trusted it yet. */
  readonly made: boolean;
}

/** Browsers refuse certificates that last longer than this. */
const SERVER_DAYS = 397;
/** A server's certificate is made anew so long before it ends. */
const RENEW_MS = 30 * 86_400_000;

/** How people make their browsers trust it. */
export const trustText = (authorityFile: string): string =>
  `A certificate authority of this post's own was made. Install ${authorityFile} as a trusted authority on every machine that watches; its key stays here.`;

/**
 * The certificate with which this post answers at `hosts`, signed by an authority of its own. Both are made on first use and
 * kept in the data directory under `name`, their keys readable by their owner only; the server's is made anew when it ends or
 * the hosts change.
 */
export async function localCertificate(
  dataDir: string,
  hosts: readonly string[],
  name: "server" | "inputs" | "people" = "server",
): Promise<LocalCertificate> {
  const { issueCertificate, localAuthority, makeKeys, nowMs, plainHostName, writeKey } =
    await import("../authority/local-authority.ts");
  const authority = await localAuthority(dataDir);
  const folder = tlsFolder(dataDir);
  const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const names = namesOf([plainHostName(hostname()), ...hosts]);
  if (authority.made || !isUsable({ certFile, keyFile, names, nowMs: nowMs() })) {
    const keys = await makeKeys();
    const certificate = await issueCertificate(authority, {
      subject: "Tocsin",
      publicKey: keys.publicKey,
      use: "server",
      names,
      days: SERVER_DAYS,
    });
    await writeKey(keyFile, keys.privateKey);
    writeFileSync(certFile, certificate);
  }
  return {
    key: readFileSync(keyFile, "utf8"),
    cert: readFileSync(certFile, "utf8"),
    authorityFile: authority.file,
    made: authority.made,
  };
}

function isUsable(kept: {
  readonly certFile: string;
  readonly keyFile: string;
  readonly names: readonly string[];
  readonly nowMs: number;
}): boolean {
  const { certFile, keyFile, names, nowMs } = kept;
  if (!existsSync(certFile) || !existsSync(keyFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  const lasting = Date.parse(certificate.validTo) - nowMs > RENEW_MS;
  const covers = (name: string): boolean =>
    (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
  return lasting && names.every(covers);
}

/** This machine, and the addresses that it is told to serve at. */
function namesOf(hosts: readonly string[]): readonly string[] {
  const names = new Set(["localhost", "127.0.0.1", "::1"]);
  for (const host of hosts) if (host !== "0.0.0.0" && host !== "::") names.add(host);
  return [...names];
}
