import { MICROS_PER_SECOND } from "@tocsin/core";
import type { LaterReceipt } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { messageFor } from "../../channels/message.test-support.ts";
import { PushPost } from "./push-post.ts";

const RESULT = { taken: 1, gone: 0, failed: 0, failure: null };

test("a thread that begins is asked for what holds and nobody has answered, and what was over long ago is waited for no longer", () => {
  let nowUs = 0;
  const receipts: LaterReceipt[] = [];
  const post = new PushPost({
    nowUs: () => nowUs,
    broadcaster: { sayWithin: () => Uint8Array.of(1) },
    receipt: (receipt) => receipts.push(receipt),
    failed: (detail) => expect.fail(detail),
  });
  const { warning } = messageFor({});
  const take = (episode: number) =>
    post.take(
      messageFor({
        warning: {
          ...warning,
          episode,
          issuedUs: nowUs,
          expiresUs: nowUs + 30 * MICROS_PER_SECOND,
        },
      }),
    )?.number ?? 0;
  const asked = () => post.unanswered().map(({ number }) => number);
  const [first, second] = [take(1), take(2)];
  expect(asked()).toEqual([first, second]);
  post.answered(first, RESULT);
  expect(asked()).toEqual([second]);
  expect(receipts).toMatchObject([{ outcome: "sent" }]);
  nowUs = 31 * MICROS_PER_SECOND;
  const third = take(3);
  expect(asked()).toEqual([third]);
  // Its answer may come a little after it has ended.
  post.answered(second, RESULT);
  expect(receipts).toHaveLength(2);
  nowUs = 200 * MICROS_PER_SECOND;
  take(4);
  post.answered(third, RESULT);
  expect(receipts).toHaveLength(2);
});
