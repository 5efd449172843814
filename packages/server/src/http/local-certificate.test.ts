import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localCertificate } from "./local-certificate.ts";

test("makes an authority once, and a server certificate that it vouches for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-tls-"));
  const first = await localCertificate(folder, ["192.0.2.7"]);
  expect(first.made).toBe(true);
  const authority = new X509Certificate(readFileSync(first.authorityFile));
  const server = new X509Certificate(first.cert);
  expect(authority.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkIssued(authority)).toBe(true);
  expect(server.checkIP("192.0.2.7")).toBe("192.0.2.7");
  expect(server.checkHost("localhost")).toBe("localhost");
  for (const key of ["authority.key", "server.key"])
    expect(statSync(join(folder, "tls", key)).mode & 0o777).toBe(0o600);
  const again = await localCertificate(folder, ["192.0.2.7"]);
  expect([again.made, again.cert]).toEqual([false, first.cert]);
  const moved = await localCertificate(folder, ["192.0.2.8"]);
  expect([moved.made, moved.cert === first.cert]).toEqual([false, false]);
});
