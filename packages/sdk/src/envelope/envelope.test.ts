import { generateKeyPairSync, sign, verify, createPublicKey, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEnvelope } from "./decode-envelope.ts";
import { encodeEnvelope, signedOctets } from "./encode-envelope.ts";
import { ENVELOPE_LIMITS, type EnvelopeHead } from "./envelope.ts";
import {
  ENVELOPE_ISSUERS_MAX,
  EnvelopeJudge,
  type EnvelopeKey,
  type EnvelopeMark,
} from "./envelope-judge.ts";

const SEED = 20_261_128;
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const raw = (key: KeyObject): Uint8Array =>
  Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");
const SENSOR: EnvelopeKey = { issuerKind: "sensor", issuer: "radar", publicKey: raw(publicKey) };
const HEAD: EnvelopeHead = {
  issuerKind: "sensor",
  issuer: "radar",
  keyId: "k-1",
  audience: "harbour",
  purpose: "look",
  epoch: 3,
  sequence: 10,
  lifetimeMs: 5_000,
  madeMs: 1_000,
};
const content = new TextEncoder().encode("one look");

const seal = (changes: Partial<EnvelopeHead> = {}, key: KeyObject = privateKey): Uint8Array => {
  const head = { ...HEAD, ...changes };
  const signature = new Uint8Array(sign(null, signedOctets(head, content), key));
  return encodeEnvelope({ head, content, signature });
};
const verifyEd25519 = (key: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean => {
  const x = Buffer.from(key).toString("base64url");
  const jwk = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, signed, jwk, signature);
};

const key = (id: string): EnvelopeKey | null => (id === "k-1" ? SENSOR : null);
const judgeAt = (
  clock: { readonly nowMs: number },
  marks: readonly EnvelopeMark[] = [],
): EnvelopeJudge =>
  new EnvelopeJudge("harbour", { key, verify: verifyEd25519, nowMs: () => clock.nowMs }, marks);

describe("the octets", () => {
  test("are these, so that a device in any language can make them", () => {
    expect(Buffer.from(signedOctets(HEAD, content)).toString("hex")).toBe(
      "544f43010005726164617203" +
        "6b2d31" +
        "07686172626f7572" +
        "046c6f6f6b" +
        "0000000000000003" +
        "000000000000000a" +
        "00000000000003e8" +
        "00001388" +
        "00000008" +
        "6f6e65206c6f6f6b",
    );
  });

  test("say what was said", () => {
    expect(decodeEnvelope(seal())).toMatchObject({ ok: true, envelope: { head: HEAD } });
  });

  test("cut anywhere, or with any bit turned, are never taken for what was signed", () => {
    const whole = seal();
    for (let length = 0; length < whole.length; length++)
      expect(decodeEnvelope(whole.subarray(0, length)).ok).toBe(false);
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const turned = Uint8Array.from(whole);
      turned[bit >> 3] ^= 1 << (bit & 7);
      expect(judgeAt({ nowMs: 0 }).judge(turned, 0).ok).toBe(false);
    }
  });

  test("of any kind never make the decoder throw or keep more than it was given", () => {
    const start = Buffer.from("544f4301", "hex");
    const octets = fc.uint8Array({ maxLength: 300 });
    const anything = fc.oneof(
      octets,
      octets.map((rest) => Uint8Array.from([...start, ...rest])),
    );
    const holds = fc.property(anything, (bytes) => {
      const decoding = decodeEnvelope(bytes);
      return !decoding.ok || decoding.envelope.content.buffer === bytes.buffer;
    });
    expect(() => fc.assert(holds, { seed: SEED, numRuns: 100_000 })).not.toThrow();
  });

  test("that say a content is too long are refused before anything is made of it", () => {
    const octets = seal();
    new DataView(octets.buffer).setUint32(
      octets.length - 64 - content.length - 4,
      ENVELOPE_LIMITS.contentBytes + 1,
    );
    expect(decodeEnvelope(octets)).toEqual({ ok: false, reason: "out-of-range" });
  });
});

describe("an envelope is taken", () => {
  test("once, from whom it is, for whom it is", () => {
    const judge = judgeAt({ nowMs: 0 });
    expect(judge.judge(seal(), 0)).toMatchObject({ ok: true, leftMs: 5_000, ageKnown: false });
    expect(judge.judge(seal(), 0)).toEqual({ ok: false, reason: "replayed" });
    const refusals = [
      [seal({ sequence: 11, keyId: "k-2" }), "unknown-key"],
      [seal({ sequence: 11, issuer: "other" }), "wrong-issuer"],
      [seal({ sequence: 11, issuerKind: "siren" }), "wrong-issuer"],
      [seal({ sequence: 11, audience: "airport" }), "wrong-audience"],
      [seal({ sequence: 11 }, generateKeyPairSync("ed25519").privateKey), "bad-signature"],
      [seal({ sequence: 9 }), "replayed"],
      [seal({ epoch: 2, sequence: 99 }), "replayed"],
    ] as const;
    for (const [octets, reason] of refusals)
      expect(judge.judge(octets, 0)).toEqual({ ok: false, reason });
    expect(judge.judge(seal({ sequence: 11 }), 0).ok).toBe(true);
    expect(judge.judge(seal({ epoch: 4, sequence: 0 }), 0).ok).toBe(true);
  });

  test("also by a judge that was started again, if it is given what the last one knew", () => {
    const first = judgeAt({ nowMs: 0 });
    first.judge(seal(), 0);
    const second = judgeAt({ nowMs: 0 }, first.marks());
    expect(second.judge(seal(), 0)).toEqual({ ok: false, reason: "replayed" });
    expect(second.judge(seal({ sequence: 11 }), 0)).toMatchObject({ ok: true, ageKnown: false });
  });

  test("not when it was held back longer than it lives, whatever any wall clock says; and it moves the counter", () => {
    const clock = { nowMs: 50_000 };
    const judge = judgeAt(clock);
    judge.judge(seal({ madeMs: 1_000 }), 50_000);
    clock.nowMs = 59_000;
    // Made 2 s after the first, and here 9 s after it.
    expect(judge.judge(seal({ sequence: 11, madeMs: 3_000 }), 59_000)).toEqual({
      ok: false,
      reason: "expired",
    });
    expect(judge.judge(seal({ sequence: 11, madeMs: 10_000 }), 59_000)).toEqual({
      ok: false,
      reason: "replayed",
    });
    const fresh = judge.judge(seal({ sequence: 12, madeMs: 9_500 }), 59_000);
    expect(fresh).toMatchObject({ ok: true, ageKnown: true });
  });

  test("with what is left of its life when it waited here", () => {
    const clock = { nowMs: 4_000 };
    expect(judgeAt(clock).judge(seal(), 1_000)).toMatchObject({ ok: true, leftMs: 2_000 });
    clock.nowMs = 6_000;
    expect(judgeAt(clock).judge(seal(), 1_000)).toEqual({ ok: false, reason: "expired" });
  });

  test("for a day, though the two clocks part by 100 ppm either way", () => {
    for (const rate of [1 - 100e-6, 1 + 100e-6]) {
      const judge = judgeAt({ nowMs: 0 });
      for (let second = 0; second < 86_400; second += 60) {
        const octets = seal({ sequence: second + 10, madeMs: Math.round(second * 1_000 * rate) });
        expect(judge.judge(octets, second * 1_000)).toMatchObject({ ok: true });
      }
    }
  });

  test("from so many keys, and no more", () => {
    const judge = judgeAt({ nowMs: 0 }, manyMarks(ENVELOPE_ISSUERS_MAX));
    expect(judge.judge(seal(), 0)).toEqual({ ok: false, reason: "too-many-issuers" });
    judge.forget("other-0");
    expect(judge.judge(seal(), 0).ok).toBe(true);
  });
});

const manyMarks = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ keyId: `other-${i}`, epoch: 0, sequence: 0 }));
