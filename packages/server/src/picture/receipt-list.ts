import type { ReceiptEvent, ReceiptOutcome, TimeUs } from "@tocsin/core";
import type { PictureReceipt } from "@tocsin/sdk";

/** Most channels whose receipts are shown of one warning. */
const CHANNELS_MAX = 64;
/** Most of those behind one channel that are followed for one warning. */
const RECIPIENTS_MAX = 512;
/** Most that are named as having given no answer; the numbers tell of all. */
const MISSING_SHOWN_MAX = 8;

interface Answer {
  readonly outcome: ReceiptOutcome;
  /** Since when it has been waited for. */
  readonly sinceUs: TimeUs;
}

interface ChannelAnswers {
  outcome: ReceiptOutcome;
  detail: string;
  readonly recipients: Map<string, Answer>;
}

/** What became of one warning, at each channel and at each of those behind it. */
export class ReceiptList {
  readonly #channels = new Map<string, ChannelAnswers>();

  add(receipt: ReceiptEvent): void {
    const { channelId, recipient, outcome, detail, receivedUs } = receipt;
    const known = this.#channels.get(channelId);
    if (known === undefined && this.#channels.size >= CHANNELS_MAX) return;
    const channel = known ?? { outcome, detail, recipients: new Map<string, Answer>() };
    this.#channels.set(channelId, channel);
    if (recipient === undefined) {
      channel.outcome = outcome;
      channel.detail = detail;
      return;
    }
    const before = channel.recipients.get(recipient);
    if (before === undefined && channel.recipients.size >= RECIPIENTS_MAX) return;
    if (before?.outcome === "acknowledged") return;
    // A message that is sent once more asks for nothing new: who has it, has it.
    if (before?.outcome === "delivered" && outcome === "sent") return;
    channel.recipients.set(recipient, { outcome, sinceUs: before?.sinceUs ?? receivedUs });
  }

  shown(): readonly PictureReceipt[] {
    return [...this.#channels].map(([channelId, { outcome, detail, recipients }]) => ({
      channelId,
      outcome,
      detail,
      ...(recipients.size === 0 ? {} : { recipients: summaryOf(recipients) }),
    }));
  }
}

function summaryOf(
  recipients: ReadonlyMap<string, Answer>,
): NonNullable<PictureReceipt["recipients"]> {
  const all = [...recipients];
  const missing = all.filter(([, { outcome }]) => outcome === "sent" || outcome === "failed");
  return {
    total: all.length,
    reached: all.length - missing.length,
    acknowledged: all.filter(([, { outcome }]) => outcome === "acknowledged").length,
    missing: missing
      .slice(0, MISSING_SHOWN_MAX)
      .map(([id, { sinceUs, outcome }]) => ({ id, sinceUs, failed: outcome === "failed" })),
  };
}
