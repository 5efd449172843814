/** The parts of a signed message that its signature is checked by. */
export interface SignedParts {
  readonly head: { readonly keyId: string };
  readonly publicKey: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Checks signatures with the browser's own cryptography. A key that was read once is kept, one that could not be read is not. */
export class SignatureKeys {
  readonly #keys = new Map<string, CryptoKey>();

  async isTrue({ head, publicKey, signed, signature }: SignedParts): Promise<boolean> {
    const key = this.#keys.get(head.keyId) ?? (await importKey(publicKey));
    this.#keys.set(head.keyId, key);
    return crypto.subtle.verify(
      "Ed25519",
      key,
      Uint8Array.from(signature),
      Uint8Array.from(signed),
    );
  }
}

/** Whether this browser can tell a true warning from a forged one. */
export async function canVerify(): Promise<boolean> {
  try {
    await importKey(new Uint8Array(32).fill(1));
    return true;
  } catch {
    return false;
  }
}

const importKey = (publicKey: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
