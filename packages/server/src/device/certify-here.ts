import { webcrypto } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 asks for it, and it exports nothing
import "reflect-metadata";
import { Pkcs10CertificateRequestGenerator } from "@peculiar/x509";
import type { CertifiedKey } from "@tocsin/sdk";
import { CERTIFICATE_ALGORITHM, makeKeys, writeKey } from "../authority/local-authority.ts";
import { askPost } from "./enrol-device.ts";
import { refuseExisting } from "./device-key-file.ts";

/** Makes a key here, has the post's authority certify it with a code, and keeps both in a folder. */
export async function certifyHere(options: {
  readonly address: string;
  readonly code: string;
  readonly folder: string;
  /** File of the authority that the post's certificate is of; null: one that this machine trusts. */
  readonly authority: string | null;
}): Promise<CertifiedKey> {
  const { address, code, folder, authority } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ["key.pem", "certificate.pem"]) refuseExisting(join(folder, name));
  const keys = await makeKeys();
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: "CN=device", keys, signingAlgorithm: CERTIFICATE_ALGORITHM },
    webcrypto,
  );
  const certified = (await askPost({
    address,
    path: "/api/devices/certify",
    body: { code, request: request.toString("pem") },
    authority: authority === null ? null : readFileSync(authority, "utf8"),
  })) as CertifiedKey;
  await writeKey(join(folder, "key.pem"), keys.privateKey);
  writeFileSync(join(folder, "certificate.pem"), certified.certificate);
  writeFileSync(join(folder, "authority.pem"), certified.authority);
  return certified;
}
