import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { ISSUER_KINDS, type IssuerKind, TocsinError } from "@tocsin/sdk";
import { z } from "zod";
import { makeSecretFile, replaceSecretFile } from "../disk/secret-file.ts";

/** What a device keeps of its enrolment, in a file that only its owner reads. */
export interface DeviceKeyFile {
  readonly keyId: string;
  readonly kind: IssuerKind;
  readonly subject: string;
  readonly audience: string;
  /** Number of the last start: the next one has a greater one. */
  readonly epoch: number;
  readonly key: KeyObject;
}

const fileSchema = z.strictObject({
  keyId: z.string(),
  kind: z.enum(ISSUER_KINDS),
  subject: z.string(),
  audience: z.string(),
  epoch: z.int().min(0),
  privateKey: z.string(),
});

/** A key that was made just now, and its public part as a post takes it. */
export function makeDeviceKey(): { readonly key: KeyObject; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { key: privateKey, publicKey: publicKey.export({ format: "jwk" }).x ?? "" };
}

/** Refuses a path where something lies: a key is never written over. */
export function refuseExisting(path: string): void {
  if (existsSync(path))
    throw new TocsinError("DEVICE_KEY_UNUSABLE", { path, detail: "there is a file already" });
}

/** Puts a new key where none lies. False where there is one already: that one stands. */
export const placeDeviceKey = (path: string, file: DeviceKeyFile): boolean =>
  makeSecretFile(path, textOf(file));

function textOf({ key, ...rest }: DeviceKeyFile): string {
  const privateKey = key.export({ type: "pkcs8", format: "pem" });
  return `${JSON.stringify({ ...rest, privateKey }, null, 2)}\n`;
}

export function readDeviceKey(path: string): DeviceKeyFile {
  try {
    const { privateKey, ...rest } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return { ...rest, key: createPrivateKey(privateKey) };
  } catch (error) {
    const detail = error instanceof z.ZodError ? "it is no key file" : describe(error);
    throw new TocsinError("DEVICE_KEY_UNUSABLE", { path, detail });
  }
}

/** Begins an epoch: it is on the disk before anything is signed in it. */
export function beginEpoch(path: string): DeviceKeyFile {
  const before = readDeviceKey(path);
  const file = { ...before, epoch: before.epoch + 1 };
  replaceSecretFile(path, textOf(file));
  return file;
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
