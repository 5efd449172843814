/** A post's key, as a receiver holds it. */
export interface ReceiverKey {
  readonly keyId: string;
  /** Id of the site that it speaks for. */
  readonly issuer: string;
  /** `site/mode`: what is signed with this key for another audience is refused. */
  readonly audience: string;
  /** Raw Ed25519 public key, 32 octets. */
  readonly publicKey: Uint8Array;
}
