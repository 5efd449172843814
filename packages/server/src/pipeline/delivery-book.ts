import { type ReceiptEvent, type Warning, warningKey } from "@tocsin/core";

/** The latest message of an area, and the channels that have taken it or do not carry it. */
export interface Delivery {
  readonly warning: Warning;
  readonly answered: readonly string[];
}

/**
 * Which channels still owe an answer for the latest message of each area: what a post that starts again has to
 * send once more, and to whom. An all-clear that never left is as much owed as an alarm. Bounded by the areas.
 */
export class DeliveryBook {
  #latest = new Map<string, { readonly warning: Warning; readonly answered: Set<string> }>();

  recorded(warning: Warning): void {
    this.#latest.set(placeOf(warning), { warning, answered: new Set() });
  }

  /** A channel that failed still owes. */
  answered(receipt: Omit<ReceiptEvent, "receivedUs">): void {
    if (receipt.outcome === "failed") return;
    const entry = this.#latest.get(
      receipt.warningKey.slice(0, receipt.warningKey.lastIndexOf("/")),
    );
    if (entry === undefined || warningKey(entry.warning) !== receipt.warningKey) return;
    if (entry.warning.version === receipt.version) entry.answered.add(receipt.channelId);
  }

  list(): readonly Delivery[] {
    return [...this.#latest.values()].map(({ warning, answered }) => ({
      warning,
      answered: [...answered],
    }));
  }

  restore(deliveries: readonly Delivery[]): void {
    this.#latest = new Map(
      deliveries.map(({ warning, answered }) => [
        placeOf(warning),
        { warning, answered: new Set(answered) },
      ]),
    );
  }
}

/** The key of a warning without its episode. */
function placeOf(warning: Warning): string {
  const key = warningKey(warning);
  return key.slice(0, key.lastIndexOf("/"));
}
