import { sign } from "node:crypto";
import { encodeEnvelope, type EnvelopeHead, signedOctets } from "@tocsin/sdk";
import type { DeviceKeyFile } from "./device-key-file.ts";

/** What an envelope is and how long it may be acted on. */
export interface SealedAs {
  readonly purpose: string;
  readonly lifetimeMs: number;
}

/** Puts what a device or a post says into envelopes, for one start of it. */
export class EnvelopeSealer {
  readonly #file: DeviceKeyFile;
  readonly #usual: SealedAs;
  readonly #nowMs: () => number;
  readonly #sequence: () => number;

  /** `file`: with the epoch of this start. `nowMs`: a clock that only goes forward, from 0 or more. */
  constructor(
    file: DeviceKeyFile,
    options: SealedAs & {
      readonly nowMs: () => number;
      /** The next number; absent: from 1 on. Given where several seal with one key. */
      readonly sequence?: () => number;
    },
  ) {
    this.#file = file;
    this.#usual = options;
    this.#sequence = options.sequence ?? countUp();
    this.#nowMs = options.nowMs;
  }

  /** `as`: where it is not what is usual. */
  seal(content: Uint8Array, as: SealedAs = this.#usual): Uint8Array {
    const { keyId, kind, subject, audience, epoch, key } = this.#file;
    const head: EnvelopeHead = {
      issuerKind: kind,
      issuer: subject,
      keyId,
      audience,
      purpose: as.purpose,
      epoch,
      sequence: this.#sequence(),
      lifetimeMs: as.lifetimeMs,
      madeMs: Math.floor(this.#nowMs()),
    };
    const signature = sign(null, signedOctets(head, content), key);
    return encodeEnvelope({ head, content, signature });
  }
}

function countUp(): () => number {
  let last = 0;
  return () => ++last;
}
