import type { PictureReceipt, PictureSite } from "@tocsin/sdk";

/** What a channel said of a warning, in words. An outcome that this console does not know is shown as it came. */
export function receiptWord(outcome: string): string {
  switch (outcome) {
    case "acknowledged":
      return "arrived and confirmed";
    case "delivered":
      return "arrived";
    case "sent":
      return "sent, no proof that it arrived";
    case "failed":
      return "failed";
    case "not-live":
      return "does not carry this mode";
    default:
      return outcome;
  }
}

/**
 * Receipts as they are read: what failed first, since somebody has to be reached otherwise; channels of another mode last. Where the screen
 * is live these are left out: a channel for exercises has no part in a real warning.
 */
export function receiptsInOrder(
  receipts: readonly PictureReceipt[],
  mode: PictureSite["mode"],
): readonly PictureReceipt[] {
  const shown =
    mode === "live" ? receipts.filter(({ outcome }) => outcome !== "not-live") : receipts;
  return shown.toSorted((a, b) => place(a) - place(b));
}

const place = (receipt: PictureReceipt): number =>
  deliveryTone(receipt) === "alarm" ? 0 : receipt.outcome === "not-live" ? 2 : 1;

/** Only what arrived is well; what failed is an alarm; the rest is neither. */
export function receiptTone(outcome: string): "well" | "alarm" | "plain" {
  if (outcome === "delivered" || outcome === "acknowledged") return "well";
  return outcome === "failed" ? "alarm" : "plain";
}

/** Most of those who have not answered that are named in a line. */
const NAMED_MAX = 3;

/** Of those behind a channel: how many act on it, and who has not answered for how long. Null where it knows nobody by name. */
export function recipientsText({ recipients }: PictureReceipt, nowUs: number): string | null {
  if (recipients === undefined) return null;
  const { total, reached, acknowledged, missing } = recipients;
  const parts = [`${acknowledged} of ${total} confirmed`];
  if (reached > acknowledged) parts.push(`${reached - acknowledged} more reached`);
  for (const { id, sinceUs, failed } of missing.slice(0, NAMED_MAX)) {
    const seconds = Math.max(0, Math.round((nowUs - sinceUs) / 1e6));
    parts.push(failed ? `${id}: failed` : `${id}: no answer for ${seconds} s`);
  }
  const more = total - reached - Math.min(missing.length, NAMED_MAX);
  if (more > 0) parts.push(`${more} more without an answer`);
  return parts.join("; ");
}

/** Of a channel and those behind it. */
export function deliveryTone(receipt: PictureReceipt): "well" | "alarm" | "plain" {
  const { recipients } = receipt;
  if (recipients === undefined || receipt.outcome === "failed") return receiptTone(receipt.outcome);
  if (recipients.acknowledged === recipients.total) return "well";
  return recipients.reached < recipients.total ? "alarm" : "plain";
}
