import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEscapeFramer } from "./escape-framer.ts";
import type { Framed, Framer } from "./framer.ts";
import { createLengthFramer } from "./length-framer.ts";
import { createLineFramer } from "./line-framer.ts";

const RUNS = { seed: 20211107, numRuns: 20_000 };
const LIMIT = 24;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const escaping = (): Framer =>
  createEscapeFramer({
    escape: 0x1a,
    lengthOf: (type) => ({ 0x31: 3, 0x32: 8, 0x33: 0 })[type] ?? null,
    octetsMax: 8,
  });

/** All that a framer finds when the octets come cut at the given places. */
function found(framer: Framer, octets: Uint8Array, cuts: readonly number[] = []): Framed[] {
  const places = [0, ...cuts.map((cut) => cut % (octets.length + 1)).sort((a, b) => a - b)];
  const out = places.flatMap((from, i) => framer.push(octets.slice(from, places[i + 1])));
  return [...out, ...framer.end(true)];
}
const frames = (all: readonly Framed[]): number[][] =>
  all.flatMap((each) => (each.type === "frame" ? [[...each.bytes]] : []));

/** Octets that mean something to all three framers stand out among the others. */
const octets = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 4, 0x0a, 0x0d, 0x1a, 0x31, 0x32, 0x33), fc.nat(255)), {
    maxLength: 120,
  })
  .map((list) => Uint8Array.from(list));

describe.each([
  ["lines", () => createLineFramer(LIMIT)],
  ["lengths", () => createLengthFramer(LIMIT)],
  ["escapes", escaping],
])("a framer of %s", (_name, create) => {
  test("finds the same however the stream is cut", () => {
    fc.assert(
      fc.property(octets, fc.array(fc.nat(), { maxLength: 8 }), (stream, cuts) => {
        expect(found(create(), stream, cuts)).toEqual(found(create(), stream));
      }),
      RUNS,
    );
  });

  test("gives no frame over its limit, and works again after its end", () => {
    fc.assert(
      fc.property(octets, octets, (first, second) => {
        const framer = create();
        const before = found(framer, first);
        expect(Math.max(0, ...frames(before).map(({ length }) => length))).toBeLessThanOrEqual(
          LIMIT,
        );
        expect(found(framer, second)).toEqual(found(create(), second));
      }),
      { ...RUNS, numRuns: 5_000 },
    );
  });

  test("keeps nothing of a stream that never ends a frame", () => {
    const framer = create();
    const junk = new Uint8Array(65_536).fill(0xff);
    for (let i = 0; i < 64; i++) framer.push(junk);
    expect(frames(framer.end(true))).toEqual([]);
  });
});

describe("lines", () => {
  test("end in LF or CR LF; empty ones are passed over, and the last needs no end", () => {
    const lines = frames(found(createLineFramer(), text("a\r\n\n\r\nbc\nd")));
    expect(lines.map((line) => String.fromCodePoint(...line))).toEqual(["a", "bc", "d"]);
  });

  test("at the limit are read, and one octet more is refused once, without losing the next", () => {
    const limit = (length: number) => `${"x".repeat(length)}\r\nnext\n`;
    expect(frames(found(createLineFramer(5), text(limit(5))))).toHaveLength(2);
    expect(found(createLineFramer(5), text(limit(6)))).toMatchObject([
      { type: "refused", reason: "line-too-long" },
      { type: "frame" },
    ]);
  });

  test("that a broken line cut off are refused, since half a number is a number too", () => {
    const framer = createLineFramer();
    framer.push(text('{"range_m": 12'));
    expect(framer.end(false)).toMatchObject([{ type: "refused", reason: "cut-off" }]);
  });
});

describe("lengths", () => {
  test("are four octets, least first", () => {
    const stream = Uint8Array.of(2, 0, 0, 0, 7, 8, 1, 0, 0, 0, 9);
    expect(frames(found(createLengthFramer(2), stream))).toEqual([[7, 8], [9]]);
  });

  test.each([0, LIMIT + 1, 0xffff_ffff])("of %d lose the stream", (length) => {
    const stream = new Uint8Array(12);
    new DataView(stream.buffer).setUint32(0, length, true);
    const framer = createLengthFramer(LIMIT);
    expect(framer.push(stream)).toMatchObject([{ type: "lost", reason: "bad-length" }]);
    expect(framer.push(Uint8Array.of(1, 0, 0, 0, 5))).toEqual([]);
  });
});

describe("escapes", () => {
  test("begin a frame, which is given out at its length with doubled octets made one", () => {
    const stream = Uint8Array.of(9, 0x1a, 0x31, 1, 0x1a, 0x1a, 3, 0x1a, 0x33);
    expect(escaping().push(stream)).toEqual([
      { type: "refused", reason: "between-frames", detail: "1 octets" },
      { type: "frame", bytes: Uint8Array.of(0x31, 1, 0x1a, 3) },
      { type: "frame", bytes: Uint8Array.of(0x33) },
    ]);
  });

  test("before the length is reached cut a frame short; a type that is not known is said", () => {
    const stream = Uint8Array.of(0x1a, 0x32, 1, 0x1a, 0x31, 1, 2, 3, 0x1a, 0x77, 5);
    expect(found(escaping(), stream)).toMatchObject([
      { type: "refused", reason: "frame-cut-short" },
      { type: "frame" },
      { type: "refused", reason: "unknown-type", detail: "type 0x77" },
      { type: "refused", reason: "between-frames", detail: "1 octets" },
    ]);
  });
});
