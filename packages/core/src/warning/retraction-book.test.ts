import { describe, expect, test } from "vitest";
import { atS } from "../engine/engine.test-support.ts";
import { trackId } from "../units/ids.ts";
import { joinEvidence, RetractionBook, type ThreatEvidence } from "./retraction-book.ts";

const LAPSE_S = 60;
const A = trackId("a");
const FLYING: ThreatEvidence = {
  stage: "pre-alert",
  rule: "reach-probability",
  sources: ["radar-1", "mast"],
  detections: 9,
};
const bookOf = (evidence: ThreatEvidence = FLYING): RetractionBook => {
  const book = new RetractionBook(LAPSE_S);
  book.retract(A, evidence);
  return book;
};

describe("a retraction", () => {
  test.each<[string, Partial<ThreatEvidence>]>([
    ["the same again", {}],
    ["fewer sources", { sources: ["mast"] }],
    ["none that can be named any more", { sources: [] }],
    ["many more detections of the same", { detections: 500 }],
  ])("holds against %s", (_, changes) => {
    const book = bookOf();
    for (let s = 1; s < 1000; s += 7)
      expect(book.holds(A, { ...FLYING, ...changes }, atS(s))).toBe(true);
  });

  test("of take-cover holds against less, and of a fall against a flight", () => {
    const falling = { ...FLYING, stage: "take-cover", rule: "impact-probability" } as const;
    expect(bookOf(falling).holds(A, FLYING, atS(1))).toBe(true);
  });

  test.each<[string, Partial<ThreatEvidence>]>([
    ["a higher stage", { stage: "take-cover" }],
    ["a fall where it flew", { rule: "impact-probability" }],
    ["a source that had not detected it", { sources: ["radar-2", "radar-1"] }],
  ])("ends with %s, once and for all", (_, changes) => {
    const book = bookOf();
    expect(book.holds(A, { ...FLYING, ...changes }, atS(1))).toBe(false);
    expect(book.holds(A, FLYING, atS(2))).toBe(false);
  });

  test("ends with a new approach after it has not threatened for as long as an all-clear waits", () => {
    const book = bookOf();
    expect(book.holds(A, null, atS(10))).toBe(true);
    expect(book.holds(A, null, atS(40))).toBe(true);
    expect(book.holds(A, FLYING, atS(10 + LAPSE_S - 0.1))).toBe(true);
    expect(book.holds(A, null, atS(80))).toBe(true);
    expect(book.holds(A, FLYING, atS(80 + LAPSE_S))).toBe(false);
  });

  test("covers its own object only", () => {
    expect(bookOf().holds(trackId("b"), FLYING, atS(1))).toBe(false);
    expect(bookOf().holds(trackId("b"), null, atS(1))).toBe(false);
  });

  test("outlives a restart, and the oldest of very many is forgotten", () => {
    const book = bookOf();
    book.holds(A, null, atS(10));
    const restored = new RetractionBook(LAPSE_S, JSON.parse(JSON.stringify(book.snapshot())));
    expect(restored.snapshot()).toEqual(book.snapshot());
    for (let i = 0; i < 256; i++) restored.retract(trackId(`t${i}`), FLYING);
    expect(restored.snapshot()).toHaveLength(256);
    expect(restored.holds(A, FLYING, atS(11))).toBe(false);
    expect(restored.holds(trackId("t0"), FLYING, atS(11))).toBe(true);
  });
});

describe("an all-clear", () => {
  const over = (): RetractionBook => {
    const book = new RetractionBook(LAPSE_S);
    book.declareOver(A, FLYING);
    return book;
  };

  test("holds against what was known, and against one detection more", () => {
    expect(over().holds(A, FLYING, atS(1))).toBe(true);
    expect(over().holds(A, { ...FLYING, detections: 10 }, atS(1))).toBe(true);
  });

  test("ends when the object is detected twice more, once and for all", () => {
    const book = over();
    expect(book.holds(A, { ...FLYING, detections: 11 }, atS(1))).toBe(false);
    expect(book.holds(A, FLYING, atS(2))).toBe(false);
  });

  test("outlives a restart: it still holds, and still ends by two detections", () => {
    const restored = new RetractionBook(LAPSE_S, JSON.parse(JSON.stringify(over().snapshot())));
    expect(restored.holds(A, { ...FLYING, detections: 10 }, atS(1))).toBe(true);
    expect(restored.holds(A, { ...FLYING, detections: 11 }, atS(2))).toBe(false);
  });

  test("gives way to a retraction, which more detections do not end", () => {
    const book = over();
    book.retract(A, FLYING);
    expect(book.holds(A, { ...FLYING, detections: 11 }, atS(1))).toBe(true);
  });
});

test("what has spoken for a threat is never forgotten while it lasts", () => {
  const falling: ThreatEvidence = {
    stage: "take-cover",
    rule: "impact-probability",
    sources: ["radar-2"],
    detections: 7,
  };
  const all = {
    stage: "take-cover",
    rule: "impact-probability",
    sources: ["radar-1", "mast", "radar-2"],
    detections: 9,
  };
  expect(joinEvidence(FLYING, falling)).toEqual(all);
  expect(joinEvidence(joinEvidence(FLYING, falling), FLYING)).toEqual(all);
});
