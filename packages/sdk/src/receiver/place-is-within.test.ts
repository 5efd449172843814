import { expect, test } from "vitest";
import { placeIsWithin } from "./place-is-within.ts";

const SQUARE = [33, 44, 33, 45, 34, 45, 34, 44];
const HOLE = [33.4, 44.4, 33.4, 44.6, 33.6, 44.6, 33.6, 44.4];
const at = (latitudeDeg: number, longitudeDeg: number, radiusM = 0) => ({
  latitudeDeg,
  longitudeDeg,
  radiusM,
});

test("a place is inside, outside, or in a hole", () => {
  expect(placeIsWithin(at(33.2, 44.2), [SQUARE, HOLE])).toBe(true);
  expect(placeIsWithin(at(32.9, 44.2), [SQUARE, HOLE])).toBe(false);
  expect(placeIsWithin(at(33.5, 44.5), [SQUARE, HOLE])).toBe(false);
});

test("whoever is nearer to an edge than their own radius counts as inside", () => {
  // A hundredth of a degree of latitude is 1,112 m.
  expect(placeIsWithin(at(34.01, 44.5, 1_113), [SQUARE])).toBe(true);
  expect(placeIsWithin(at(34.01, 44.5, 1_110), [SQUARE])).toBe(false);
});

test("an outline may cross the 180th meridian", () => {
  const ring = [-17, 179, -17, -179, -16, -179, -16, 179];
  expect(placeIsWithin(at(-16.5, 179.9), [ring])).toBe(true);
  expect(placeIsWithin(at(-16.5, -179.9), [ring])).toBe(true);
  expect(placeIsWithin(at(-16.5, 178), [ring])).toBe(false);
});
