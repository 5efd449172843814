import { expect, test } from "vitest";
import { FORGERIES_MAX, ForgeryBudget, STRANGERS_FORGERIES_MAX } from "./forgery-budget.ts";

test("wrong signatures in a row are soon not looked at any more, and forgiven in time", () => {
  const budget = new ForgeryBudget();
  for (let i = 0; i < FORGERIES_MAX; i++) {
    expect(budget.allows("a", 0)).toBe(true);
    budget.checked("a", false, 0);
  }
  expect(budget.allows("a", 0)).toBe(false);
  expect(budget.allows("b", 0)).toBe(true);
  expect(budget.allows("a", 1_000)).toBe(true);
});

test("strangers under ever new addresses do not hold up whoever has proven itself", () => {
  const budget = new ForgeryBudget();
  budget.checked("sensor", true, 0);
  for (let i = 0; i < STRANGERS_FORGERIES_MAX; i++) budget.checked(`made-up-${i}`, false, 0);
  expect(budget.allows("made-up", 0)).toBe(false);
  expect(budget.allows("sensor", 0)).toBe(true);
  for (let i = 0; i < 20_000; i++) budget.checked(`flood-${i}`, false, 0);
  expect(budget.allows("sensor", 0)).toBe(true);
});
