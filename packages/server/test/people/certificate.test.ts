import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type DetailedPeerCertificate } from "node:tls";
import type { Channel } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { certificateTrouble } from "../../src/authority/certificate-trouble.ts";
import {
  issueCertificate,
  localAuthority,
  makeKeys,
  writeKey,
} from "../../src/authority/local-authority.ts";
import { Broadcaster } from "../../src/broadcast/broadcaster.ts";
import { beginPostEpoch } from "../../src/broadcast/post-key.ts";
import { steadyMs } from "../../src/broadcast/steady-port.ts";
import { createPeopleChannel } from "../../src/people/people-channel.ts";

const DAY_MS = 86_400_000;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tocsin-certificate-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A key and a certificate of so many days, from the post's own authority, at `page.key` and `page.pem`. */
async function writePair(days: number): Promise<string> {
  const keys = await makeKeys();
  const cert = await issueCertificate(await localAuthority(folder), {
    subject: "Tocsin",
    publicKey: keys.publicKey,
    use: "server",
    names: ["localhost"],
    days,
  });
  await writeKey(join(folder, "page.key"), keys.privateKey);
  writeFileSync(join(folder, "page.pem"), cert);
  return cert;
}

/** What a browser is shown that connects now. */
const shown = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate() as DetailedPeerCertificate;
      socket.destroy();
      resolve(raw.toString("base64"));
    });
    socket.on("error", reject);
  });
const octetsOf = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, "");

test("a certificate is told of before it ends, when it has, and before it begins", async () => {
  const cert = await writePair(60);
  const nowMs = Date.now();
  expect(certificateTrouble(cert, nowMs)).toBe(null);
  const told = (days: number) => certificateTrouble(cert, nowMs + days * DAY_MS);
  const ofWords = (words: RegExp) => expect.stringMatching(words) as string;
  expect(told(50)).toEqual({
    holds: true,
    words: ofWords(/ends on \d{4}-\d\d-\d\d, in \d days$/),
  });
  expect(told(61)).toEqual({ holds: false, words: ofWords(/ended on/) });
  expect(told(-2)).toEqual({ holds: false, words: ofWords(/holds only from/) });
});

test("a page shows a renewed certificate without a new start, and says that the one before was about to end", async () => {
  const old = await writePair(5);
  const troubles: string[] = [];
  let channel: Channel | null = null;
  const address = await new Promise<string>((resolve) => {
    channel = createPeopleChannel(
      {
        type: "people",
        id: "people",
        modes: ["live"],
        address: "127.0.0.1",
        port: 0,
        clients_max: 10,
        clients_per_address: 3,
        behind_proxy: false,
        posts: [],
        tells_unwatched: true,
        tls: { certificate: join(folder, "page.pem"), key: join(folder, "page.key") },
        escalate_to: [],
        standby: false,
      },
      {
        broadcaster: new Broadcaster({
          file: beginPostEpoch(folder, "weir", "live"),
          site: { id: "weir", name: "Weir" },
          mode: "live",
          nowUs: () => Date.now() * 1_000,
          steadyMs,
          chain: () => ({ sequence: 1, hash: null }),
        }),
        host: {
          dataDir: folder,
          consoleFolder: folder,
          site: { id: "weir", name: "Weir", mode: "live", areas: [] },
          listening: resolve,
          safe: () => undefined,
          counts: () => undefined,
          nowUs: () => Date.now() * 1_000,
        },
        failed: (part, detail, lasts = false) =>
          troubles.push(`${part ?? "page"}: ${detail}${lasts ? ", until it is over" : ""}`),
        receipt: () => undefined,
        certificateEveryMs: 50,
      },
    );
  });
  const port = Number(new URL(address).port);
  expect(await shown(port)).toBe(octetsOf(old));
  expect(troubles[0]).toMatch(/its certificate ends on .*: phones refuse a page/);
  const before = readFileSync(join(folder, "page.key"), "utf8");
  const next = await writePair(90);
  const key = readFileSync(join(folder, "page.key"), "utf8");
  writeFileSync(join(folder, "page.key"), before);
  troubles.length = 0;
  await expect
    .poll(() => troubles.join("\n"))
    .toMatch(/^renewal: .* cannot be taken up: .*, until it is over$/m);
  expect(await shown(port)).toBe(octetsOf(old));
  writeFileSync(join(folder, "page.key"), key);
  await expect.poll(() => shown(port)).toBe(octetsOf(next));
  await expect.poll(() => troubles.at(-1)).toMatch(/^renewal: over: /);
  await (channel as Channel | null)?.close();
});
