import { spawnSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaId, channelId, type Mode, siteId } from "@tocsin/core";
import type { Channel, OutgoingWarning } from "@tocsin/sdk";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeCap } from "../../src/adapters/cap/decode/decode-cap.ts";
import { readSignature } from "../../src/adapters/cap/signature.ts";
import { documentKey } from "../../src/authority/document-certificate.ts";
import { createCapFileChannel } from "../../src/channels/cap-file/cap-file-channel.ts";
import type { SigningKey } from "../../src/channels/cap-file/sign-alert.ts";
import { CAP_DATA } from "./cap-world.ts";

const XMLSEC = spawnSync("xmlsec1", ["--version"]).status === 0;
const XSD = `${CAP_DATA ?? ""}/cap12.xsd`;
const NAMES = `<b>"A" & 'B'</b>]]> \u{1f6a8}\tمستشفى Лікарня`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-sign-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const messageOf = (version: number, mode: Mode = "live"): OutgoingWarning => {
  const issuedUs = Date.UTC(2026, 4, 1, 15, 30, 45 + version) * 1_000;
  return {
    warning: {
      siteId: siteId("harbour"),
      areaId: areaId("hospital"),
      mode,
      episode: 1,
      version,
      stage: "take-cover",
      action: version === 1 ? "start" : "update",
      issuedUs,
      expiresUs: issuedUs + 120_000_000,
      arrivalFromUs: null,
      arrivalToUs: null,
      threats: [],
      decisions: [],
      probability: null,
      replaces: version === 1 ? null : version - 1,
    },
    siteName: "Harbour",
    areaName: NAMES,
    areaOwner: "Trust",
    areaRingsDeg: [[33.3, 44.4, 33.31, 44.4, 33.31, 44.41]],
    recorded: true,
    headline: "TAKE COVER NOW",
    instruction: NAMES,
    texts: [
      { language: "en", direction: "ltr", headline: "TAKE COVER NOW", instruction: NAMES },
      { language: "ar", direction: "rtl", headline: "احتموا الآن", instruction: "ادخلوا الآن." },
    ],
  };
};

const open = (
  signature: (() => Promise<SigningKey>) | null,
  failed: (detail: string) => void = () => undefined,
): Channel =>
  createCapFileChannel({
    id: channelId("cap"),
    modes: ["live"],
    directory: folder,
    sender: "warning@harbour.example",
    senderName: null,
    scope: "Public",
    audience: null,
    signature,
    feed: null,
    failed: (_, detail) => failed(detail),
  });

/** The file that a channel with a key of its own wrote, and its certificate's. */
async function signedFile(mode: Mode = "live"): Promise<{ file: string; certificate: string }> {
  const channel = open(() => documentKey(folder, "cap-out"));
  const { detail } = await channel.send(messageOf(1, mode));
  await channel.close();
  return { file: join(folder, detail), certificate: join(folder, "tls/cap-out.pem") };
}

const outcomeOf = async (octets: Uint8Array, certificate: string): Promise<string> => {
  const read = (await readSignature(certificate))(octets, decodeCap(octets));
  return read.ok ? read.signature : read.reason;
};

describe("a signed alert", () => {
  test("is verified by our own reader, and nothing in it can be changed", async () => {
    const { file, certificate } = await signedFile();
    const octets = readFileSync(file);
    expect(await outcomeOf(octets, certificate)).toBe("verified");
    const changed = Buffer.from(octets.toString("utf8").replace("Shelter", "AllClear"));
    expect(await outcomeOf(changed, certificate)).toBe("bad-signature");
    await documentKey(folder, "cap-other");
    expect(await outcomeOf(octets, join(folder, "tls/cap-other.pem"))).toBe("bad-signature");
  });

  test("is the same alert as without, but for the signature before its end", async () => {
    const { file } = await signedFile();
    const xml = readFileSync(file, "utf8");
    const { detail } = await open(null).send(messageOf(1));
    expect(xml.replace(/<Signature [\s\S]*<\/Signature>(?=<\/alert>\n$)/, "")).toBe(
      readFileSync(join(folder, detail), "utf8"),
    );
    expect(xml).toContain("<X509Certificate>");
  });

  test.skipIf(!XMLSEC)("is verified by xmlsec1, and not when changed (needs xmlsec1)", async () => {
    const { file, certificate } = await signedFile();
    const check = (path: string): number | null =>
      spawnSync("xmlsec1", ["--verify", "--trusted-pem", certificate, path]).status;
    expect(check(file)).toBe(0);
    const changed = join(folder, "changed.xml");
    writeFileSync(changed, readFileSync(file, "utf8").replace("Shelter", "AllClear"));
    expect(check(changed)).not.toBe(0);
  });

  test.skipIf(!existsSync(XSD))("is valid against the schema of OASIS (needs it)", async () => {
    const { file } = await signedFile();
    using schema = XmlDocument.fromBuffer(readFileSync(XSD));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromBuffer(readFileSync(file));
    expect(() => validator.validate(document)).not.toThrow();
  });
});

describe("the key of a channel", () => {
  test("is its own, stays the same, and is its owner's to read", async () => {
    const first = await documentKey(folder, "cap-out");
    expect(await documentKey(folder, "cap-out")).toEqual(first);
    expect((await documentKey(folder, "cap-drill")).key).not.toBe(first.key);
    expect(statSync(join(folder, "tls/cap-out.key")).mode & 0o777).toBe(0o600);
    expect(createPrivateKey(first.key).asymmetricKeyDetails?.modulusLength).toBe(3_072);
  });

  test.each<[string, (good: SigningKey) => SigningKey, RegExp]>([
    [
      "of another certificate",
      (good) => ({ ...good, key: pem(generateKeyPairSync("rsa", { modulusLength: 2_048 })) }),
      /not that of the certificate/,
    ],
    [
      "too weak",
      (good) => ({ ...good, key: pem(generateKeyPairSync("rsa", { modulusLength: 1_024 })) }),
      /not RSA of at least 2048 bits/,
    ],
    [
      "of a curve",
      (good) => ({ ...good, key: pem(generateKeyPairSync("ec", { namedCurve: "P-256" })) }),
      /not RSA of at least 2048 bits/,
    ],
  ])(
    "%s keeps no warning back: it goes out unsigned, and that is a fault until it is mended",
    async (_name, spoil, words) => {
      const good = await documentKey(folder, "cap-out");
      const key = { now: spoil(good) };
      const faults: string[] = [];
      const channel = open(
        () => Promise.resolve(key.now),
        (detail) => faults.push(detail),
      );
      const { outcome, detail } = await channel.send(messageOf(1));
      expect(outcome).toBe("sent");
      expect(readFileSync(join(folder, detail), "utf8")).not.toContain("<Signature");
      await channel.send(messageOf(2));
      expect(faults).toEqual([expect.stringMatching(words)]);
      key.now = good;
      const mended = await channel.send(messageOf(3));
      expect(readFileSync(join(folder, mended.detail), "utf8")).toContain("<Signature");
      expect(faults.at(-1)).toBe("over: alerts are signed again");
    },
  );
});

const pem = ({ privateKey }: { readonly privateKey: KeyObject }): string =>
  privateKey.export({ type: "pkcs8", format: "pem" });
