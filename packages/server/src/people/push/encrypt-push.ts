import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";
import { assert } from "@tocsin/core";

/** What a browser gave for messages to it (RFC 8291, section 2). */
export interface PushKeys {
  /** Uncompressed point of P-256, 65 octets. */
  readonly p256dh: Uint8Array;
  /** 16 octets that the push service does not know. */
  readonly auth: Uint8Array;
}

/** A push service need not take more in a body (RFC 8030, section 7.2). */
const BODY_BYTES_MAX = 4_096;
const SALT_BYTES = 16;
const POINT_BYTES = 65;
const TAG_BYTES = 16;
/** Salt, record size, length of the key's id, and the key itself (RFC 8188, section 2.1). */
const HEADER_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES;
/** The most that can be said in one message. */
export const PUSH_BYTES_MAX = BODY_BYTES_MAX - HEADER_BYTES - TAG_BYTES - 1;
/** Messages are filled up to a multiple, so that their length tells the push service little of what they say. */
const PADDED_TO_BYTES = 512;

/** What is drawn by chance for each message; given only where a known answer is wanted. */
export interface PushChance {
  readonly salt: Uint8Array;
  readonly sender: ECDH;
}

/**
 * Encrypts a message for one browser: ECDH on P-256 with a key of this message alone, HKDF with SHA-256, and one record of AES-128-GCM
 * (RFC 8291, sections 3.3 and 3.4, with the content coding `aes128gcm` of RFC 8188). Whoever carries it sees its length and nothing else.
 * Throws where the browser's key is no point of the curve.
 */
export function encryptPush(
  said: Uint8Array,
  { p256dh, auth }: PushKeys,
  chance: PushChance = newChance(),
  paddedTo = PADDED_TO_BYTES,
): Buffer {
  assert(said.length <= PUSH_BYTES_MAX, "what is pushed fits into one record");
  const { salt, sender } = chance;
  const senderPoint = sender.getPublicKey();
  const shared = sender.computeSecret(p256dh);
  const about = Buffer.concat([Buffer.from("WebPush: info\0"), p256dh, senderPoint]);
  const secret = Buffer.from(hkdfSync("sha256", shared, auth, about, 32));
  const derive = (info: string, length: number): Buffer =>
    Buffer.from(
      hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${info}\0`), length),
    );
  const cipher = createCipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  const wanted = Math.ceil((said.length + 1) / paddedTo) * paddedTo;
  const padding = Buffer.alloc(Math.min(wanted, PUSH_BYTES_MAX + 1) - said.length);
  // Two marks the last record; what follows are noughts.
  padding[0] = 2;
  const header = Buffer.alloc(HEADER_BYTES);
  header.set(salt);
  header.writeUInt32BE(BODY_BYTES_MAX, SALT_BYTES);
  header[SALT_BYTES + 4] = POINT_BYTES;
  header.set(senderPoint, SALT_BYTES + 5);
  return Buffer.concat([
    header,
    cipher.update(said),
    cipher.update(padding),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function newChance(): PushChance {
  const sender = createECDH("prime256v1");
  sender.generateKeys();
  return { salt: randomBytes(SALT_BYTES), sender };
}
