import { expect, test } from "vitest";
import { trackOf } from "./decision.test-support.ts";
import { type HeldClass, holdClass } from "./held-class.ts";

/** What is held of an object that was, detection by detection, harmless with these probabilities. */
const heldAfter = (probabilities: readonly number[]): HeldClass | null =>
  probabilities.reduce<HeldClass | null>(
    (held, bird, i) =>
      holdClass(held, trackOf({ classes: { bird, multirotor: 1 - bird }, detectionCount: i + 2 })),
    null,
  );

test("what has just begun is held to be what it was on average", () => {
  expect(heldAfter([0.9, 0.3, 0.3])?.harmless).toBeCloseTo(0.5, 9);
});

test("what was surely harmless for long and surely is no more is so for three detections longer", () => {
  const before = Array.from({ length: 40 }, () => 1);
  expect(heldAfter([...before, 0, 0, 0])?.harmless).toBeGreaterThan(0.6);
  expect(heldAfter([...before, 0, 0, 0, 0])?.harmless).toBeLessThan(0.6);
});

test("without a new detection nothing is held otherwise", () => {
  const held = heldAfter([0.9, 0.8]);
  expect(holdClass(held, trackOf({ classes: { multirotor: 1 }, detectionCount: 3 }))).toBe(held);
});

test("an aircraft is harmless and, as it hurts by falling, not light", () => {
  const held = holdClass(null, trackOf({ classes: { aircraft: 1 } }));
  expect(held.harmless).toBeCloseTo(1, 9);
  expect(held.light).toBeCloseTo(0, 9);
});
