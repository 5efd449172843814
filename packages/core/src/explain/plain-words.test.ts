import { describe, expect, test } from "vitest";
import { circle } from "../engine/engine.test-support.ts";
import { OBJECT_CLASSES } from "../tracking/track.ts";
import { radians } from "../units/angle.ts";
import {
  areaText,
  classText,
  compassText,
  distanceText,
  listText,
  probabilityText,
  timesText,
} from "./plain-words.ts";

describe("plain words for", () => {
  test("distances", () => {
    expect([0, 849.6, -20, 999, 1000, 4249].map(distanceText)).toEqual([
      "0 m",
      "850 m",
      "-20 m",
      "999 m",
      "1.0 km",
      "4.2 km",
    ]);
  });
  test("probabilities, without a false nought or hundred", () => {
    expect([0, 1e-6, 0.0042, 0.034, 0.5, 0.996, 0.9995, 1].map(probabilityText)).toEqual([
      "0 %",
      "less than 0.01 %",
      "0.42 %",
      "3.4 %",
      "50 %",
      "99.6 %",
      "more than 99.9 %",
      "100 %",
    ]);
  });
  test("bearings", () => {
    expect([0, 44, 135, 337.6, -45].map((d) => compassText(radians(d)))).toEqual([
      "north",
      "north-east",
      "south-east",
      "north",
      "north-west",
    ]);
  });
  test("lists", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listText)).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
  test("how often", () => {
    expect([0, 1, 2, 3].map(timesText)).toEqual(["0 times", "once", "twice", "3 times"]);
  });
  test("classes, each with its article", () => {
    expect(OBJECT_CLASSES.map(classText).filter((text) => !/^(an? |clutter$)/.test(text))).toEqual(
      [],
    );
    expect(classText("aircraft")).toBe("an aircraft");
  });
  test("areas and their owners", () => {
    expect(areaText(circle("camp", 0, 0, 1))).toBe("camp (owner)");
    expect(areaText({ ...circle("camp", 0, 0, 1), owner: "camp" })).toBe("camp");
  });
});
