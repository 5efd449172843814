import { describe, expect, test } from "vitest";
import { namedTimes } from "./named-times.ts";

const HOUR = 60;

/** The narrowest time of a text: from, to (minutes) and whether it is universal time. */
const first = (text: string): readonly [number, number, boolean] | null => {
  const [time] = namedTimes(text);
  return time === undefined ? null : [time.fromMinute, time.toMinute, time.utc];
};

describe("clock times", () => {
  test.each([
    ["at 0215", 2 * HOUR + 15, false],
    ["at 2.15 a.m.", 2 * HOUR + 15, false],
    ["at 14.20 the second shell fell", 14 * HOUR + 20, false],
    ["at 0215L on 7 OCT", 2 * HOUR + 15, false],
    ["0215Z", 2 * HOUR + 15, true],
    ["at 2315 Zulu", 23 * HOUR + 15, true],
    ["at 03:40 local time", 3 * HOUR + 40, false],
    ["at 20:45:12 GMT", 20 * HOUR + 45, true],
    ["at 23:30 UTC+3", 20 * HOUR + 30, true],
    ["at 21h05", 21 * HOUR + 5, false],
    ["at half past nine in the evening", 21 * HOUR + 30, false],
    ["at ten to four in the morning", 3 * HOUR + 50, false],
    ["at 2 in the morning", 2 * HOUR, false],
    ["at eleven o'clock at night", 23 * HOUR, false],
    ["at 03:40 local time (00:40 UTC)", 40, true],
  ])("%s", (text, minute, utc) => {
    expect(first(text)).toEqual([minute, minute + 1, utc]);
  });

  test("what is vague is half an hour about", () => {
    expect(first("around 0215")).toEqual([105, 165, false]);
    expect(first("at about half past nine in the evening")).toEqual([1260, 1320, false]);
  });
});

describe("clock times of a named zone are universal time", () => {
  test.each([
    ["at 0215 EST", 7 * HOUR + 15, 7 * HOUR + 16],
    ["at 2:15 a.m. EST", 7 * HOUR + 15, 7 * HOUR + 16],
    ["at 9 p.m. Eastern time", 25 * HOUR, 26 * HOUR + 1],
    ["at 23:30 GMT +3", 20 * HOUR + 30, 20 * HOUR + 31],
    ["at 23:30 (GMT+3)", 20 * HOUR + 30, 20 * HOUR + 31],
    ["at 23:30 UTC−03:30", 27 * HOUR, 27 * HOUR + 1],
    ["at 20:44+03:00", 17 * HOUR + 44, 17 * HOUR + 45],
    ["at 02:15 Baghdad time", -45, -44],
    ["at 0215 MSK", -45, -44],
    ["around 02:30 Tehran time on Friday", -150, -30],
    ["at 5.30 a.m. (Kabul time)", HOUR, HOUR + 1],
    ["at 14:20 IST", 14 * HOUR + 20 - 330, 14 * HOUR + 20 - HOUR + 1],
    ["at 03:40 Kyiv time", 40, 101],
  ])("%s", (text, from, to) => {
    expect(first(text)).toEqual([from, to, true]);
  });

  test.each([
    ["at 21:15 the cat ran", 21 * HOUR + 15],
    ["at 21:15 time stood still", 21 * HOUR + 15],
    ["at 21:15 Rome burnt", 21 * HOUR + 15],
  ])("%s names none", (text, minute) => {
    expect(first(text)).toEqual([minute, minute + 1, false]);
  });
});

describe("parts of the day that something narrows", () => {
  test.each([
    ["shortly before dawn", 2 * HOUR, 5 * HOUR],
    ["just after midnight", 0, 2 * HOUR],
    ["shortly before midnight", 22 * HOUR, 24 * HOUR],
    ["shortly after sunset", 21 * HOUR, 23 * HOUR],
    ["at first light", 4 * HOUR, 8 * HOUR],
  ])("%s", (text, from, to) => {
    expect(first(text)).toEqual([from, to, false]);
  });
});

test.each([
  "in 2015 the base was built",
  "at 1200 metres",
  "about 1200 people",
  "around 2000 soldiers",
  "at 4.50 dollars",
  "at 3.20 per cent",
  "flight 2210",
  "ten past the gate",
  "1850 est. by a family",
])("%s is no time", (text) => {
  expect(namedTimes(text)).toEqual([]);
});
