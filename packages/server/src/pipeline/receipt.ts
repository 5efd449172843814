import type { ReceiptEvent, TimeUs } from "@tocsin/core";

/** What became of one warning on one channel, before it is known when the engine hears of it. */
export type Receipt = Omit<ReceiptEvent, "receivedUs">;

export const receiptEvent = (receipt: Receipt, receivedUs: TimeUs): ReceiptEvent => ({
  ...receipt,
  // Whatever a channel's message called itself.
  type: "receipt",
  receivedUs,
});

/** The channel, and which of those behind it, as people read it. */
export const placeOf = ({ channelId, recipient }: Receipt): string =>
  recipient === undefined ? channelId : `${channelId} ${recipient}`;

/** A fixed order for receipts that came in while nobody could say in which. */
export function compareReceipts(a: Receipt, b: Receipt): number {
  if (a.warningKey !== b.warningKey) return a.warningKey < b.warningKey ? -1 : 1;
  if (a.version !== b.version) return a.version - b.version;
  if (a.channelId !== b.channelId) return a.channelId < b.channelId ? -1 : 1;
  const [ours, theirs] = [a.recipient ?? "", b.recipient ?? ""];
  return ours < theirs ? -1 : ours > theirs ? 1 : 0;
}
