import fc from "fast-check";
import { expect, test } from "vitest";
import { checkLook } from "@tocsin/sdk";
import { CotAssembler } from "../../src/adapters/cursor-on-target/assembler.ts";
import {
  decodeFrame,
  decodeMesh,
  isMeshMessage,
} from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import { CONFIG, meshed, NOW_US, octets, streamed, takOf, xmlOf } from "./world.ts";

/** On a machine that does much else; alone it takes far less than 1 ms. */
const CASE_MS_MAX = 2_000;
const RUNS = { seed: 2_525, numRuns: 30_000 };

const golden = [octets(xmlOf()), meshed(takOf()), streamed(takOf())];

/** Fails where it throws, is slow, or gives a look that no check lets pass. */
function take(assembler: CotAssembler, bytes: Uint8Array): void {
  const startMs = performance.now();
  const framer = createEventFramer();
  const decoded = isMeshMessage(bytes)
    ? [decodeMesh(bytes)]
    : [...framer.push(bytes), ...framer.end(true)].flatMap((each) =>
        each.type === "frame" ? [decodeFrame(each.bytes)] : [],
      );
  const looks = decoded
    .flatMap((each) => assembler.push(each, NOW_US))
    .flatMap((output) => (output.type === "look" ? [checkLook(output.look)] : []));
  expect(looks.filter(({ ok }) => !ok)).toEqual([]);
  expect(performance.now() - startMs).toBeLessThan(CASE_MS_MAX);
}

test("every cut and every flipped bit of a message is taken or refused", () => {
  expect.hasAssertions();
  const assembler = new CotAssembler(CONFIG);
  for (const bytes of golden) {
    for (let length = 0; length < bytes.length; length += 1)
      take(assembler, bytes.subarray(0, length));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      take(assembler, flipped);
    }
  }
});

test("random octets, alone, after a header and within a message, are taken or refused", () => {
  expect.hasAssertions();
  const assembler = new CotAssembler(CONFIG);
  const random = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(random, (bytes) => take(assembler, bytes)),
    RUNS,
  );
  fc.assert(
    fc.property(random, (bytes) => take(assembler, meshed(bytes))),
    RUNS,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...golden),
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      (bytes, at, piece) => {
        const changed = Uint8Array.from(bytes);
        const start = at % bytes.length;
        changed.set(piece.subarray(0, bytes.length - start), start);
        take(assembler, changed);
      },
    ),
    RUNS,
  );
});

test("pieces of markup in any order are taken or refused", () => {
  expect.hasAssertions();
  const assembler = new CotAssembler(CONFIG);
  const pieces = [
    "<event",
    " uid='a'",
    ">",
    "/>",
    "</event>",
    "<point",
    " lat='1'",
    "<!",
    "<?xml ",
    "?>",
    "&amp;",
    "&x;",
    "]]>",
    xmlOf(),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) =>
      take(assembler, octets(parts.join(""))),
    ),
    RUNS,
  );
});
