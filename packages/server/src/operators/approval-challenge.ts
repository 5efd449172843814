import { createHash } from "node:crypto";
import { type Approval, approvalText, type PersonSignature, TocsinError } from "@tocsin/sdk";
import { challengeOf } from "../identity/passkey-answer.ts";

/** What a passkey signs for an approval. */
export const approvalChallenge = (approval: Approval): string =>
  createHash("sha256").update(approvalText(approval), "utf8").digest("base64url");

/** Whether a signature, which is sound in itself, is of this approval and of nothing else. */
export const isOfApproval = ({ answer }: PersonSignature, approval: Approval): boolean =>
  challengeOf(answer.response.clientDataJSON) === approvalChallenge(approval);

/** Refuses a signature that was made for something else, and its absence where the site wants one. */
export function refuseUnsigned(
  signed: PersonSignature | null,
  approval: Approval,
  isWanted: boolean,
): void {
  if (signed === null ? isWanted : !isOfApproval(signed, approval))
    throw new TocsinError("SIGNATURE_NEEDED", {});
}
