import { expect, test } from "vitest";
import { ClockSteps } from "./clock-steps.ts";

const SECOND_US = 1_000_000;

test("each step is told at once, a clock that stays wrong again before it is forgotten, and the end", () => {
  const said: string[] = [];
  const steps = new ClockSteps((detail) => said.push(detail));
  const lookFor = (seconds: number, stepS: number, fromS: number): number => {
    for (let at = fromS; at < fromS + seconds; at += 2) steps.look(stepS, at * SECOND_US);
    return said.splice(0).length;
  };
  expect(lookFor(60, 0, 0)).toBe(0);
  expect(lookFor(28, 3_600, 60)).toBe(1);
  expect(lookFor(2, 3_600, 90)).toBe(1);
  expect(lookFor(2, -5, 92)).toBe(1);
  steps.look(0, 94 * SECOND_US);
  expect(said).toEqual(["over: it agrees with the steady clock again"]);
});
