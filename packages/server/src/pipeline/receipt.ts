import type { ReceiptEvent, TimeUs } from "@tocsin/core";
import type { LaterReceipt } from "@tocsin/sdk";

/** What became of one warning on one channel, before it is known when the engine hears of it. */
export type Receipt = Omit<ReceiptEvent, "receivedUs">;

export const receiptEvent = (receipt: Receipt, receivedUs: TimeUs): ReceiptEvent => ({
  ...receipt,
  // Whatever a channel's message called itself.
  type: "receipt",
  receivedUs,
});

/** Every outcome of the type, held to it by the compiler: one that a channel may report is not to be told as a fault of the channel. */
const LATER_OUTCOMES: Readonly<Record<LaterReceipt["outcome"], true>> = {
  sent: true,
  delivered: true,
  acknowledged: true,
  failed: true,
};

/** Whether what a channel calls a receipt is one: whoever wrote the channel may not have had types. */
export const isLaterReceipt = (
  receipt: {
    readonly [Field in keyof LaterReceipt]?: unknown;
  },
): boolean =>
  typeof receipt.warningKey === "string" &&
  Number.isSafeInteger(receipt.version) &&
  (receipt.recipient === undefined || typeof receipt.recipient === "string") &&
  typeof receipt.outcome === "string" &&
  Object.hasOwn(LATER_OUTCOMES, receipt.outcome) &&
  typeof receipt.detail === "string";

/** Whether one behind a channel owes nothing more: that a message arrived is no answer of who is to act on it. */
export const isAnswer = (outcome: Receipt["outcome"]): boolean =>
  outcome === "acknowledged" || outcome === "not-live";

/** The channel, and which of those behind it, as people read it. */
export const answererText = ({ channelId, recipient }: Receipt): string =>
  recipient === undefined ? channelId : `${channelId} ${recipient}`;

/** A fixed order for receipts that came in while nobody could say in which. */
export function compareReceipts(a: Receipt, b: Receipt): number {
  if (a.warningKey !== b.warningKey) return a.warningKey < b.warningKey ? -1 : 1;
  if (a.version !== b.version) return a.version - b.version;
  if (a.channelId !== b.channelId) return a.channelId < b.channelId ? -1 : 1;
  const [ours, theirs] = [a.recipient ?? "", b.recipient ?? ""];
  return ours < theirs ? -1 : ours > theirs ? 1 : 0;
}
