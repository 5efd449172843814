import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeUtf8 } from "./utf8.ts";

test("octets are read as the platform's own strict decoder reads them", () => {
  const strict = (octets: Uint8Array): string | null => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
    } catch {
      return null;
    }
  };
  const text = fc.string({ unit: "grapheme" }).map((each) => new TextEncoder().encode(each));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 12 })), (octets) => {
      expect(decodeUtf8(octets)).toBe(strict(octets));
    }),
    { seed: 20_261_128, numRuns: 10_000 },
  );
});
