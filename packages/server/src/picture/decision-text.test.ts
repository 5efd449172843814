import type { Decision } from "@tocsin/core";
import { expect, test } from "vitest";
import { decisionText } from "./decision-text.ts";

const decisionOf = (changes: Partial<Decision>): Decision =>
  ({
    stage: "none",
    reasons: ["PREDICTED_MISS"],
    rule: "impact-probability",
    final: false,
    numbers: { probability: 0.004, threshold: 0.03, missDistanceM: 850 },
    ...changes,
  }) as Decision;

test("a decision not to warn says why, how near it was, and by how much", () => {
  expect(decisionText(decisionOf({}), "T1", "Compound")).toBe(
    "T1 and Compound: not warned, since the object was projected to come down or pass outside the area (0.40 % against 3.0 %, 850 m outside).",
  );
});

test("what is only nearly impossible is not said to be", () => {
  const numbers = { probability: 0, threshold: 0.03, missDistanceM: 3_300 } as Decision["numbers"];
  expect(decisionText(decisionOf({ numbers }), "T1", "Compound")).toContain(
    "(under 0.1 % against 3.0 %, 3.3 km outside)",
  );
});

test("a decision to warn says what people are told, and a last one what they were", () => {
  const warned = { stage: "take-cover", reasons: ["THREAT"] } as const;
  expect(decisionText(decisionOf(warned), "T1", "Town")).toContain(
    "T1 and Town: people are told to take cover, since it would come down there",
  );
  expect(decisionText(decisionOf({ ...warned, final: true }), "T1", "Town")).toContain(
    "T1 and Town, looking back: people were told to take cover",
  );
});

test("of what is lost from sight nothing new is said: whoever is warned stays warned", () => {
  expect(decisionText(decisionOf({ reasons: ["TRACK_BROKEN"] }), "T1", "Town")).toContain(
    "nothing new is said, since the track was lost",
  );
});

test("areas that it never came near are decided on together", () => {
  expect(decisionText(decisionOf({}), "T1", null)).toMatch(
    /^T1 and all areas that it never came near: not warned.*\(0\.40 % against 3\.0 %\)\.$/,
  );
});
