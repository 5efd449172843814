import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { SignatureKeys } from "./signature-keys.ts";

test("a key that could not be read is not kept: the next message is checked with a good one", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const octets = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const signed = Uint8Array.of(1, 2, 3);
  const parts = { head: { keyId: "post" }, signed, signature: sign(null, signed, privateKey) };
  const keys = new SignatureKeys();
  await expect(keys.isTrue({ ...parts, publicKey: octets.subarray(1) })).rejects.toThrow(/key/i);
  expect(await keys.isTrue({ ...parts, publicKey: octets })).toBe(true);
  const forged = { ...parts, signed: Uint8Array.of(1, 2, 4), publicKey: octets };
  expect(await keys.isTrue(forged)).toBe(false);
});
