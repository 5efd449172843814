import { createECDH } from "node:crypto";
import { expect, test } from "vitest";
import { decryptPush } from "./decrypt-push.test-support.ts";
import { encryptPush, PUSH_BYTES_MAX } from "./encrypt-push.ts";

/** The example of RFC 8291, section 5 and appendix A. */
const EXAMPLE = {
  said: "When I grow up, I want to be a watermelon",
  receiver: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  sender: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};
const octets = (base64: string): Buffer => Buffer.from(base64, "base64url");
const keyOf = (base64: string) => {
  const key = createECDH("prime256v1");
  key.setPrivateKey(octets(base64));
  return key;
};
const receiver = keyOf(EXAMPLE.receiver);
const keys = { p256dh: receiver.getPublicKey(), auth: octets(EXAMPLE.auth) };

test("the example of RFC 8291 comes out octet for octet", () => {
  const body = encryptPush(
    Buffer.from(EXAMPLE.said),
    keys,
    { salt: octets(EXAMPLE.salt), sender: keyOf(EXAMPLE.sender) },
    1,
  );
  expect(body.toString("base64url")).toBe(EXAMPLE.body);
  expect(decryptPush(body, receiver, keys.auth).toString()).toBe(EXAMPLE.said);
});

test("each message has a key of its own, a length that says little, and comes out as it went in", () => {
  const said = [1, 400, 511, 512, PUSH_BYTES_MAX].map((length) => Buffer.alloc(length, 7));
  const bodies = said.map((each) => encryptPush(each, keys));
  expect(bodies.map((body) => body.length)).toEqual([614, 614, 614, 1_126, 4_096]);
  expect(bodies.map((body) => decryptPush(body, receiver, keys.auth))).toEqual(said);
  expect(new Set(bodies.map((body) => body.subarray(0, 86).toString("hex"))).size).toBe(5);
  expect(() => encryptPush(Buffer.alloc(PUSH_BYTES_MAX + 1), keys)).toThrow("one record");
});
