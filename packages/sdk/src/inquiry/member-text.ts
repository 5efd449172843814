/** What a lead says of who belongs to a case. */
export interface MemberWords {
  readonly memberId: string;
  readonly role: string;
  /** DER SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** The lead who says so. */
  readonly signedBy: string;
}

/** What a member says of one version of a report. */
export interface StatementWords {
  readonly memberId: string;
  readonly version: number;
  /** SHA-256 of the version's manifest, hexadecimal. */
  readonly manifest: string;
  readonly stance: "approve" | "dissent";
  readonly words: string;
}

/** A signature with a passkey: what the browser says of it, as far as it is needed to check it; all base64url. */
export interface PasskeySignature {
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** Ed25519 over the text itself, base64; or a passkey's, whose challenge is the text's SHA-256. */
export type MemberSignature = string | PasskeySignature;

/** Whose passkeys members of a case have, in WebAuthn's terms: a desk is opened on the own machine, whatever its port. */
export const MEMBER_PASSKEY_HOST = "localhost";

/** What a lead signs to say who belongs. The case's own id is in it, so that it holds for no other. */
export const memberText = (
  caseId: string,
  { memberId, role, publicKey, signedBy }: MemberWords,
): string =>
  `tocsin case member 1\n${JSON.stringify([caseId, memberId, role, publicKey, signedBy])}`;

/** What a member signs of a report: exactly that manifest, the stance and the words. */
export const statementText = (
  caseId: string,
  { memberId, version, manifest, stance, words }: StatementWords,
): string =>
  `tocsin case statement 1\n${JSON.stringify([caseId, memberId, version, manifest, stance, words])}`;
