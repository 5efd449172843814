import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignedXml } from "xml-crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeCap } from "../../src/adapters/cap/decode/decode-cap.ts";
import { readSignature, type SignatureReader } from "../../src/adapters/cap/signature.ts";
import { alertXml, CAP_DATA, octets, recorded } from "./cap-world.ts";

const authority = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** An alert with an enveloped signature, as CAP has it. */
function signed(xml: string, { privateKey } = authority): string {
  const signer = new SignedXml({
    privateKey,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
  });
  signer.addReference({
    xpath: "/*",
    isEmptyUri: true,
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
    transforms: [
      "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
    ],
  });
  signer.computeSignature(xml);
  return signer.getSignedXml();
}

let folder = "";
let verify: SignatureReader = () => ({ ok: false, reason: "not-signed", field: "", words: "" });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-signature-"));
  const path = join(folder, "authority.pem");
  writeFileSync(path, authority.publicKey.export({ type: "spki", format: "pem" }));
  verify = await readSignature(path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcome = (xml: string): string => {
  const bytes = octets(xml);
  const read = verify(bytes, decodeCap(bytes));
  return read.ok ? read.signature : read.reason;
};

describe("with a certificate", () => {
  test("what the authority signed is verified, and read from what the signature covers", () => {
    const bytes = octets(signed(alertXml({ headline: "Signed" })));
    const read = verify(bytes, decodeCap(bytes));
    if (!read.ok) throw new Error(read.words);
    expect(read.signature).toBe("verified");
    expect(read.alert.infos[0].headline).toBe("Signed");
    expect(read.document.text).toBe(Buffer.from(bytes).toString("utf8"));
  });

  test.each([
    ["nothing signed", () => alertXml(), "not-signed"],
    ["another key", () => signed(alertXml(), other), "bad-signature"],
    [
      "a changed word",
      () => signed(alertXml()).replace("Air raid alarm", "All clear"),
      "bad-signature",
    ],
    [
      "an added field",
      () => signed(alertXml()).replace("<scope>", "<source>x</source><scope>"),
      "bad-signature",
    ],
    ["two signatures", () => doubled(signed(alertXml())), "bad-signature"],
  ])("%s is refused", (_name, xml, expected) => {
    expect(outcome(xml())).toBe(expected);
  });

  test("no flipped bit of the signed part passes", () => {
    const bytes = Buffer.from(octets(signed(alertXml())));
    const until = bytes.indexOf("<Signature");
    for (let at = bytes.indexOf("<identifier>"); at < until; at += 7) {
      const flipped = Buffer.from(bytes);
      flipped[at] ^= 1;
      const read = verify(flipped, decodeCap(flipped));
      expect(read.ok && read.signature === "verified", `octet ${at}`).toBe(false);
    }
  });
});

const doubled = (xml: string): string => {
  const from = xml.indexOf("<Signature");
  const to = xml.indexOf("</Signature>") + "</Signature>".length;
  return xml.slice(0, to) + xml.slice(from, to) + xml.slice(to);
};

test("without a certificate a signature is seen and not verified", async () => {
  const unverified = await readSignature(undefined);
  const bytes = octets(signed(alertXml(), other));
  const read = unverified(bytes, decodeCap(bytes));
  expect(read.ok && read.signature).toBe("unverified");
});

test.skipIf(CAP_DATA === null)(
  "a recorded signature of another authority is refused (needs TOCSIN_DATA)",
  () => {
    const bytes = recorded("canada_signed.cap");
    const read = verify(bytes, decodeCap(bytes));
    expect(read.ok ? "taken" : read.reason).toBe("bad-signature");
  },
);
