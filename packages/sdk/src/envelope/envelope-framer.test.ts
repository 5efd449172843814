import fc from "fast-check";
import { expect, test } from "vitest";
import type { Framed } from "../source/framer.ts";
import { encodeEnvelope } from "./encode-envelope.ts";
import { createEnvelopeFramer } from "./envelope-framer.ts";
import { ENVELOPE_LIMITS, SIGNATURE_BYTES } from "./envelope.ts";

const RUNS = { seed: 20_261_128, numRuns: 2_000 };
const envelope = (sequence: number, octets: number): Uint8Array =>
  encodeEnvelope({
    head: {
      issuerKind: "sensor",
      issuer: "radar",
      keyId: "k-1",
      audience: "harbour",
      purpose: "report",
      epoch: 1,
      sequence,
      lifetimeMs: 5_000,
      madeMs: 0,
    },
    content: new Uint8Array(octets).fill(sequence),
    signature: new Uint8Array(SIGNATURE_BYTES),
  });
const joined = (pieces: readonly Uint8Array[]): Uint8Array => Buffer.concat(pieces);
function found(stream: Uint8Array, cuts: readonly number[]): readonly Framed[] {
  const framer = createEnvelopeFramer();
  const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b)];
  const out = places.flatMap((from, i) => [...framer.push(stream.slice(from, places[i + 1]))]);
  return [...out, ...framer.end(true)];
}

test("envelopes behind one another are found, however the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(300), { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 9 }),
      (lengths, cuts) => {
        const envelopes = lengths.map((octets, i) => envelope(i + 1, octets));
        const frames = found(joined(envelopes), cuts);
        expect(frames.map((each) => (each.type === "frame" ? [...each.bytes] : each.type))).toEqual(
          envelopes.map((each) => [...each]),
        );
      },
    ),
    RUNS,
  );
});

test("whatever comes, nothing throws, and a stream that is none is lost at once", () => {
  const junk = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(junk, fc.array(fc.nat(), { maxLength: 5 }), (octets, cuts) => {
      expect(found(octets, cuts)).toEqual(found(octets, []));
    }),
    { ...RUNS, numRuns: 20_000 },
  );
  expect(found(Buffer.from('{"type":"sweep"}\n'), [])).toMatchObject([{ type: "lost" }]);
});

test("the longest envelope is taken, and a longer one lost before room is made for it", () => {
  const longest = envelope(1, ENVELOPE_LIMITS.contentBytes);
  expect(found(longest, [3, 40, 50_000])).toMatchObject([{ type: "frame" }]);
  const longer = longest.slice(0, 200);
  const at = longer.length - 200 + 5 + 4 + "radark-1harbourreport".length + 28;
  new DataView(longer.buffer).setUint32(at, ENVELOPE_LIMITS.contentBytes + 1);
  expect(found(longer, [])).toMatchObject([{ type: "lost" }]);
});

test("a stream that ends within an envelope says so", () => {
  const whole = envelope(1, 10);
  for (const length of [1, 20, whole.length - 1])
    expect(found(whole.slice(0, length), [])).toMatchObject([{ reason: "cut-off" }]);
});
