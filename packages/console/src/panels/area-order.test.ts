import type { PictureArea, PictureSite } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { areasByUrgency, findAreas } from "./area-order.ts";

const NOW_US = 1_000e6;
const SITE_AREAS = ["calm", "landed", "soon", "ready", "later", "by-hand"].map((id) => ({
  id,
})) as unknown as PictureSite["areas"];

const state = (
  id: string,
  stage: PictureArea["stage"],
  arrivalS: readonly [from: number, to: number] | null,
): PictureArea =>
  ({
    id,
    stage,
    arrivalFromUs: arrivalS === null ? null : NOW_US + arrivalS[0] * 1e6,
    arrivalToUs: arrivalS === null ? null : NOW_US + arrivalS[1] * 1e6,
  }) as PictureArea;

test("what is still to arrive stands before what has arrived and waits for the all-clear", () => {
  const order = areasByUrgency(
    SITE_AREAS,
    [
      state("calm", null, null),
      state("landed", "take-cover", [-180, -170]),
      state("soon", "take-cover", [11, 18]),
      state("ready", "pre-alert", [5, 8]),
      state("later", "take-cover", [60, 90]),
      state("by-hand", "take-cover", null),
    ],
    NOW_US,
  );
  expect(order.map(({ area }) => area.id)).toEqual([
    "soon",
    "later",
    "landed",
    "by-hand",
    "ready",
    "calm",
  ]);
});

test("a window that has begun still counts as something to arrive", () => {
  const order = areasByUrgency(
    SITE_AREAS,
    [state("soon", "take-cover", [3, 9]), state("later", "take-cover", [-2, 1])],
    NOW_US,
  );
  expect(order.slice(0, 2).map(({ area }) => area.id)).toEqual(["later", "soon"]);
});

test("where something comes and nobody is told stands among those who are told to take cover", () => {
  const untold: PictureArea = {
    ...state("calm", null, null),
    heldBack: {
      because: "AUTOMATION_OFF",
      sinceUs: NOW_US,
      arrivalFromUs: NOW_US + 8e6,
      arrivalToUs: NOW_US + 9e6,
      objects: 1,
    },
  };
  const order = areasByUrgency(
    SITE_AREAS,
    [untold, state("soon", "take-cover", [11, 18]), state("ready", "pre-alert", [5, 8])],
    NOW_US,
  );
  expect(order.slice(0, 3).map(({ area }) => area.id)).toEqual(["calm", "soon", "ready"]);
});

test("an area is found by a part of its name, its owner or its id, and where people are warned stays in the list", () => {
  const names = ["École Jean-Jaurès", "Кардіологія", "Market", "Gate"];
  const areas = names.map((name, i) => ({
    id: `a${i}`,
    name,
    owner: i === 2 ? "Traders" : "Town",
  })) as unknown as PictureSite["areas"];
  const rows = areasByUrgency(areas, [state("a3", "take-cover", [5, 8])], NOW_US);
  const found = (search: string): readonly string[] =>
    findAreas(rows, search).map(({ area }) => area.name);
  expect(found("ecole")).toEqual(["Gate", "École Jean-Jaurès"]);
  expect(found("КАРДІО")).toEqual(["Gate", "Кардіологія"]);
  expect(found("jaures town ec")).toEqual(["Gate", "École Jean-Jaurès"]);
  expect(found(" trader")).toEqual(["Gate", "Market"]);
  expect(found("a1")).toEqual(["Gate", "Кардіологія"]);
  expect(found("nowhere")).toEqual(["Gate"]);
  expect(found("")).toHaveLength(4);
});
