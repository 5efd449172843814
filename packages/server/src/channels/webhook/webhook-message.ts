import { createHmac } from "node:crypto";
import { warningKey } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";

/** One message as it goes out: the same in each attempt. */
export interface WebhookMessage {
  /** The same in each attempt, so that a receiver takes it once. */
  readonly id: string;
  readonly body: string;
}

export function webhookMessage(message: OutgoingWarning): WebhookMessage {
  const { warning } = message;
  const isoOf = (timeUs: number | null): string | null =>
    timeUs === null ? null : new Date(timeUs / 1_000).toISOString();
  const body = {
    type: `warning.${warning.stage}`,
    timestamp: isoOf(warning.issuedUs),
    data: {
      key: warningKey(warning),
      version: warning.version,
      replaces: warning.replaces,
      mode: warning.mode,
      stage: warning.stage,
      action: warning.action,
      site: { id: warning.siteId, name: message.siteName },
      area: { id: warning.areaId, name: message.areaName, owner: message.areaOwner },
      expires: isoOf(warning.expiresUs),
      arrivalFrom: isoOf(warning.arrivalFromUs),
      arrivalTo: isoOf(warning.arrivalToUs),
      recorded: message.recorded,
      texts: message.texts,
      ringsDeg: message.areaRingsDeg,
    },
  };
  return { id: `${warningKey(warning)}#${warning.version}`, body: JSON.stringify(body) };
}

/**
 * The headers of Standard Webhooks 1.0.0: id, time of the attempt in seconds, and HMAC-SHA256 with the shared secret over
 * `id.time.body`, base64.
 */
export function signedHeaders(
  { id, body }: WebhookMessage,
  secret: Uint8Array,
  timeS: number,
): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", secret).update(`${id}.${timeS}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timeS),
    "webhook-signature": `v1,${signature}`,
  };
}

/** A secret as it is written: `whsec_` and base64. Null where it is none, or too short to be one (24 octets). */
export function readWebhookSecret(text: string): Uint8Array | null {
  const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text.trim());
  if (match === null) return null;
  const octets = Buffer.from(match[1], "base64");
  return octets.length >= 24 && octets.length <= 64 ? octets : null;
}
