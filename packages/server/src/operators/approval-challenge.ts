import { createHash, createPublicKey, verify } from "node:crypto";
import {
  type Approval,
  approvalText,
  type KeyFileSignature,
  type PersonSignature,
  TocsinError,
} from "@tocsin/sdk";
import { challengeOf } from "../identity/passkey-answer.ts";

/** What a passkey signs for an approval. */
export const approvalChallenge = (approval: Approval): string =>
  createHash("sha256").update(approvalText(approval), "utf8").digest("base64url");

/** Whether a signature, of a passkey one that is sound in itself, is of this approval and of nothing else. */
export const isOfApproval = (signed: PersonSignature, approval: Approval): boolean =>
  "answer" in signed
    ? challengeOf(signed.answer.response.clientDataJSON) === approvalChallenge(approval)
    : isOfKeyFile(signed, approvalText(approval));

/** Whether a key in a file signed a text; what is no such key, or is one in another spelling, signed nothing: a key has one name. */
export function isOfKeyFile({ publicKey, signature }: KeyFileSignature, text: string): boolean {
  const octets = Buffer.from(signature, "base64url");
  try {
    const der = Buffer.from(publicKey, "base64url");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const own = key.export({ type: "spki", format: "der" }).toString("base64url");
    if (key.asymmetricKeyType !== "ed25519" || own !== publicKey) return false;
    return verify(null, Buffer.from(text, "utf8"), key, octets);
  } catch {
    return false;
  }
}

/** Refuses a signature that was made for something else, and its absence where the site wants one. */
export function refuseUnsigned(
  signed: PersonSignature | null,
  approval: Approval,
  isWanted: boolean,
): void {
  if (signed === null ? isWanted : !isOfApproval(signed, approval))
    throw new TocsinError("SIGNATURE_NEEDED", {});
}
