import { type Approval, approvalText, type PasskeySummary, type WhoAmI } from "@tocsin/sdk";
import { getJson, postJson } from "../api/api-client.ts";
import { base64urlOf } from "../format/base64.ts";

export const getPasskeys = (signal: AbortSignal): Promise<readonly PasskeySummary[]> =>
  getJson("/api/identity/passkeys", signal);

export const revokePasskey = (id: string): Promise<WhoAmI> =>
  postJson(`/api/identity/passkeys/${encodeURIComponent(id)}/revoke`);

/** Why browsers give no passkey to the page as it was opened, in words; null where they may. */
export function whyNoPasskeys(): string | null {
  if (/^\[|^[\d.]+$/.test(location.hostname))
    return "Passkeys need this page to be opened by a name, not by an address of digits.";
  if (!isSecureContext)
    return "Passkeys need an encrypted page, with a certificate that this browser trusts.";
  return "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential
    ? null
    : "This browser has no passkeys.";
}

/** Has the browser make a passkey, and registers it. */
export async function registerPasskey(name: string): Promise<PasskeySummary> {
  const options = await postJson<PublicKeyCredentialCreationOptionsJSON>(
    "/api/identity/passkeys/options",
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const answer = (await givenCredential(navigator.credentials.create({ publicKey }))).toJSON();
  return postJson("/api/identity/passkeys", { name, answer });
}

/** Has the browser sign with a passkey of this page, and signs in. */
export async function signInWithPasskey(): Promise<WhoAmI> {
  const options = await postJson<PublicKeyCredentialRequestOptionsJSON>(
    "/api/identity/sign-in/passkey/options",
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const answer = (await givenCredential(navigator.credentials.get({ publicKey }))).toJSON();
  return postJson("/api/identity/sign-in/passkey", { answer });
}

/** Has the browser show once more, with a passkey of this account, who is signed in. */
export async function proveWithPasskey(): Promise<WhoAmI> {
  const options = await postJson<PublicKeyCredentialRequestOptionsJSON>(
    "/api/identity/prove/passkey/options",
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const answer = (await givenCredential(navigator.credentials.get({ publicKey }))).toJSON();
  return postJson("/api/identity/prove/passkey", { answer });
}

/**
 * Has the browser sign exactly this with a passkey of this account; null where there is none for this page, or the browser has none. What is
 * signed is made here, from what this screen shows.
 */
export async function signApproval(approval: Approval): Promise<object | null> {
  if (whyNoPasskeys() !== null) return null;
  const options = await postJson<PublicKeyCredentialRequestOptionsJSON>(
    "/api/identity/prove/passkey/options",
  );
  if ((options.allowCredentials ?? []).length === 0) return null;
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(approvalText(approval)),
  );
  const challenge = base64urlOf(new Uint8Array(digest));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...options, challenge });
  return (await givenCredential(navigator.credentials.get({ publicKey }))).toJSON();
}

/** What the browser gave: a new passkey, or a signature. The browser says the same of somebody who declined, of a wait that was too long, and of a certificate without trust. */
export async function givenCredential(
  credential: Promise<Credential | null>,
): Promise<PublicKeyCredential> {
  try {
    const made = await credential;
    if (made instanceof PublicKeyCredential) return made;
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError")
      throw new Error("This passkey is one of yours already.", { cause: error });
    if (!(error instanceof DOMException)) throw error;
  }
  throw new Error(
    "The browser gave no passkey: it was declined, took too long, or the browser does not trust this page's certificate.",
  );
}
