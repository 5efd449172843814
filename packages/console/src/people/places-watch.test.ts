import type { AreaSet } from "@tocsin/sdk";
import { expect, test } from "vitest";
import type { ChosenPlace } from "./people-screen.ts";
import { placesWatch } from "./places-watch.ts";

const NONE: AreaSet = { extent: "only", areas: [] };
const EVERY: AreaSet = { extent: "all-but", areas: [] };
const only = (...areas: readonly string[]): AreaSet => ({ extent: "only", areas });
/** Side by side, each of one degree; the last two lie over one another. */
const AREAS = (
  [
    ["north", 34],
    ["south", 32],
    ["yard", 32],
  ] as const
).map(([id, south]) => ({
  id,
  name: `The ${id}`,
  ringsDeg: [[south, 44, south, 45, south + 1, 45, south + 1, 44]],
}));
const area = (id: string): ChosenPlace => ({ kind: "area", area: id, name: `The ${id}` });
const point = (latitudeDeg: number): ChosenPlace => ({
  kind: "point",
  number: 1,
  latitudeDeg,
  longitudeDeg: 44.5,
  radiusM: 100,
});
const watch = (unwatched: AreaSet, places: readonly ChosenPlace[], untold = NONE) =>
  placesWatch({ unwatched, untold }, places, AREAS);
const unwatched = (
  places: readonly ChosenPlace[],
  isEverywhere = false,
  outside: readonly ChosenPlace[] = [],
) => ({ kind: "unwatched", places, isEverywhere, outside });

test("whoever chose no place is told of each area that is not watched, and where that is everywhere of no name", () => {
  expect(watch(NONE, [])).toEqual({ kind: "watched" });
  expect(watch(only("south"), [])).toEqual(unwatched([area("south")]));
  expect(watch(EVERY, [])).toEqual(
    unwatched(
      AREAS.map(({ id }) => area(id)),
      true,
    ),
  );
  expect(watch({ extent: "all-but", areas: ["north", "yard"] }, [])).toEqual(
    unwatched([area("south")]),
  );
});

test("whoever chose areas is told of theirs that are not watched, and of no others", () => {
  expect(watch(only("south"), [area("north")])).toEqual({ kind: "watched" });
  expect(watch(only("south"), [area("north"), area("south")])).toEqual(unwatched([area("south")]));
  expect(watch(EVERY, [area("north")])).toEqual(unwatched([area("north")]));
});

test("a mark on the map is as badly off as the worst area that it lies in, or lies near enough to", () => {
  expect(watch(only("south"), [point(34.5)])).toEqual({ kind: "watched" });
  expect(watch(only("yard"), [point(32.5)])).toEqual(unwatched([point(32.5)]));
  expect(watch(only("north"), [point(33.9995)])).toEqual(unwatched([point(33.9995)]));
});

test("a mark that lies in no area is told so, whatever is watched", () => {
  const [outside, inside] = [point(33.5), { ...point(32.5), number: 2 }];
  for (const [set, untold] of [
    [NONE, NONE],
    [only("south"), NONE],
    [EVERY, NONE],
    [NONE, EVERY],
  ] as const)
    expect(watch(set, [outside], untold)).toEqual(unwatched([], false, [outside]));
  expect(watch(only("south"), [outside, inside])).toEqual(unwatched([inside], false, [outside]));
});

test("where a site does not tell, nothing is said to be calm, and what is known to be unwatched stands before that", () => {
  expect(watch(NONE, [], EVERY)).toEqual({ kind: "untold" });
  expect(watch(NONE, [area("south")], only("north"))).toEqual({ kind: "watched" });
  expect(watch(only("south"), [area("south"), area("north")], only("north"))).toEqual(
    unwatched([area("south")]),
  );
});
