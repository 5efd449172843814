import { channelId, type ReceiptEvent } from "@tocsin/core";
import { expect, test } from "vitest";
import { ReceiptList } from "./receipt-list.ts";

const receipt = (
  recipient: string | null,
  outcome: ReceiptEvent["outcome"],
  receivedUs = 0,
): ReceiptEvent => ({
  type: "receipt",
  receivedUs,
  warningKey: "s/a/live/1",
  version: 1,
  channelId: channelId("sirens"),
  ...(recipient === null ? {} : { recipient }),
  outcome,
  detail: "said",
});

test("says how many are reached, how many act on it, and who has not answered since when", () => {
  const list = new ReceiptList();
  list.add(receipt("gate-1", "sent", 1));
  list.add(receipt("gate-2", "sent", 2));
  list.add(receipt("hall", "sent", 3));
  list.add(receipt(null, "sent", 4));
  list.add(receipt("gate-1", "acknowledged", 5));
  list.add(receipt("hall", "delivered", 6));
  list.add(receipt("gate-2", "sent", 7));
  expect(list.shown()).toEqual([
    {
      channelId: "sirens",
      outcome: "sent",
      detail: "said",
      recipients: {
        total: 3,
        reached: 2,
        acknowledged: 1,
        missing: [{ id: "gate-2", sinceUs: 2, failed: false }],
      },
    },
  ]);
});

test("neither late answers nor the same message once more take an answer back", () => {
  const list = new ReceiptList();
  for (const outcome of ["acknowledged", "delivered", "sent"] as const)
    list.add(receipt("gate-1", outcome));
  list.add(receipt("gate-2", "delivered"));
  list.add(receipt("gate-2", "sent"));
  const [{ recipients }] = list.shown();
  expect(recipients).toMatchObject({ total: 2, reached: 2, acknowledged: 1 });
});

test("is bounded, in channels and in those behind them, and names few", () => {
  const list = new ReceiptList();
  for (let i = 0; i < 700; i++) list.add(receipt(`siren-${i}`, "sent", i));
  for (let i = 0; i < 100; i++)
    list.add({ ...receipt(null, "sent"), channelId: channelId(`c-${i}`) });
  const shown = list.shown();
  expect(shown).toHaveLength(64);
  expect(shown[0].recipients?.total).toBe(512);
  expect(shown[0].recipients?.missing).toHaveLength(8);
});
