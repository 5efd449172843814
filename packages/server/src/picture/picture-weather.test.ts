import { measuredAtmosphere } from "@tocsin/core";
import { expect, test } from "vitest";
import { pictureWeather } from "./picture-weather.ts";

test("the wind is told by where it comes from, over the ground, as high as it is known", () => {
  const weather = {
    source: "Weather office",
    observedUs: 1e15,
    untilUs: 1.1e15,
    levels: [
      { heightM: 40, eastMps: 0, northMps: 5 },
      { heightM: 3_040, eastMps: 20, northMps: 0 },
    ],
  };
  const shown = pictureWeather(weather, measuredAtmosphere(weather.levels), 40);
  expect(shown.winds).toEqual([
    { aboveM: 0, fromDeg: 180, speedMps: 5 },
    { aboveM: 2_000, fromDeg: 263, speedMps: 13.4 },
  ]);
  expect(shown).toMatchObject({ source: "Weather office", observedUs: 1e15, untilUs: 1.1e15 });
});
