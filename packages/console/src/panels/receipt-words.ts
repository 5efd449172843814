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
    default:
      return outcome;
  }
}

/** Only what arrived is well; what failed is an alarm; the rest is neither. */
export function receiptTone(outcome: string): "well" | "alarm" | "plain" {
  if (outcome === "delivered" || outcome === "acknowledged") return "well";
  return outcome === "failed" ? "alarm" : "plain";
}
