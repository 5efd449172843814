import { expect, test } from "vitest";
import { stepFrom, wordAt } from "./caret-moves.ts";
import { chunksOf } from "./chunks.ts";

const TEXT = "Two drones came. One 👩‍🚒 fell.\n\nثلاث طائرات. انتهى.";
const of = { text: TEXT, chunks: chunksOf(TEXT) };
const walk = (step: "character" | "word" | "sentence", by: 1 | -1): readonly number[] => {
  const stops = [by === 1 ? 0 : TEXT.length];
  for (;;) {
    const [before] = stops.slice(-1);
    const next = stepFrom(of, before, { step, by });
    if (next === before) return stops;
    stops.push(next);
  }
};
const piecesOf = (stops: readonly number[]): readonly string[] =>
  stops.slice(1).map((stop, i) => {
    const [from, to] = [stops[i], stop].toSorted((a, b) => a - b);
    return TEXT.slice(from, to).trim();
  });

test("words are left at their ends going on, and entered at their beginnings going back, over paragraphs and scripts", () => {
  expect(piecesOf(walk("word", 1)).slice(0, -1)).toEqual([
    "Two",
    "drones",
    "came",
    ". One",
    "👩‍🚒 fell",
    ".\n\nثلاث",
    "طائرات",
    ". انتهى",
  ]);
  expect(piecesOf(walk("word", -1)).slice(0, 3)).toEqual(["انتهى.", "طائرات.", "ثلاث"]);
});

test("sentences are whole, and a character is never divided", () => {
  expect(piecesOf(walk("sentence", 1))).toEqual([
    "Two drones came.",
    "One 👩‍🚒 fell.",
    "ثلاث طائرات.",
    "انتهى.",
  ]);
  const emoji = TEXT.indexOf("👩");
  const stops = walk("character", 1);
  expect(stops).toContain(emoji);
  expect(stops).not.toContain(emoji + 2);
  expect(walk("character", -1).toReversed()).toEqual(stops);
});

test("the ends of a paragraph and of the text are not passed, and the word that a caret stands at is told", () => {
  expect(stepFrom(of, 5, { step: "paragraph", by: -1 })).toBe(0);
  expect(stepFrom(of, TEXT.length, { step: "word", by: 1 })).toBe(TEXT.length);
  expect(stepFrom(of, 0, { step: "character", by: -1 })).toBe(0);
  expect(wordAt(of, 5)).toBe("drones");
  expect(wordAt(of, TEXT.length)).toBe("انتهى");
});
