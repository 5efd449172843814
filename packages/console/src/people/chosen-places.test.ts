import { expect, test } from "vitest";
import { type NewPlace, PLACES_MAX, pointsOf, withPlace } from "./chosen-places.ts";
import type { ChosenPlace } from "./people-screen.ts";

const point: NewPlace = { kind: "point", latitudeDeg: 48, longitudeDeg: 31, radiusM: 100 };
const area = { kind: "area", area: "lock", name: "Lock" } as const;
const withAll = (added: readonly NewPlace[]): readonly ChosenPlace[] =>
  added.reduce<readonly ChosenPlace[]>((places, place) => withPlace(places, place) ?? places, []);

test("each place on the ground has a number of its own, and an area stands once", () => {
  const places = withAll([point, area, point, area]);
  expect(places.map((place) => (place.kind === "point" ? place.number : place.area))).toEqual([
    1,
    "lock",
    2,
  ]);
  expect(pointsOf(places)).toHaveLength(2);
});

test("where there is no room nothing is added, and nothing is lost", () => {
  const full = withAll([area, ...Array.from({ length: PLACES_MAX - 1 }, () => point)]);
  expect(full).toHaveLength(PLACES_MAX);
  expect(withPlace(full, point)).toBeNull();
  expect(withPlace(full, area)).toBe(full);
  expect(withPlace(full.slice(1), area)).toHaveLength(PLACES_MAX);
});
