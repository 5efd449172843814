import { describe, expect, it } from "vitest";
import { clockTimesOf } from "./clock-times.ts";

const ZONES = [
  "UTC",
  "Asia/Jerusalem",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Monrovia",
];
/** A step between two times asked for, s: no whole number of minutes. */
const STEP_S = 50_000_003.7;
const US = 1_000_000;

/** What a formatter says that is asked for each time anew. */
const asFormatted = (timeZone: string, timeUs: number): string =>
  new Date(timeUs / 1000).toLocaleTimeString("en-GB", { timeZone, hourCycle: "h23" });

describe("what clocks show", () => {
  it.each(ZONES)("is what a formatter of %s says of each time, twice over", (timeZone) => {
    const times = clockTimesOf(timeZone);
    for (let timeS = Date.UTC(1970) / 1000; timeS < Date.UTC(2040) / 1000; timeS += STEP_S)
      for (const us of [timeS * US, (timeS + 31) * US, timeS * US]) {
        const { here, utc } = times(us);
        expect(here).toBe(asFormatted(timeZone, us));
        expect(utc).toBe(asFormatted("UTC", us));
      }
  });

  it("changes with the clocks, at the second", () => {
    const times = clockTimesOf("Asia/Jerusalem");
    const changeMs = Date.UTC(2026, 2, 27, 0, 0, 0);
    expect(times((changeMs - 1_000) * 1_000).here).toBe("01:59:59");
    expect(times(changeMs * 1_000).here).toBe("03:00:00");
  });
});
