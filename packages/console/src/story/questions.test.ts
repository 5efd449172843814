import { expect, test } from "vitest";
import { STORY_QUESTIONS, statementsAbout } from "./questions.ts";
import { withoutCodes } from "./reason-words.ts";
import { bearingDeg } from "./scene.ts";
import { saidDirectionDeg } from "./said-direction.ts";

const said = (says: string) => ({ says, speaker: "A miller", source: "A letter", fits: [] });
const ACCOUNTS = [
  { topic: "How many drones there were", statements: [said("Two."), said("Three.")] },
  { topic: "Why nothing acted", statements: [said("It took off far away.")] },
  { topic: "What was hurt", statements: [said("A cat.")] },
];

test("each question finds the statements that speak of it, in other rows too", () => {
  const found = STORY_QUESTIONS.map((question) => [
    question.id,
    statementsAbout(question, ACCOUNTS).map(({ says }) => says),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    why: ["It took off far away."],
    "how-many": ["Two.", "Three."],
    protected: [],
    "where-from": ["It took off far away."],
    "what-if": [],
  });
});

test("codes are put into words, and what is no code is left alone", () => {
  expect(withoutCodes("So PREDICTED_MISS, and NOT_A_CODE.")).toBe(
    "So expected to miss it, and NOT_A_CODE.",
  );
});

test("the direction that is claimed is read from the question", () => {
  expect(saidDirectionDeg("an object coming from the south-east?")).toBe(135);
  expect(saidDirectionDeg("an object?")).toBeNull();
});

test("bearings run clockwise from north", () => {
  expect(bearingDeg([0, 0], [1, 0])).toBeCloseTo(0);
  expect(bearingDeg([0, 0], [0, 1])).toBeCloseTo(90);
});
