import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localAuthority } from "./local-authority.ts";
import { tlsFolder } from "./tls-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-authority-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keyFile = (): string => join(tlsFolder(folder), "authority.key");
const isPair = (certificateFile: string): boolean =>
  new X509Certificate(readFileSync(certificateFile)).checkPrivateKey(
    createPrivateKey(readFileSync(keyFile())),
  );

test("whoever asks at the same time gets one authority, and so does whoever asks later", async () => {
  const [one, two] = await Promise.all([localAuthority(folder), localAuthority(folder)]);
  const later = await localAuthority(folder);
  expect(two.certificate.serialNumber).toBe(one.certificate.serialNumber);
  expect(later.certificate.serialNumber).toBe(one.certificate.serialNumber);
  expect([one.made, later.made]).toEqual([true, false]);
  expect(isPair(one.file)).toBe(true);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
});

test("a key that was left without its certificate stays the key", async () => {
  const first = await localAuthority(folder);
  const publicKey = createPublicKey(readFileSync(keyFile(), "utf8"));
  rmSync(first.file);
  const again = await localAuthority(folder);
  expect(again.made).toBe(true);
  expect(createPublicKey(readFileSync(keyFile(), "utf8")).equals(publicKey)).toBe(true);
  expect(isPair(again.file)).toBe(true);
});
