import { areaId, type Mode, MODES, siteId, type Warning, type WarningStage } from "@tocsin/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { warningText } from "./warning-text.ts";

const ISSUED_US = Date.UTC(2026, 4, 1, 15, 30, 45) * 1000;
const seconds = (count: number): number => ISSUED_US + count * 1_000_000;

const warningOf = (changes: Partial<Warning>): Warning => ({
  siteId: siteId("harbour"),
  areaId: areaId("hospital"),
  mode: "live",
  episode: 1,
  version: 1,
  stage: "take-cover",
  action: "start",
  issuedUs: ISSUED_US,
  expiresUs: seconds(180),
  arrivalFromUs: seconds(43),
  arrivalToUs: seconds(52),
  probability: 0.4,
  threats: [],
  decisions: [],
  replaces: null,
  ...changes,
});
const context = {
  siteName: "Harbour",
  area: { name: "Harbour Hospital", shelterS: 30 },
  timeZone: "Asia/Baghdad",
};

describe("warningText", () => {
  test("take-cover says what, where and how long first, then when, until when and who", () => {
    expect(warningText(warningOf({}), context)).toMatchObject({
      headline: "TAKE COVER NOW: Harbour Hospital. Impact possible, in about 40 seconds.",
      instruction:
        "Everybody at Harbour Hospital: go into a shelter or an inner room now, away from windows. If you cannot reach one, lie down flat beside something solid and cover your head with your arms. " +
        "Arrival is possible between 18:31:28 local time (15:31:28 UTC) and 18:31:37 local time (15:31:37 UTC). " +
        "Stay there until the all-clear. " +
        "This message holds until 18:33:45 local time (15:33:45 UTC). " +
        "Issued at 18:30:45 local time (15:30:45 UTC) by the early-warning system of Harbour.",
    });
  });

  test("whoever cannot reach shelter in time is told to lie down", () => {
    const { headline, instruction } = warningText(
      warningOf({ arrivalFromUs: seconds(8) }),
      context,
    );
    expect(headline).toBe(
      "TAKE COVER NOW, LIE DOWN: Harbour Hospital. Impact possible, at any moment.",
    );
    expect(instruction).toMatch(/^Everybody at Harbour Hospital: lie down flat now/);
  });

  test("an all-clear warns of what lies about; a retraction says that it was a mistake", () => {
    const none = { arrivalFromUs: null, arrivalToUs: null } as const;
    const clear = warningText(warningOf({ stage: "all-clear", action: "end", ...none }), context);
    expect(clear.headline).toBe("ALL CLEAR: Harbour Hospital.");
    expect(clear.instruction).toContain("Do not touch fragments");
    const mistake = warningText(
      warningOf({ stage: "retraction", action: "end", ...none }),
      context,
    );
    expect(mistake.headline).toBe("FALSE ALARM: the warning for Harbour Hospital is withdrawn.");
  });

  test("a lowered stage does not read like an all-clear", () => {
    const { headline } = warningText(warningOf({ stage: "pre-alert", action: "lower" }), context);
    expect(headline).toBe("STAY NEAR SHELTER: Harbour Hospital. The danger is lower, not over.");
  });

  test("time is said once where the site keeps UTC", () => {
    const { instruction } = warningText(warningOf({}), { ...context, timeZone: "UTC" });
    expect(instruction).toContain("between 15:31:28 UTC and 15:31:37 UTC");
  });

  test.each([
    [9, "at any moment"],
    [44.9, "in about 40 seconds"],
    [119, "in about 115 seconds"],
    [179, "in about 2 minutes"],
    [-5, "at any moment"],
  ])("%d s are rounded down: %s", (left, words) => {
    const { headline } = warningText(warningOf({ arrivalFromUs: seconds(left) }), context);
    expect(headline.endsWith(`, ${words}.`)).toBe(true);
  });
});

test("whatever the mode and the names, what is not live says so first, and what is live never does", () => {
  const stages: WarningStage[] = ["pre-alert", "take-cover", "all-clear", "retraction"];
  fc.assert(
    fc.property(
      fc.constantFrom<Mode>(...MODES),
      fc.constantFrom(...stages),
      fc.string({ unit: "binary", maxLength: 40 }),
      (mode, stage, name) => {
        const area = { name, shelterS: 15 };
        const text = warningText(warningOf({ mode, stage }), { ...context, area });
        const marked = /^(EXERCISE|TEST|REPLAY)/;
        expect(marked.test(text.headline)).toBe(mode !== "live");
        expect(marked.test(text.instruction)).toBe(mode !== "live");
        expect(text.headline).not.toMatch(/\p{Cc}/u);
        expect(text.instruction).not.toMatch(/\p{Cc}/u);
      },
    ),
    { seed: 71, numRuns: 300 },
  );
});
