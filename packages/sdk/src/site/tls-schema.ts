import { z } from "zod";
import { textField } from "./fields.ts";

const certificate = textField(
  "File of the certificate (PEM) to show, with those of its chain, relative to this file.",
).optional();
const key = textField("File of the certificate's private key (PEM).").optional();

/** On a line that this post opens. */
export const clientTlsSchema = z.strictObject({
  authority: textField(
    "File of the authority (PEM) whose certificates are trusted. Left out: those that this machine trusts.",
  ).optional(),
  certificate,
  key,
  server_name: textField(
    "Name that the other side's certificate has to be for. Left out: the one that is connected to.",
  ).optional(),
});

/** On a port that this post listens on. */
export const listenTlsSchema = z.strictObject({ certificate, key });

/** What documents are signed with. */
export const signingSchema = z.strictObject({
  certificate: textField(
    "File of the certificate (PEM) that goes along with each signature, relative to this file. With `key`.",
  ).optional(),
  key: textField("File of the certificate's private key (PEM): RSA, 2048 bits or more.").optional(),
});

export type SigningConfig = z.output<typeof signingSchema>;
export type ClientTlsConfig = z.output<typeof clientTlsSchema>;
export type ListenTlsConfig = z.output<typeof listenTlsSchema>;
