import { expect, test } from "vitest";
import { parsers } from "./parsers.ts";
import { tryParser } from "./try-parser.ts";

test("a parser that throws at one flipped bit, and one that hangs at a cut, are found", () => {
  const golden = [Uint8Array.of(1, 2, 3, 4)];
  const fragile = tryParser(
    {
      name: "fragile",
      golden,
      take: (octets) => {
        if (octets.length === 4 && octets[2] === 7) throw new Error("seven");
      },
    },
    200,
    1,
  );
  expect(fragile.breaches[0]).toBe("Error: seven: 01020704");
  const slow = tryParser(
    {
      name: "slow",
      golden,
      take: (octets) => {
        const endMs = performance.now() + (octets.length === 3 ? 60 : 0);
        while (performance.now() < endMs);
      },
    },
    37,
    1,
  );
  expect(slow.breaches.some((breach) => /^\d+ ms: 010203$/.test(breach))).toBe(true);
});

test("a parser that takes as much memory as a message says is found, whether on the heap or beside it", () => {
  for (const reserve of [
    (bytes: number) => new Uint8Array(bytes),
    (bytes: number) => Array.from({ length: bytes / 8 }, (_, i) => i + 0.5),
  ]) {
    const kept: unknown[] = [];
    const greedy = tryParser(
      {
        name: "greedy",
        golden: [Uint8Array.of(0, 1, 2, 3)],
        take: (octets) => {
          const length = (octets[0] ?? 0) * 2 ** 24;
          kept[0] = octets[0] === 0x80 ? reserve(Math.min(length, 2 ** 25)) : null;
        },
      },
      120,
      1,
    );
    expect(greedy.breaches.some((breach) => /^\d+ octets of memory: 80/.test(breach))).toBe(true);
    expect(greedy.mostBytes).toBeGreaterThan(2 ** 24);
  }
});

/** At full length: `npm run prove -- malformed`; most parsers have tests of their own with more. */
test.each(parsers().map((parser) => [parser.name, parser] as const))(
  "%s takes or refuses what is cut, flipped and random",
  (_name, parser) => {
    const { breaches, cases } = tryParser(parser, 2_000, 7);
    expect(breaches).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(2_000);
  },
);
