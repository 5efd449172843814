import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pushKeyFile, pushPublicKey, pushTopic, VapidSigner } from "./vapid.ts";

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-vapid-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test("a token is for one service, for half a day, and signed by the key that it names", () => {
  const key = pushKeyFile(newFolder(), "live");
  let nowS = 1_800_000_000;
  const signer = new VapidSigner({ key, contact: "mailto:duty@example.org", nowS: () => nowS });
  const said = signer.authorization("https://push.example");
  const [, token = "", shown] = /^vapid t=(\S+), k=(\S+)$/.exec(said) ?? [];
  expect(shown).toBe(pushPublicKey(key));
  expect(Buffer.from(shown, "base64url")).toHaveLength(65);
  const [head = "", claims = "", signature = ""] = token.split(".");
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toEqual({
    aud: "https://push.example",
    exp: nowS + 43_200,
    sub: "mailto:duty@example.org",
  });
  const publicKey = { key: createPublicKey(key), dsaEncoding: "ieee-p1363" } as const;
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"))).toBe(true);
  nowS += 21_000;
  expect(signer.authorization("https://push.example")).toBe(said);
  expect(signer.authorization("https://other.example")).not.toBe(said);
  nowS += 1_000;
  expect(signer.authorization("https://push.example")).not.toBe(said);
  // The clock was ahead, and is put right.
  nowS -= 86_400;
  expect(signer.authorization("https://push.example")).not.toContain(token);
});

test("only so many tokens are kept, whatever hosts phones name", () => {
  const key = pushKeyFile(newFolder(), "live");
  const signer = new VapidSigner({ key, contact: "mailto:duty@example.org", nowS: () => 1 });
  const first = signer.authorization("https://first.example");
  for (let i = 0; i < 255; i++) signer.authorization(`https://${i}.push.example`);
  // ES256 draws by chance: a token that is made again is another.
  expect(signer.authorization("https://first.example")).toBe(first);
  signer.authorization("https://one-more.push.example");
  expect(signer.authorization("https://first.example")).not.toBe(first);
});

test("each mode has a key of its own, which lasts and only its owner reads", () => {
  const folder = newFolder();
  const live = pushPublicKey(pushKeyFile(folder, "live"));
  expect(pushPublicKey(pushKeyFile(folder, "live"))).toBe(live);
  expect(pushPublicKey(pushKeyFile(folder, "drill"))).not.toBe(live);
  expect(statSync(join(folder, "identity", "push-live.pem")).mode & 0o777).toBe(0o600);
  const key = pushKeyFile(folder, "live");
  expect(pushTopic(key, "weir/lock")).toMatch(/^[\w-]{32}$/);
  expect(pushTopic(key, "weir/mill")).not.toBe(pushTopic(key, "weir/lock"));
});
