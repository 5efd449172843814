import { createDecipheriv, type ECDH, hkdfSync } from "node:crypto";

/** Opens a message as the browser does that it is for (RFC 8188 and RFC 8291), written apart from what makes it. Throws on any damage. */
export function decryptPush(body: Buffer, receiver: ECDH, auth: Uint8Array): Buffer {
  const [salt, recordBytes, idBytes] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]];
  const point = body.subarray(21, 21 + idBytes);
  const record = body.subarray(21 + idBytes);
  if (record.length > recordBytes) throw new Error("there is more than one record");
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver.getPublicKey(), point]);
  const ikm = hkdfSync("sha256", receiver.computeSecret(point), auth, info, 32);
  const key = hkdfSync("sha256", Buffer.from(ikm), salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = hkdfSync("sha256", Buffer.from(ikm), salt, "Content-Encoding: nonce\0", 12);
  const opener = createDecipheriv("aes-128-gcm", Buffer.from(key), Buffer.from(nonce));
  opener.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  const end = plain.findLastIndex((octet) => octet !== 0);
  if (plain[end] !== 2) throw new Error("the last record is not marked");
  return plain.subarray(0, end);
}
