import type { KeyObject } from "node:crypto";
import { assert } from "@tocsin/core";
import { BROADCAST_LIMITS } from "@tocsin/sdk";
import { EnvelopeSealer } from "../device/envelope-sealer.ts";

const CLOCK_LIFE_MS = 10_000;

/** What another thread needs to answer in this start's name: the key, and the counter that all share. */
export interface ClockSigner {
  readonly keyId: string;
  readonly subject: string;
  readonly audience: string;
  readonly epoch: number;
  readonly key: KeyObject;
  readonly counter: SharedArrayBuffer;
}

/** The next number of a counter that several threads share: none is given out twice. */
export function sharedSequence(counter: SharedArrayBuffer): () => number {
  const cell = new BigInt64Array(counter);
  return () => Number(Atomics.add(cell, 0, 1n)) + 1;
}

/** Answers receivers that want to know how old what they hear is: in whichever thread they are connected to. */
export function clockAnswerer(
  signer: ClockSigner,
  nowMs: () => number,
): (nonce: string) => Uint8Array {
  const sealer = new EnvelopeSealer(
    { ...signer, kind: "post" },
    {
      purpose: "clock",
      lifetimeMs: CLOCK_LIFE_MS,
      nowMs,
      sequence: sharedSequence(signer.counter),
    },
  );
  return (nonce) => {
    assert(
      nonce.length <= BROADCAST_LIMITS.nonceCharacters,
      "a number of a receiver has its length",
    );
    return sealer.seal(Buffer.from(JSON.stringify({ nonce })));
  };
}
