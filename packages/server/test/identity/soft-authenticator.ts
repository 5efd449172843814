import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { PasskeyAnswer } from "@tocsin/sdk";
import type { NewPasskeyAnswer } from "../../src/identity/passkey-answer.ts";

/** What a test has the authenticator or the browser do otherwise. */
interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
}

/** An authenticator with one ES256 key, and the browser before it, written from WebAuthn Level 3, sections 5.8.1 and 6.1. */
export class SoftAuthenticator {
  readonly id = randomBytes(16);
  counter = 0;
  readonly #privateKey: KeyObject;
  readonly #point: { readonly x: Buffer; readonly y: Buffer };
  readonly #page: { readonly rpId: string; readonly origin: string };

  constructor(page: { readonly rpId: string; readonly origin: string }) {
    this.#page = page;
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y } = publicKey.export({ format: "jwk" });
    this.#privateKey = privateKey;
    this.#point = {
      x: Buffer.from(x ?? "", "base64url"),
      y: Buffer.from(y ?? "", "base64url"),
    };
  }

  create(challenge: string, deviation: Deviation = {}): NewPasskeyAnswer {
    const data = this.#authenticatorData(0x45, 0, deviation);
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 16]), this.id]);
    const whole = Buffer.concat([data, credential, this.#coseKey()]);
    // CBOR: a map of fmt "none", an empty attStmt, and authData as bytes.
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from("fmt"),
      Buffer.from([0x64]),
      Buffer.from("none"),
      Buffer.from([0x67]),
      Buffer.from("attStmt"),
      Buffer.from([0xa0, 0x68]),
      Buffer.from("authData"),
      Buffer.from([0x58, whole.length]),
      whole,
    ]);
    return {
      id: this.id.toString("base64url"),
      response: {
        clientDataJSON: this.#clientData("webauthn.create", challenge, deviation),
        attestationObject: attestation.toString("base64url"),
      },
    };
  }

  get(challenge: string, accountId: string, deviation: Deviation = {}): PasskeyAnswer {
    const counter = deviation.counter ?? ++this.counter;
    const data = this.#authenticatorData(0x05, counter, deviation);
    const clientData = this.#clientData("webauthn.get", challenge, deviation);
    const hash = createHash("sha256").update(Buffer.from(clientData, "base64url")).digest();
    const signature = sign("sha256", Buffer.concat([data, hash]), this.#privateKey);
    const handle = deviation.userHandle ?? accountId;
    return {
      id: this.id.toString("base64url"),
      response: {
        clientDataJSON: clientData,
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: Buffer.from(handle).toString("base64url"),
      },
    };
  }

  #clientData(type: string, challenge: string, deviation: Deviation): string {
    const origin = deviation.origin ?? this.#page.origin;
    const text = JSON.stringify({ type: deviation.type ?? type, challenge, origin });
    return Buffer.from(text).toString("base64url");
  }

  /** `flags`: user present 1, user verified 4, credential attached 64. */
  #authenticatorData(flags: number, counter: number, deviation: Deviation): Buffer {
    const rpId = deviation.rpId ?? this.#page.rpId;
    const seen = deviation.userVerified === false ? flags & ~4 : flags;
    const tail = Buffer.alloc(5);
    tail.writeUInt8(seen, 0);
    tail.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), tail]);
  }

  /** CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053, section 7.1.1). */
  #coseKey(): Buffer {
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      this.#point.x,
      Buffer.from([0x22, 0x58, 0x20]),
      this.#point.y,
    ]);
  }
}
