import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import type { PasskeyAnswer } from "@tocsin/sdk";
import { type NewPasskeyAnswer, PASSKEY_ALGORITHMS } from "./passkey-answer.ts";
import type { ChallengePurpose } from "./passkey-challenges.ts";
import type { Passkey } from "./passkey-store.ts";

/** The new passkey that an answer proves; null where it proves none. */
export async function verifyNewPasskey(
  answer: NewPasskeyAnswer,
  challenge: string,
  purpose: ChallengePurpose,
): Promise<Pick<Passkey, "credential" | "publicKey" | "counter"> | null> {
  try {
    if (!hasNoCertificates(answer.response.attestationObject)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credentialOf(answer),
      ...expected(challenge, purpose),
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    });
    if (!verified || registrationInfo === undefined) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credential: id, publicKey, counter };
  } catch {
    return null;
  }
}

/** The counter of an answer that a passkey signed; null where it did not. Whether the counter rose is not looked at. */
export async function verifyPasskeyAnswer(
  answer: PasskeyAnswer,
  challenge: string,
  purpose: ChallengePurpose,
  passkey: Passkey,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credentialOf(answer),
      ...expected(challenge, purpose),
      // The library would compare counters before it has checked the signature: anybody could have one recorded as going back.
      credential: { id: passkey.credential, publicKey: passkey.publicKey, counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/**
 * No attestation is asked for, and one with certificates is refused unread: to check it the library would fetch lists of
 * revoked ones from addresses that the certificate names.
 */
export function hasNoCertificates(attestationObject: string): boolean {
  const attestation = decodeAttestationObject(
    new Uint8Array(Buffer.from(attestationObject, "base64url")),
  );
  const format = attestation.get("fmt");
  if (format === "none") return true;
  return format === "packed" && attestation.get("attStmt").get("x5c") === undefined;
}

/** An answer in the form of the Web Authentication interface, which says of itself no more than we take in. */
const credentialOf = <Response>({
  id,
  response,
}: {
  readonly id: string;
  readonly response: Response;
}) => ({ id, rawId: id, type: "public-key" as const, response, clientExtensionResults: {} });

/** What an answer has to be for: this challenge, from this page, by somebody whom the authenticator knows. */
const expected = (challenge: string, { origin, rpId }: ChallengePurpose) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: rpId,
  requireUserVerification: true,
});
