import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { MEMBER_PASSKEY_HOST, type PasskeySignature, statementText } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { signText } from "./member-key.ts";
import { isSigned } from "./member-signature.ts";
import { signerOf } from "../../journal/checkpoint.ts";

const CASE = "0".repeat(64);
const TEXT = statementText(CASE, {
  memberId: "ada",
  version: 1,
  manifest: "a".repeat(64),
  stance: "approve",
  words: "",
});
const sha256 = (of: Buffer | string): Buffer => createHash("sha256").update(of).digest();
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = publicKey.export({ type: "spki", format: "der" }).toString("base64");

/** What an authenticator and its browser make of a text, with what a test changes. */
function signed(changed: {
  readonly text?: string;
  readonly type?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly flags?: number;
}): PasskeySignature {
  const client = Buffer.from(
    JSON.stringify({
      type: changed.type ?? "webauthn.get",
      challenge: sha256(changed.text ?? TEXT).toString("base64url"),
      origin: changed.origin ?? `http://${MEMBER_PASSKEY_HOST}:40123`,
      crossOrigin: false,
    }),
  );
  const said = Buffer.concat([
    sha256(changed.host ?? MEMBER_PASSKEY_HOST),
    Buffer.from([changed.flags ?? 0b101, 0, 0, 0, 1]),
  ]);
  return {
    clientDataJSON: client.toString("base64url"),
    authenticatorData: said.toString("base64url"),
    signature: sign("sha256", Buffer.concat([said, sha256(client)]), privateKey).toString(
      "base64url",
    ),
  };
}

test("a passkey's signature holds for exactly its text, made on this machine by somebody who was recognised", () => {
  expect(isSigned(TEXT, spki, signed({}))).toBe(true);
  const refused: readonly Parameters<typeof signed>[0][] = [
    { text: TEXT.replace("approve", "dissent") },
    { type: "webauthn.create" },
    { origin: "https://example.org" },
    { origin: "not an origin" },
    { host: "example.org" },
    { flags: 0b001 },
    { flags: 0b100 },
  ];
  for (const changed of refused)
    expect(isSigned(TEXT, spki, signed(changed)), JSON.stringify(changed)).toBe(false);
});

test("bytes that are no signature, and another's key, are refused and break nothing", () => {
  const good = signed({});
  const other = generateKeyPairSync("ed25519");
  const otherSpki = signerOf(other.privateKey).publicKey;
  expect(isSigned(TEXT, otherSpki, good)).toBe(false);
  expect(isSigned(TEXT, "no key", good)).toBe(false);
  for (const field of ["clientDataJSON", "authenticatorData", "signature"] as const)
    for (const octets of ["", "AA", good[field].slice(4)])
      expect(isSigned(TEXT, spki, { ...good, [field]: octets }), field).toBe(false);
  // A key in a file signs the text itself, and a passkey's key never does.
  expect(isSigned(TEXT, otherSpki, signText(signerOf(other.privateKey), TEXT))).toBe(true);
  expect(
    isSigned(TEXT, spki, sign("sha256", Buffer.from(TEXT), privateKey).toString("base64")),
  ).toBe(false);
});
