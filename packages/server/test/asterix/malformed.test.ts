import { sensorId } from "@tocsin/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import { asterixCategories } from "../../src/adapters/asterix/categories/category-registry.ts";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import type { DecodeError } from "../../src/adapters/asterix/codec/decode-error.ts";
import { RECORDS_PER_BLOCK_MAX } from "../../src/adapters/asterix/codec/decode-error.ts";
import { describeRecord } from "../../src/adapters/asterix/codec/describe-record.ts";
import { encodeBlock } from "../../src/adapters/asterix/codec/encode-block.ts";
import type { AsterixValue } from "../../src/adapters/asterix/codec/value.ts";
import { arbitraryCurrentRecord } from "./arbitrary-record.ts";
import { randomFrom, randomOctets } from "./random.ts";
import { absent, datagramsOf, RADARS, realPath, TRACKER } from "./real-data.ts";

const CASE_MS_MAX = 50;
const RECEIVED_US = 1_462_433_756_000_000;

/** The system area code of both recordings. */
const SAC = 25;
const assembler = new AsterixAssembler({
  sensors: Array.from({ length: 256 }, (_, sic) => ({
    sensorId: sensorId(`s${sic}`),
    sac: SAC,
    sic,
  })),
});

/** Decodes, describes and assembles; gives the errors. Fails where it is slow or a number is none. */
function exercise(bytes: Uint8Array): readonly DecodeError[] {
  const { records, errors } = decodeDatagram(bytes);
  for (const record of records) {
    for (const { value } of describeRecord(record)) {
      if (typeof value === "number" && !Number.isFinite(value)) throw new Error("not a number");
    }
  }
  for (const output of assembler.push(bytes, RECEIVED_US)) {
    if (output.type === "look") expectSound(output.look);
  }
  return errors;
}

/** No NaN, no infinity, no negative zero, anywhere. */
function expectSound(value: unknown): void {
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) {
    throw new Error(`unsound number ${value}`);
  }
  if (typeof value === "object" && value !== null) Object.values(value).forEach(expectSound);
}

function slowestMs(cases: Iterable<Uint8Array>): { cases: number; slowestMs: number } {
  let count = 0;
  let slowest = 0;
  for (const bytes of cases) {
    const firstMs = elapsedMs(bytes);
    // A pause of the machine is no hang: what is slow must be slow again.
    const ms = firstMs < CASE_MS_MAX ? firstMs : Math.min(elapsedMs(bytes), elapsedMs(bytes));
    slowest = Math.max(slowest, ms);
    count++;
  }
  return { cases: count, slowestMs: slowest };
}

function elapsedMs(bytes: Uint8Array): number {
  const start = performance.now();
  exercise(bytes);
  return performance.now() - start;
}

describe("bytes that are no ASTERIX, or not quite", () => {
  test("100,000 random datagrams, headers plausible or not: no throw, none slow", () => {
    const { cases, slowestMs: worst } = slowestMs(garbage(100_000));
    expect(cases).toBe(100_000);
    expect(worst).toBeLessThan(CASE_MS_MAX);
  });

  test.each([RADARS, TRACKER])(
    "every cut and every flipped bit of every datagram of %s: no throw",
    async (name) => {
      if (absent(name)) return;
      const golden = new Map<string, Uint8Array>();
      for (const { payload } of await datagramsOf(realPath(name))) {
        golden.set(Buffer.from(payload).toString("hex"), payload);
      }
      let cases = 0;
      for (const payload of golden.values()) {
        for (let length = 0; length < payload.length; length++) {
          const errors = exercise(payload.subarray(0, length));
          const isWhole = blockBounds(payload).includes(length);
          expect([length, errors.length === 0]).toEqual([length, isWhole]);
          cases++;
        }
        for (let bit = 0; bit < payload.length * 8; bit++) {
          const flipped = Uint8Array.from(payload);
          flipped[bit >>> 3] ^= 0x80 >>> (bit & 7);
          exercise(flipped);
          cases++;
        }
      }
      expect(cases).toBeGreaterThan(25_000);
    },
  );

  test("cuts and flipped bits of generated blocks: no throw", () => {
    fc.assert(
      fc.property(arbitraryCurrentRecord, fc.nat(), fc.nat(), ({ spec, items }, cut, bit) => {
        const encoded = encodeBlock(spec.category, [items]);
        if (!encoded.ok) throw new Error(encoded.reason);
        const { bytes } = encoded;
        const whole = exercise(bytes);
        expect(whole).toEqual([]);
        exercise(bytes.subarray(0, cut % bytes.length));
        bytes[(bit >>> 3) % bytes.length] ^= 1 << (bit & 7);
        exercise(bytes);
      }),
      { seed: 2_026, numRuns: 400 },
    );
  });
});

describe("a bad part costs its data block", () => {
  const good = blockOf(
    34,
    new Map<string, AsterixValue>([
      ["010", { SAC: 25, SIC: 13 }],
      ["030", 3_501_562],
    ]),
  );

  test("and nothing of the next", () => {
    const bad = Uint8Array.of(48, 0, 6, 0xff, 0xff, 0xff);
    const { records, errors } = decodeDatagram(Buffer.concat([good, bad, good]));
    expect(records).toHaveLength(2);
    expect(errors).toEqual([
      { offset: good.length + 3, category: 48, item: null, reason: "truncated" },
    ]);
  });

  test("what was whole before it in the block is kept", () => {
    const block = Uint8Array.from([...good, 0x80, 25]);
    block[2] = block.length;
    const { records, errors } = decodeDatagram(block);
    expect(records).toHaveLength(1);
    expect(errors).toEqual([
      { offset: good.length + 1, category: 34, item: "034/010", reason: "truncated" },
    ]);
  });

  const cases: readonly (readonly [string, readonly number[], Partial<DecodeError>])[] = [
    ["an unknown category", [7, 0, 4, 0], { category: 7, reason: "unknown-category", offset: 0 }],
    [
      "a length below its header",
      [48, 0, 2, 0],
      { category: 48, reason: "bad-block-length", offset: 0 },
    ],
    ["a header cut off", [48, 0], { category: 48, reason: "truncated" }],
    ["a length beyond the datagram", [48, 0, 9, 0x80, 25], { item: "048/010", offset: 4 }],
    ["a spare place of the profile", [62, 0, 4, 0x40], { category: 62, reason: "spare-fspec-bit" }],
    [
      "a spare place of a compound",
      [34, 0, 7, 0x05 ^ 1, 0x20, 0, 0],
      { item: "034/050", reason: "spare-fspec-bit" },
    ],
    ["a specification without end", [48, 0, 9, 1, 1, 1, 1, 1, 0], { reason: "fspec-too-long" }],
    ["a record that says nothing", [48, 0, 4, 0], { reason: "empty-record" }],
    [
      "an explicit item of no length",
      [34, 0, 6, 0x01, 0x04, 0x00],
      { item: "034/RE", reason: "length-mismatch" },
    ],
    ["a subitem cut off", [48, 0, 8, 0x01, 0x01, 0x10 | 0x04, 0x80, 0], { reason: "truncated" }],
  ];
  test.each(cases)("reports %s", (_, bytes, error) => {
    const { records, errors } = decodeDatagram(Uint8Array.from(bytes));
    expect(records).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject(error);
  });

  test("more records than a block may have are not decoded", () => {
    const record = [0x40, 1];
    const count = RECORDS_PER_BLOCK_MAX + 1;
    const block = Uint8Array.from([
      34,
      0,
      0,
      ...Array.from({ length: count }, () => record).flat(),
    ]);
    block[1] = block.length >>> 8;
    block[2] = block.length & 255;
    const { records, errors } = decodeDatagram(block);
    expect(records).toHaveLength(RECORDS_PER_BLOCK_MAX);
    expect(errors.map(({ reason }) => reason)).toEqual(["too-many-records"]);
  });

  test("the largest datagram of the shortest records stays small in memory", () => {
    const octets = new Uint8Array(65_535).fill(0);
    for (let index = 3; index + 1 < octets.length; index += 2) octets[index] = 0x40;
    octets.set([34, 0xff, 0xff]);
    const before = process.memoryUsage().heapUsed;
    const { records } = decodeDatagram(octets);
    const grownOctets = process.memoryUsage().heapUsed - before;
    expect(records.length).toBeLessThanOrEqual(RECORDS_PER_BLOCK_MAX);
    expect(grownOctets).toBeLessThan(16 * 1_024 * 1_024);
  });
});

/** Where a cut leaves only whole blocks. */
function blockBounds(payload: Uint8Array): readonly number[] {
  const bounds = [0];
  for (let at = 0; at < payload.length; at += payload[at + 1] * 256 + payload[at + 2])
    bounds.push(at);
  return bounds;
}

/** Random octets; half with the header and field specification of a plausible block. */
function* garbage(cases: number): Generator<Uint8Array> {
  const random = randomFrom(0x70c51);
  const categories = asterixCategories.map(({ category }) => category);
  for (let index = 0; index < cases; index++) {
    const length = random() % (index % 100 === 0 ? 1_500 : 96);
    const octets = randomOctets(random, length);
    if (index % 2 === 0 && length > 8) {
      octets[0] = categories[random() % categories.length];
      octets[1] = length >>> 8;
      octets[2] = length & 255;
      octets[3] |= index % 4 === 0 ? 0x80 : 0xb0;
      if (index % 8 === 0) octets[3] |= 1;
      octets[(octets[3] & 1) === 0 ? 4 : (octets[4] & 1) === 0 ? 5 : 6] = SAC;
    }
    yield octets;
  }
}

function blockOf(category: number, items: Parameters<typeof encodeBlock>[1][number]): Uint8Array {
  const encoded = encodeBlock(category, [items]);
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.bytes;
}
