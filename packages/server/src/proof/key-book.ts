import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { EnvelopeKey } from "@tocsin/sdk";
import { proofOfKey } from "../identity/device-key-use.ts";
import type { IdentityRecord, KeyRecord } from "../identity/identity-record.ts";

/** A device's key as it stands. */
export type KnownKey = KeyRecord["key"] & { readonly revoked: boolean };

interface Entry extends EnvelopeKey {
  readonly object: KeyObject;
}

/**
 * The keys of devices, for the thread that protects. They are read from the disk by another, and what is enrolled or
 * revoked meanwhile is taken in as the journal takes it.
 */
export class KeyBook {
  readonly #keys = new Map<string, Entry>();
  readonly #objects = new WeakMap<Uint8Array, KeyObject>();
  /** Keys of which a record came by: what is read from the disk afterwards is older. */
  readonly #told = new Set<string>();
  /** Certificates by their keys' fingerprints. */
  readonly #certified = new Map<string, KnownKey>();
  readonly #watching = new Set<() => void>();

  /** Takes in what was read from the disk. */
  load(keys: readonly KnownKey[]): void {
    for (const key of keys) if (!this.#told.has(key.id)) this.#set(key);
    this.#changed();
  }

  /** Takes in a record that the journal has taken. */
  take(record: IdentityRecord): void {
    if (record.kind !== "key") return;
    this.#told.add(record.key.id);
    this.#set({ ...record.key, revoked: record.change === "revoked" });
    this.#changed();
  }

  /** null where there is none of that id, or it was revoked. */
  key(id: string): EnvelopeKey | null {
    return this.#keys.get(id) ?? null;
  }

  /** Whether `signature` over `signed` was made with the private key of a key that this book gave out. */
  verify(publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
    const object = this.#objects.get(publicKey);
    return object !== undefined && verify(null, signed, object, signature);
  }

  /** The device of a certificate, by its key's fingerprint; null where there is none, or it was revoked. */
  certified(fingerprint: string): KnownKey | null {
    const key = this.#certified.get(fingerprint);
    return key === undefined || key.revoked ? null : key;
  }

  /** Calls back after each change, until what it answers is called. */
  watch(changed: () => void): () => void {
    this.#watching.add(changed);
    return () => this.#watching.delete(changed);
  }

  #changed(): void {
    for (const changed of this.#watching) changed();
  }

  #set(known: KnownKey): void {
    const { id, kind, subject, publicKey, revoked } = known;
    if (proofOfKey(id) === "certificate") {
      // The same key may be certified again after it was revoked, under another id.
      const other = this.#certified.get(publicKey);
      if (other === undefined || other.id === id || !revoked) this.#certified.set(publicKey, known);
      return;
    }
    this.#keys.delete(id);
    if (revoked) return;
    const octets = Buffer.from(publicKey, "base64url");
    const object = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: publicKey },
      format: "jwk",
    });
    this.#keys.set(id, { issuerKind: kind, issuer: subject, publicKey: octets, object });
    this.#objects.set(octets, object);
  }
}
