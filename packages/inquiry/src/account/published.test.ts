import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMeant, publishedOf } from "./published.ts";

const dateOf = (line: string): string | null =>
  publishedOf(line, [{ start: 0, end: line.length, kind: "byline" }]);

test.each([
  ["Published 3 May 2026 at 21:10", "2026-05-03"],
  ["By Mira Holt, Sunday, May 3rd, 2026", "2026-05-03"],
  ["the 3rd of May, 2026", "2026-05-03"],
  ["03-Sept-2026 | 08:00 GMT", "2026-09-03"],
  ["Updated Sept. 3, 2026", "2026-09-03"],
  ["2026-05-03T20:44:00Z", "2026-05-03"],
  ["25/12/2026", "2026-12-25"],
  ["12/25/2026", "2026-12-25"],
  ["5.5.2026", "2026-05-05"],
  ["44 injured 2026 reads; 3 May 2026", "2026-05-03"],
])("the date of %j is certain", (line, date) => {
  expect(dateOf(line)).toBe(date);
});

test.each([
  ["03/05/2026", "who wrote it may have meant either"],
  ["May 2026", "no day"],
  ["3 May", "no year"],
  ["31 June 2026", "no calendar has it"],
  ["29 February 2025", "no leap year"],
  ["at 12:44, 3 injured 2026", "no month"],
  ["14 of 2026", "no month"],
])("the date of %j is not: %s", (line) => {
  expect(dateOf(line)).toBeNull();
});

test("every day is read back however it is written", () => {
  const day = fc.date({
    min: new Date("1900-01-01T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  const style = fc.constantFrom<Intl.DateTimeFormatOptions>(
    { dateStyle: "long", timeZone: "UTC" },
    { dateStyle: "full", timeZone: "UTC" },
    { dateStyle: "medium", timeZone: "UTC" },
  );
  fc.assert(
    fc.property(day, style, fc.constantFrom("en-GB", "en-US"), (date, options, locale) => {
      const line = `Last updated ${new Intl.DateTimeFormat(locale, options).format(date)}, 20:15`;
      expect(dateOf(line)).toBe(date.toISOString().slice(0, 10));
    }),
    { seed: 7 },
  );
});

describe("the day that words mean in an account of Tuesday, 5 May 2026", () => {
  test.each([
    ["Sunday", "2026-05-03"],
    ["Tuesday", "2026-05-05"],
    ["last Tuesday", "2026-04-28"],
    ["last Sunday", "2026-05-03"],
    ["today", "2026-05-05"],
    ["this morning", "2026-05-05"],
    ["yesterday", "2026-05-04"],
    ["last night", "the night before 2026-05-05"],
    ["overnight", "the night before 2026-05-05"],
    ["Saturday to Sunday", "the night before 2026-05-03"],
    ["3 May", "2026-05-03"],
    ["May 3", "2026-05-03"],
    ["14th March", "2026-03-14"],
    ["7 OCT", "2025-10-07"],
    ["7 October 2024", "2024-10-07"],
    ["3 to 4 November", "the night before 2025-11-04"],
    ["31 June", "31 June"],
    ["the feast of the dead", "the feast of the dead"],
  ])("%s", (words, date) => {
    expect(dayMeant(words, "2026-05-05")).toBe(date);
    expect(dayMeant(words, null)).toBe(words);
  });
});
