import { createECDH } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { isOfService, isPublicAddress, publicLookup, readSubscription } from "./push-endpoint.ts";

const key = createECDH("prime256v1");
const point = key.generateKeys();
const subscription = (changes: object = {}, keys: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      endpoint: "https://push.example/a",
      keys: {
        p256dh: point.toString("base64url"),
        auth: Buffer.alloc(16, 1).toString("base64url"),
        ...keys,
      },
      nonce: "0123456789abcdef",
      ...changes,
    }),
  );

test("what is no subscription of a browser is refused", () => {
  expect(readSubscription(subscription())).toMatchObject({
    subscription: { endpoint: "https://push.example/a", p256dh: point },
  });
  const offCurve = Buffer.from(point);
  offCurve[64] ^= 1;
  for (const body of [
    Buffer.from("{"),
    Buffer.from("null"),
    subscription({ endpoint: "http://push.example/a" }),
    subscription({ endpoint: "https://me:secret@push.example/a" }),
    subscription({ endpoint: `https://push.example/${"a".repeat(1_024)}` }),
    subscription({ nonce: "short" }),
    subscription({ keys: null }),
    subscription({}, { auth: "AAAA" }),
    subscription({}, { p256dh: offCurve.toString("base64url") }),
  ])
    expect(readSubscription(body), body.toString()).toBeNull();
});

test("only services that the site file names are asked, whatever stands around their name", () => {
  const services = ["push.example", "localhost:8443"];
  for (const endpoint of [
    "https://push.example/a",
    "https://web.push.example/a",
    "https://localhost:8443/a",
  ])
    expect(isOfService(endpoint, services), endpoint).toBe(true);
  for (const endpoint of [
    "https://evilpush.example/a",
    "https://push.example.evil.org/a",
    "https://push.example:8443/a",
    "https://localhost/a",
    "https://127.0.0.1/push.example",
    "https://[::1]/",
  ])
    expect(isOfService(endpoint, services), endpoint).toBe(false);
});

test("this machine, private networks and what stands for them are not public", () => {
  for (const address of ["8.8.8.8", "192.0.1.1", "172.32.0.1", "2a00:1450:4001::5", "2600::1"])
    expect(isPublicAddress(address), address).toBe(true);
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "2001:0:a00:1::1",
    "ff02::1",
    "not-an-address",
  ])
    expect(isPublicAddress(address), address).toBe(false);
});

test("a name of this machine is not connected to", async () => {
  const socket = connect({ host: "localhost", port: 1, lookup: publicLookup });
  const [error] = (await once(socket, "error")) as [Error];
  expect(error.message).toBe("localhost has no public address");
});
