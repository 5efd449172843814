import { expect, test } from "vitest";
import { readTimelineQuery, TIMELINE_LAST_MAX_S } from "./read-timeline-query.ts";

test("seconds of the end are whole, at least one and at most a day", () => {
  expect(readTimelineQuery({})).toBeNull();
  expect(readTimelineQuery({ last: "60" })).toBe(60);
  expect(readTimelineQuery({ last: String(TIMELINE_LAST_MAX_S) })).toBe(TIMELINE_LAST_MAX_S);
  for (const last of ["0", "-1", "1.5", "", "ten", "86401", "999999", ["1", "2"]])
    expect(() => readTimelineQuery({ last })).toThrow("whole seconds");
  expect(() => readTimelineQuery({ first: "1" })).toThrow("no parameter `first`");
});
