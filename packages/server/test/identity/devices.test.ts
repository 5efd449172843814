import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import {
  type DeviceKeySummary,
  encodeEnvelope,
  type EnvelopeHead,
  EnvelopeJudge,
  signedOctets,
} from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ENROLMENT_PREFIX } from "../../src/identity/device-admin.ts";
import { IdentityServer } from "./identity-server.ts";

const BY = { kind: "post" } as const;
let server: IdentityServer;
beforeEach(async () => {
  server = new IdentityServer();
  await server.serve();
});
afterEach(() => server.close());

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const own = publicKey.export({ format: "jwk" }).x ?? "";
const proof = (code: string): string =>
  sign(null, Buffer.from(`${ENROLMENT_PREFIX}${code}`), privateKey).toString("base64url");
const enrol = (code: string, body: object = {}) =>
  server.ask("POST", "/api/devices/enrol", {
    body: { code, publicKey: own, signature: proof(code), ...body },
  });

test("a code lets one device in with its own key, once; the key comes back from the journal", async () => {
  const { code } = await server.identity.devices.issue("siren", "north", BY);
  const answer = await enrol(code);
  expect(answer.json()).toMatchObject({
    kind: "siren",
    subject: "north",
    publicKey: own,
    revoked: false,
  });
  expect((await enrol(code)).statusCode).toBe(410);
  await server.restart();
  const { id } = answer.json<DeviceKeySummary>();
  expect(server.identity.devices.key(id)).toMatchObject({ subject: "north" });
  expect(JSON.stringify(server.records)).not.toContain(code);
});

test("a device that cannot show the private key is refused, and the code is not used up by it", async () => {
  const { code } = await server.identity.devices.issue("sensor", "radar", BY);
  const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x ?? "";
  for (const body of [
    { publicKey: other },
    { signature: proof("another code") },
    { publicKey: "" },
  ])
    expect((await enrol(code, body)).statusCode).toBe(400);
  expect((await enrol(code)).statusCode).toBe(200);
});

test("a code ends after an hour, makes no account, and an account's link enrols no device", async () => {
  const { code } = await server.identity.devices.issue("peer", "airport", BY);
  const asLink = await server.ask("POST", "/api/identity/link", { body: { link: code } });
  expect(asLink.statusCode).toBe(410);
  const { link } = await server.identity.admin.add("bob", ["viewer"], BY);
  expect((await enrol(link.path.replace("#/enrol/", ""))).statusCode).toBe(410);
  server.nowUs += 3_600_000_000;
  expect((await enrol(code)).statusCode).toBe(410);
});

test("what an enrolled device signs is taken until its key is revoked", async () => {
  const { code } = await server.identity.devices.issue("sensor", "radar", BY);
  const { id } = (await enrol(code)).json<DeviceKeySummary>();
  const judge = new EnvelopeJudge("harbour", {
    key: (keyId) => {
      const key = server.identity.devices.key(keyId);
      if (key === null) return null;
      return {
        issuerKind: key.kind,
        issuer: key.subject,
        publicKey: Buffer.from(key.publicKey, "base64url"),
      };
    },
    verify: (key, signed, signature) => {
      const x = Buffer.from(key).toString("base64url");
      const jwk = { kty: "OKP", crv: "Ed25519", x };
      return verify(null, signed, createPublicKey({ key: jwk, format: "jwk" }), signature);
    },
    nowMs: () => 0,
  });
  const seal = (sequence: number): Uint8Array => {
    const head: EnvelopeHead = {
      issuerKind: "sensor",
      issuer: "radar",
      keyId: id,
      audience: "harbour",
      purpose: "look",
      epoch: 1,
      sequence,
      lifetimeMs: 5_000,
      madeMs: sequence,
    };
    const content = Buffer.from("a look");
    const signature = sign(null, signedOctets(head, content), privateKey);
    return encodeEnvelope({ head, content, signature });
  };
  expect(judge.judge(seal(1), 0).ok).toBe(true);
  await server.identity.devices.revoke(id, BY);
  expect(judge.judge(seal(2), 0)).toEqual({ ok: false, reason: "unknown-key" });
});
