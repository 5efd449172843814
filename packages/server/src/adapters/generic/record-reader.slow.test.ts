import { checkLook } from "@tocsin/sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RecordReader } from "./record-reader.ts";
import { bytes, CONFIG, GOLDEN, NOW_US } from "./records.test-support.ts";

describe("no bytes break the reader", () => {
  /** What every frame must give, whatever it holds. */
  const sound = (frame: Uint8Array, config = CONFIG): void => {
    for (const output of new RecordReader(config).read(frame, NOW_US)) {
      if (output.type === "look" && !checkLook(output.look).ok)
        throw new Error(`a look that is not sound: ${new TextDecoder().decode(frame)}`);
      if (output.type === "rejected" && output.problem.words === "") throw new Error("no words");
    }
  };

  test("every cut and every flipped bit of every golden line", () => {
    for (const record of GOLDEN) {
      const line = bytes(record);
      for (let at = 0; at <= line.length; at++) sound(line.subarray(0, at));
      for (let bit = 0; bit < 8 * line.length; bit++) {
        const flipped = line.slice();
        flipped[bit >> 3] ^= 1 << (bit & 7);
        sound(flipped);
      }
    }
    const reader = new RecordReader(CONFIG);
    expect(GOLDEN.map((record) => reader.read(bytes(record), NOW_US)[0].type)).toEqual([
      "look",
      "look",
      "look",
      "look",
      "health",
    ]);
  });

  test("100,000 made-up frames: octets, JSON values, and records with a value changed", () => {
    const edge = fc.constantFrom(0, -0, 1e308, -1e308, 1e-320, null, "", "NaN", [], {}, true);
    const changed = fc
      .tuple(
        fc.constantFrom(...GOLDEN),
        fc.array(
          fc.tuple(
            fc.constantFrom(...GOLDEN.flatMap(Object.keys)),
            fc.oneof(edge, fc.double(), fc.jsonValue({ maxDepth: 1 })),
          ),
          { maxLength: 3 },
        ),
      )
      .map(([record, changes]) => bytes({ ...record, ...Object.fromEntries(changes) }));
    const frame = fc.oneof(
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
      { weight: 1, arbitrary: fc.json({ maxDepth: 2 }).map(bytes) },
      { weight: 4, arbitrary: changed },
    );
    fc.assert(
      fc.property(frame, (octets) => {
        expect(() => sound(octets)).not.toThrow();
      }),
      { seed: 20211107, numRuns: 100_000 },
    );
  });
});
