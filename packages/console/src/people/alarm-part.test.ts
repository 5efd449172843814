import type { AreaView } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { countedTexts } from "./alarm-part.ts";
import { LANGUAGES } from "./texts.ts";

const saying = { texts: LANGUAGES["en"], language: "en", nowMs: 10_000, isOfDrill: false };
const viewOf = (stage: AreaView["stage"]): AreaView =>
  ({
    stage,
    untilMs: 190_000,
    window: { fromMs: 40_000, toMs: 70_000 },
  }) as unknown as AreaView;

test("what counts down is said while it is open, and ends with it", () => {
  expect(countedTexts(viewOf("take-cover"), saying)).toEqual({
    when: "Possible in 30\u00a0s to 60\u00a0s",
    holds: "This message holds for another 3\u00a0min",
  });
  expect(countedTexts(viewOf("take-cover"), { ...saying, nowMs: 71_000 }).when).toBe("");
  expect(countedTexts(viewOf("all-clear"), saying)).toEqual({ when: "", holds: "" });
});
