import { expect, test } from "vitest";
import { whyParameters } from "./why-query.ts";

test("each way to ask has its parameters", () => {
  const timeUs = Date.UTC(2021, 10, 6, 23, 31) * 1000;
  expect(whyParameters({ of: "decision", number: 7 }).toString()).toBe("decision=7");
  expect(whyParameters({ of: "track", trackId: "r/1", areaId: "a" }).toString()).toBe(
    "track=r%2F1&area=a",
  );
  expect(Object.fromEntries(whyParameters({ of: "area", areaId: "a", timeUs }))).toEqual({
    area: "a",
    time: "2021-11-06T23:31:00.000Z",
  });
  const place = { of: "place", place: [33.3, 44.4], timeUs, fromDeg: 135, heightM: 100 } as const;
  expect(Object.fromEntries(whyParameters(place))).toEqual({
    at: "33.3,44.4",
    time: "2021-11-06T23:31:00.000Z",
    from: "135",
    height: "100",
  });
});
