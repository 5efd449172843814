import type { PictureSelfTest } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { selfTestWords } from "./self-test-words.ts";

const S = 1_000_000;
const PASSED: PictureSelfTest = {
  state: "passed",
  everyS: 60,
  lastUs: 1_000 * S,
  passedUs: 1_000 * S,
  roundTripMs: 1_043,
  medianMs: 1_020,
  passedMs: { input: 2, receipt: 1_043 },
  broken: null,
  detail: "",
};

test("what came through is said quietly, with how long ago and how long it took", () => {
  expect(selfTestWords(PASSED, 1_012 * S)).toMatchObject({
    isLoud: false,
    text: "Self-test 12 s ago · 1.0 s",
  });
});

test("what failed is said loudly, with its link", () => {
  const failed = {
    ...PASSED,
    state: "failed",
    broken: "channel",
    detail: "channel: it is cut",
  } as const;
  const { isLoud, text, detail } = selfTestWords(failed, 1_012 * S);
  expect([isLoud, text]).toEqual([true, "Self-test failed 12 s ago at the channel"]);
  expect(detail).toBe("Of a made-up threat it is cut: a real one may not come through either.");
});

test("tests that no longer end are as loud as one that failed, and before the first nothing is wrong", () => {
  expect(selfTestWords(PASSED, 1_180 * S).isLoud).toBe(false);
  expect(selfTestWords(PASSED, 1_181 * S)).toMatchObject({
    isLoud: true,
    text: "No self-test for 3 min",
  });
  const first = { ...PASSED, state: "waiting", lastUs: null, roundTripMs: null } as const;
  expect(selfTestWords(first, 0).isLoud).toBe(false);
});
