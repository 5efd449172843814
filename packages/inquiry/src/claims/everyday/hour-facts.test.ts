import { describe, expect, test } from "vitest";
import { claimsOf } from "../claims-of.ts";

const OPENING = "Two drones hit the depot in Ardal.\n\n";

/** Whether days and hours are read, and in which words: "|" parts the words from their value. */
const datesIn = (text: string): readonly string[] =>
  claimsOf("A", OPENING + text, []).flatMap(({ predicate, value, span }) =>
    predicate === "attack.date"
      ? [`${(OPENING + text).slice(span.start, span.end)} | ${value}`]
      : [],
  );

describe("an hour stands for when it was where its sentence names no day", () => {
  test.each([
    ["At 04:10 a missile hit the depot.", "04:10"],
    ["A little after 5pm cruise missiles were fired at the naval harbour.", "5pm"],
    ["Drones struck the port between 2130 and midnight.", "2130 and midnight"],
    ["The attack began shortly before noon.", "noon"],
    ["The shelling, beginning at 18:40, lasted two hours.", "18:40"],
    ["The first explosion came at half past three.", "half past three"],
    ["At 5.37 a.m. a rocket struck the bakery.", "5.37 a.m."],
    ["The rocket fell at a quarter past four.", "quarter past four"],
  ])("%s", (text, hour) => {
    expect(datesIn(text)).toEqual([`${hour} | ${hour}`]);
  });

  test.each([
    "The fire was put out at 06:30.",
    "At 10:05 the ministry said that a drone had hit the depot.",
    "Electricity was restored at noon after the strike.",
    "By 9 a.m. three bodies had been found.",
    "At 9 a.m. the mayor visited the crater.",
    "About 1200 people were killed by the missile.",
    "The sirens sounded at 16.02, and nobody heard them.",
  ])("but not in “%s”", (text) => {
    expect(datesIn(text)).toEqual([]);
  });

  test("and beside a day that another sentence names, too", () => {
    expect(datesIn("On Sunday a rocket fell. At 04:10 a missile hit the depot.")).toEqual([
      "Sunday | Sunday",
      "04:10 | 04:10",
    ]);
  });
});

describe("a day is told with the words around it, and its value is the day", () => {
  test.each([
    ["On Sunday at 6.20 a.m. drones hit the gas terminal.", "Sunday at 6.20 a.m. | Sunday"],
    [
      "At about half past one this afternoon a mortar bomb fell on the ward.",
      "about half past one this afternoon | this afternoon",
    ],
    [
      "The vessel was struck by a missile at 03:15 local time on 22 May.",
      "03:15 local time on 22 May | 22 May",
    ],
    [
      "Shortly before dawn on Whit Monday, a missile hit the lantern room.",
      "Shortly before dawn on Whit Monday | Monday",
    ],
    ["Time: Saturday 6 December, approx. 21:50.", "Saturday 6 December, approx. 21:50 | Saturday"],
    ["Thirteen people were killed by a rocket on Sunday.", "Sunday | Sunday"],
  ])("%s", (text, expected) => {
    expect(datesIn(text)).toEqual([expected]);
  });
});
