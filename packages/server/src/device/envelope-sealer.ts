import { sign } from "node:crypto";
import { encodeEnvelope, type EnvelopeHead, signedOctets } from "@tocsin/sdk";
import type { DeviceKeyFile } from "./device-key-file.ts";

/** Puts what a device says into envelopes, for one start of it. */
export class EnvelopeSealer {
  readonly #file: DeviceKeyFile;
  readonly #purpose: string;
  readonly #lifetimeMs: number;
  readonly #nowMs: () => number;
  #sequence = 0;

  /** `file`: with the epoch of this start. `nowMs`: a clock that only goes forward, from 0 or more. */
  constructor(
    file: DeviceKeyFile,
    options: {
      readonly purpose: string;
      readonly lifetimeMs: number;
      readonly nowMs: () => number;
    },
  ) {
    this.#file = file;
    this.#purpose = options.purpose;
    this.#lifetimeMs = options.lifetimeMs;
    this.#nowMs = options.nowMs;
  }

  seal(content: Uint8Array): Uint8Array {
    const { keyId, kind, subject, audience, epoch, key } = this.#file;
    this.#sequence++;
    const head: EnvelopeHead = {
      issuerKind: kind,
      issuer: subject,
      keyId,
      audience,
      purpose: this.#purpose,
      epoch,
      sequence: this.#sequence,
      lifetimeMs: this.#lifetimeMs,
      madeMs: Math.floor(this.#nowMs()),
    };
    const signature = sign(null, signedOctets(head, content), key);
    return encodeEnvelope({ head, content, signature });
  }
}
