import type { AreaView } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { type ChosenPlace, peopleScreen, shownKey } from "./people-screen.ts";

const viewOf = (area: string, south: number): AreaView =>
  ({
    area,
    mode: "live",
    stage: "take-cover",
    untilMs: 1,
    window: null,
    state: { ringsDeg: [[south, 44, south, 45, south + 1, 45, south + 1, 44]] },
  }) as unknown as AreaView;
const areas = [viewOf("north", 34), viewOf("south", 32)];
const NONE = { extent: "only", areas: [] } as const;
const watch = { unwatched: NONE, untold: NONE };
const view = { connection: "connected", silentMs: 0, areas, watch } as const;
const shown = (places: readonly ChosenPlace[]) => {
  const { top, more, elsewhere } = peopleScreen(view, places, []);
  return [top?.area ?? null, more.map(({ area }) => area), elsewhere.map(({ area }) => area)];
};
const point = (latitudeDeg: number): ChosenPlace => ({
  kind: "point",
  number: 1,
  latitudeDeg,
  longitudeDeg: 44.5,
  radiusM: 100,
});

test("whoever chose no place is told of everything", () => {
  expect(shown([])).toEqual(["north", ["south"], []]);
});

test("whoever chose is told of theirs, by name or by where it is, and sees that others are warned", () => {
  expect(shown([{ kind: "area", area: "south", name: "South" }])).toEqual(["south", [], ["north"]]);
  expect(shown([point(32.5)])).toEqual(["south", [], ["north"]]);
  expect(shown([point(33.5)])).toEqual([null, [], ["north", "south"]]);
  expect(shown([point(33.5), { kind: "area", area: "north", name: "North" }])[0]).toBe("north");
});

test("another stage is shown anew, though a post that counts from one again gives it the same number", () => {
  const saying = (stage: AreaView["stage"], version: number): string =>
    shownKey({
      ...areas[0],
      stage,
      state: { site: "weir", area: "north", mode: "live", episode: 1, version },
    } as unknown as AreaView);
  expect(saying("pre-alert", 1)).not.toBe(saying("take-cover", 1));
  expect(saying("take-cover", 2)).not.toBe(saying("take-cover", 1));
  expect(saying("take-cover", 1)).toBe(saying("take-cover", 1));
});
