import type { PictureCell, PictureConduct } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { worstCells } from "./conduct-words.ts";

const cell = (azimuthFromDeg: number, share: number, greatest: number): PictureCell => ({
  azimuthFromDeg,
  azimuthToDeg: azimuthFromDeg + 30,
  rangeFromM: 0,
  rangeToM: 5_000,
  heightFromM: 0,
  heightToM: 300,
  asked: 40,
  found: 40 * share,
  share,
  least: 0,
  greatest,
  claimed: 0.9,
  flights: 20,
  verdict: greatest < 0.9 ? "less" : "as-claimed",
});

test("only where all of the interval is below the claim a sensor sees less, the worst first", () => {
  const conduct: PictureConduct = {
    standing: "sound",
    text: [],
    observed: null,
    cells: [cell(0, 0.6, 0.75), cell(90, 0, 0.09), cell(180, 0.85, 0.93)],
  };
  expect(worstCells(conduct)).toEqual([
    "E to SE, 0 m to 5.0 km away, below 300 m: claimed 90 %, seen 0 % (0 % to 9.0 %) of 20 flights",
    "N to NE, 0 m to 5.0 km away, below 300 m: claimed 90 %, seen 60 % (0 % to 75 %) of 20 flights",
  ]);
});
