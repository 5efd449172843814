import type { PictureReceipt } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { deliveryTone, receiptsInOrder, receiptWord, recipientsText } from "./receipt-words.ts";

const receipt = (recipients: PictureReceipt["recipients"]): PictureReceipt => ({
  channelId: "sirens",
  outcome: "sent",
  detail: "",
  recipients,
});

test("sirens are told in one line: how many confirmed, and who has not answered for how long", () => {
  const some = receipt({
    total: 4,
    reached: 3,
    acknowledged: 3,
    missing: [{ id: "gate-2", sinceUs: 1_000_000, failed: false }],
  });
  expect(recipientsText(some, 13_000_000)).toBe("3 of 4 confirmed; gate-2: no answer for 12 s");
  expect(deliveryTone(some)).toBe("alarm");
  expect(deliveryTone(receipt({ total: 2, reached: 2, acknowledged: 2, missing: [] }))).toBe(
    "well",
  );
  expect(recipientsText(receipt(undefined), 0)).toBeNull();
});

test("of many that are missing a few are named, and the others counted", () => {
  const missing = Array.from({ length: 8 }, (_, i) => ({
    id: `s${i}`,
    sinceUs: 0,
    failed: i === 0,
  }));
  const text = recipientsText(receipt({ total: 20, reached: 5, acknowledged: 4, missing }), 9e6);
  expect(text).toBe(
    "4 of 20 confirmed; 1 more reached; s0: failed; s1: no answer for 9 s; s2: no answer for 9 s; 12 more without an answer",
  );
});

test("what failed is read first, and a real warning says nothing of channels for exercises", () => {
  const of = (channelId: string, outcome: string): PictureReceipt => ({
    ...receipt(undefined),
    channelId,
    outcome,
  });
  const receipts = [of("drill", "not-live"), of("desk", "delivered"), of("relay", "failed")];
  const ids = (mode: "live" | "shadow"): string[] =>
    receiptsInOrder(receipts, mode).map(({ channelId }) => channelId);
  expect(ids("live")).toEqual(["relay", "desk"]);
  expect(ids("shadow")).toEqual(["relay", "desk", "drill"]);
  expect(receiptWord("not-live")).toBe("does not carry this mode");
});
