import { describe, expect, it } from "vitest";
import { utcText } from "./utc-text.ts";

describe("utcText", () => {
  it("agrees with the platform's calendar from 1970 to 2250, leap days and century years included", () => {
    for (let day = 0; day < 102_000; day += 1) {
      const ms = day * 86_400_000 + ((day * 7919) % 86_400_000);
      expect(utcText(ms * 1000)).toBe(new Date(ms).toISOString());
    }
  });
});
