import { expect, test } from "vitest";
import { isLaterReceipt } from "./receipt.ts";

const LATER = {
  warningKey: "s/a/live/1",
  version: 1,
  recipient: "gate-1",
  outcome: "acknowledged",
  detail: "",
};

test("what a channel reports later is taken where it is a receipt, and known where it is none", () => {
  expect(isLaterReceipt(LATER)).toBe(true);
  expect(isLaterReceipt({ ...LATER, recipient: undefined })).toBe(true);
  for (const outcome of ["sent", "delivered", "failed"])
    expect(isLaterReceipt({ ...LATER, outcome }), outcome).toBe(true);
  for (const spoiled of [
    { warningKey: undefined },
    { version: "1" },
    { version: NaN },
    { recipient: 7 },
    { outcome: "not-live" },
    { outcome: "toString" },
    { outcome: 7 },
    { detail: null },
  ])
    expect(isLaterReceipt({ ...LATER, ...spoiled }), JSON.stringify(spoiled)).toBe(false);
});
