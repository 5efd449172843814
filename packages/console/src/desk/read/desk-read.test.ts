import type { DeskClaim } from "@tocsin/sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitParts } from "../act/split-parts.ts";
import { chunkAt, chunksOf } from "./chunks.ts";
import { placeCards } from "./place-cards.ts";
import { segmentsOf } from "./segments.ts";

const claim = (id: string, start: number, end: number): DeskClaim => ({
  id,
  accountId: "A",
  span: { start, end },
  predicate: "weapon.count",
  says: "3",
  value: "3",
  least: 3,
  most: 3,
  population: null,
  speaker: "Mira Holt",
  speakerKind: "named",
  via: [],
  hedges: [],
  polarity: "affirm",
  credibility: null,
  reliability: null,
  replacedBy: [],
  otherEvent: null,
  rule: "count",
  status: "proposed",
  decision: null,
  proposed: null,
  held: [],
});

describe("an article in pieces", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", " ", "\n", "\r\n", "😀", "ع", "é", "x".repeat(900)),
    maxLength: 60,
  });

  test("they are the text to the letter, none is long, and each place lies in its piece", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const chunks = chunksOf(text);
        expect(chunks.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        for (const [i, { start, end }] of chunks.entries()) {
          expect(end - start).toBeLessThanOrEqual(3_000);
          expect(/[\ud800-\udbff]$/.test(text.slice(start, end))).toBe(false);
          expect(chunkAt(chunks, start)).toBe(i);
          expect(chunkAt(chunks, end - 1)).toBe(i);
        }
        expect(chunkAt(chunks, text.length)).toBe(-1);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test("marks that nest and overlap are all drawn, and cover the piece exactly", () => {
    const [outer, inner, over] = [claim("o", 2, 20), claim("i", 5, 8), claim("v", 7, 30)];
    const segments = segmentsOf(
      { start: 0, end: 25 },
      [outer, inner, over],
      [{ start: 22, end: 40, kind: "advert" }],
    );
    expect(
      segments.map(({ start, end, claims }) => [start, end, claims.map(({ id }) => id).join("")]),
    ).toEqual([
      [0, 2, ""],
      [2, 5, "o"],
      [5, 7, "io"],
      [7, 8, "iov"],
      [8, 20, "ov"],
      [20, 22, "v"],
      [22, 25, "v"],
    ]);
    expect(segments.map(({ furniture }) => furniture?.kind)).toEqual([
      ...Array.from({ length: 6 }, () => undefined),
      "advert",
    ]);
  });
});

test("a claim is split around the words that are selected in it, without the marks between", () => {
  const text = "They said three died, and two were hurt.";
  const parts = splitParts(text, { start: 10, end: 39 }, { start: 26, end: 39 });
  expect(parts.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    "three died, and",
    "two were hurt",
  ]);
  expect(splitParts(text, { start: 10, end: 39 }, { start: 5, end: 20 })).toEqual([]);
});

describe("cards beside an article", () => {
  test("the chosen one stands beside its claim, the others give way, none overlap", () => {
    const cards = [0, 10, 400, 410, 420].map((wanted) => ({ wanted, height: 50 }));
    expect(placeCards(cards, 3)).toEqual([0, 58, 352, 410, 468]);
    expect(placeCards(cards, -1)).toEqual([0, 58, 400, 458, 516]);
  });

  test("where there is no room above, the chosen one gives way too", () => {
    const cards = [0, 10, 20].map((wanted) => ({ wanted, height: 50 }));
    expect(placeCards(cards, 2)).toEqual([0, 58, 116]);
  });
});
