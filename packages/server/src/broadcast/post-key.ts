import { createHash, createPublicKey } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Mode } from "@tocsin/core";
import { broadcastAudience, postKeyId } from "@tocsin/sdk";
import {
  beginEpoch,
  type DeviceKeyFile,
  makeDeviceKey,
  placeDeviceKey,
  readDeviceKey,
} from "../device/device-key-file.ts";
import { identityFolder } from "../identity/identity-database.ts";

/** What receivers are given of a post: all that they need to know its word from a forged one. */
export interface PostKey {
  readonly keyId: string;
  /** Whom it speaks for: the site. */
  readonly issuer: string;
  /** `site/mode`: a key is of one mode, and no receiver of another takes its word. */
  readonly audience: string;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  /** SHA-256 of the raw key, in groups that two people can read to each other. */
  readonly fingerprint: string;
}

const keyFile = (dataDir: string, mode: Mode): string =>
  join(identityFolder(dataDir), `broadcast-${mode}.json`);

/**
 * The key with which a post signs what it tells its receivers, made when it is first asked for, readable by its owner only. Each mode has
 * its own: a receiver of live warnings that is not given a drill's key cannot be made to sound by one.
 */
export function postKeyFile(dataDir: string, siteId: string, mode: Mode): DeviceKeyFile {
  const path = keyFile(dataDir, mode);
  if (existsSync(path)) return readDeviceKey(path);
  mkdirSync(identityFolder(dataDir), { recursive: true, mode: 0o700 });
  const { key, publicKey } = makeDeviceKey();
  const file: DeviceKeyFile = {
    keyId: postKeyId(publicKey),
    kind: "post",
    subject: siteId,
    audience: broadcastAudience(siteId, mode),
    epoch: 0,
    key,
  };
  return placeDeviceKey(path, file) ? file : readDeviceKey(path);
}

/** The key with an epoch that no earlier start had: it is on the disk before anything is signed in it. */
export function beginPostEpoch(dataDir: string, siteId: string, mode: Mode): DeviceKeyFile {
  postKeyFile(dataDir, siteId, mode);
  return beginEpoch(keyFile(dataDir, mode));
}

/** The public part. */
export function postKeyOf({ keyId, subject, audience, key }: DeviceKeyFile): PostKey {
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x ?? "";
  return { keyId, issuer: subject, audience, publicKey, fingerprint: fingerprintOf(publicKey) };
}

function fingerprintOf(publicKey: string): string {
  const hex = createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex");
  return (hex.match(/.{4}/g) ?? []).join(" ");
}
