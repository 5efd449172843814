import type { PictureConduct } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { worstCells } from "./conduct-words.ts";

const cell = (azimuthFromDeg: number, share: number, greatest: number) => ({
  azimuthFromDeg,
  azimuthToDeg: azimuthFromDeg + 30,
  rangeFromM: 0,
  rangeToM: 5_000,
  asked: 40,
  found: 40 * share,
  share,
  least: 0,
  greatest,
  claimed: 0.9,
});

test("only where all of the interval is below the claim a sensor sees less, the worst first", () => {
  const conduct: PictureConduct = {
    standing: "sound",
    text: [],
    observed: null,
    cells: [cell(0, 0.6, 0.75), cell(90, 0, 0.09), cell(180, 0.85, 0.93)],
  };
  expect(worstCells(conduct)).toEqual([
    "E to SE, 0 m to 5.0 km: 0 % of 40, claimed 90 %",
    "N to NE, 0 m to 5.0 km: 60 % of 40, claimed 90 %",
  ]);
});
