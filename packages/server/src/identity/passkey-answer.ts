/** COSE algorithms that are taken: Ed25519, ES256, RS256. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257] as const;

/** What a browser's `PublicKeyCredential.toJSON()` has of a new passkey, as far as it is read. */
export interface NewPasskeyAnswer {
  readonly id: string;
  readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
}

/** The challenge that an answer says it is for; empty where it says none. */
export function challengeOf(clientData: string): string {
  try {
    const text = Buffer.from(clientData, "base64url").toString("utf8");
    const { challenge } = JSON.parse(text) as { readonly challenge?: unknown };
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}
