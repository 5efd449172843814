import { sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EnrolledKey, TocsinError } from "@tocsin/sdk";
import { ENROLMENT_PREFIX } from "../identity/device-admin.ts";
import { askJson } from "../run/ask-json.ts";
import {
  type DeviceKeyFile,
  makeDeviceKey,
  refuseExisting,
  placeDeviceKey,
} from "./device-key-file.ts";

/** Makes a key here, enrols it at a post with a code, and keeps it in a file. The private part goes nowhere. */
export async function enrolDevice(options: {
  readonly address: string;
  readonly code: string;
  readonly path: string;
  /** File of the authority that the post's certificate is of; null: one that this machine trusts. */
  readonly authority: string | null;
}): Promise<DeviceKeyFile> {
  const { address, code, path, authority } = options;
  refuseExisting(path);
  const { key, publicKey } = makeDeviceKey();
  const signature = sign(null, Buffer.from(`${ENROLMENT_PREFIX}${code}`), key);
  const body = { code, publicKey, signature: signature.toString("base64url") };
  const enrolled = (await askPost({
    address,
    path: "/api/devices/enrol",
    body,
    authority: authority === null ? null : readFileSync(authority, "utf8"),
  })) as EnrolledKey;
  const file = {
    keyId: enrolled.id,
    kind: enrolled.kind,
    subject: enrolled.subject,
    audience: enrolled.audience,
    epoch: 0,
    key,
  };
  if (!placeDeviceKey(path, file)) refuseExisting(path);
  return file;
}

/** Asks a post as a device does: with nothing but what stands in the request. */
export function askPost(asked: {
  readonly address: string;
  readonly path: string;
  readonly body: object;
  readonly authority: string | null;
}): Promise<unknown> {
  const { address, path, body, authority } = asked;
  return askJson({
    url: urlOf(address, path),
    method: "POST",
    body,
    authority,
    headers: {},
    unreachable: (detail) => new TocsinError("POST_UNREACHABLE", { address, detail }),
  });
}

function urlOf(address: string, path: string): URL {
  const detail = `${address} is no address such as https://post.example:4600`;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new TocsinError("USAGE", { detail, command: "device " });
  return new URL(path, address);
}
