import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AsterixRecord } from "./codec/value.ts";
import { DuplicateFilter } from "./duplicate-filter.ts";
import { RecordMemory, recordKey } from "./record-memory.ts";

describe("a memory of records", () => {
  test("knows what it took in by its bytes and category, and when that came last", () => {
    const records = fc.record({
      category: fc.constantFrom(34, 48),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 3, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(records, { maxLength: 64 }), (arrivals) => {
        const memory = new RecordMemory(64);
        const known = new Map<string, number>();
        arrivals.forEach(({ category, bytes }, i) => {
          const key = recordKey(category, bytes);
          const name = `${category} ${bytes.join()}`;
          expect(memory.receivedUsOf(key)).toBe(known.get(name) ?? null);
          memory.note(key, i);
          known.set(name, i);
        });
        expect(memory.isFull).toBe(known.size === 64);
      }),
      { seed: 34, numRuns: 500 },
    );
  });

  test("tells records apart that have one hash", () => {
    const memory = new RecordMemory(8);
    const forged = [1, 2, 3].map((octet) => ({
      ...recordKey(48, Uint8Array.of(octet)),
      hash: -1,
    }));
    forged.slice(0, 2).forEach((key, i) => memory.note(key, i));
    expect(forged.map((key) => memory.receivedUsOf(key))).toEqual([0, 1, null]);
    memory.clear();
    expect(memory.receivedUsOf(forged[0])).toBeNull();
  });
});

test("a filter of duplicates remembers two generations of records and no more", () => {
  const filter = new DuplicateFilter();
  const bytes = new Uint8Array(8);
  const repeats = (number: number): boolean => {
    new DataView(bytes.buffer).setUint32(0, number);
    const record: AsterixRecord = {
      category: 48,
      edition: "1.31",
      offset: 0,
      length: 8,
      items: new Map(),
    };
    return filter.isRepeat(bytes, record, 1_000_000);
  };
  for (let number = 0; number < 10_000; number++) expect(repeats(number)).toBe(false);
  for (let number = 9_999; number > 10_000 - 2_048; number--) expect(repeats(number)).toBe(true);
  expect(repeats(10_000 - 3 * 2_048)).toBe(false);
});
