import { describe, expect, test } from "vitest";
import { readWhyQuery } from "./read-why-query.ts";

describe("readWhyQuery", () => {
  test("reads each way to ask, with the defaults of the command line", () => {
    expect(readWhyQuery({ decision: "12" })).toEqual({ of: "decision", number: "12" });
    expect(readWhyQuery({ track: "r/1/0", area: "a" })).toEqual({
      of: "track",
      name: "r/1/0",
      areaId: "a",
    });
    const time = "2021-11-06T23:31:00Z";
    expect(readWhyQuery({ area: "a", time })).toEqual({
      of: "area",
      areaId: "a",
      atUs: Date.parse(time) * 1000,
      withinS: 120,
    });
    expect(readWhyQuery({ at: "33.3,44.4", time, from: "135", height: "20" })).toEqual({
      of: "place",
      place: { latitudeDeg: 33.3, longitudeDeg: 44.4 },
      atUs: Date.parse(time) * 1000,
      withinS: 120,
      heightM: 20,
      speedMps: 25,
      fromDeg: 135,
    });
  });

  test.each([
    [{}, "what is asked about"],
    [{ area: "a" }, "Say when"],
    [{ area: "a", time: "2021-11-06T23:31:00" }, "zone"],
    [{ area: "a", time: "yesterday" }, "zone"],
    [{ at: "91,0", time: "2021-11-06T23:31:00Z" }, "latitude comes first"],
    [{ at: "1,1", time: "2021-11-06T23:31:00Z", height: "high" }, "`height` takes a number"],
    [{ at: "1,1", time: "2021-11-06T23:31:00Z", within: "-1" }, "positive"],
    [{ decision: "1", area: "a" }, "leave out the rest"],
    [{ decision: ["1", "2"] }, "more than once"],
    [{ descision: "1" }, "no parameter `descision`"],
  ])("refuses %j in words", (parameters, words) => {
    expect(() => readWhyQuery(parameters)).toThrow(words);
  });
});
