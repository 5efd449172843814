import { areaKeyOf, type ReceiptEvent, type Warning, warningKey } from "@tocsin/core";
import { isAnswer } from "./receipt.ts";

/** The latest message of an area, and the channels that have taken it or do not carry it. */
export interface Delivery {
  readonly warning: Warning;
  /** A channel that knows by name whom it warns has answered when each of them has. */
  readonly answered: readonly string[];
  /** Who behind such a channel still owes an answer. */
  readonly waiting?: readonly { readonly channelId: string; readonly recipient: string }[];
  /** Channels that were sent any message of its episode: one that stands by is told the end too. Left out where there is none. */
  readonly told?: readonly string[];
}

interface Entry {
  readonly warning: Warning;
  readonly answered: Set<string>;
  /** Of each channel that knows them by name: who has answered, and who has not. */
  readonly recipients: Map<string, Map<string, boolean>>;
  readonly told: Set<string>;
}

/**
 * Who still owes an answer for the latest message of each area: what a post that starts again has to send once more,
 * and to whom. An all-clear that never left is as much owed as an alarm. Bounded by the areas.
 */
export class DeliveryBook {
  #latest = new Map<string, Entry>();

  recorded(warning: Warning): void {
    const area = areaKeyOf(warningKey(warning));
    const before = this.#latest.get(area);
    const isOn = before !== undefined && warningKey(before.warning) === warningKey(warning);
    this.#latest.set(area, {
      warning,
      answered: new Set(),
      recipients: new Map(),
      told: isOn ? before.told : new Set(),
    });
  }

  /** Who failed still owes. */
  answered(receipt: Omit<ReceiptEvent, "receivedUs">): void {
    const entry = this.#latest.get(areaKeyOf(receipt.warningKey));
    if (entry === undefined || warningKey(entry.warning) !== receipt.warningKey) return;
    const { channelId, recipient, outcome } = receipt;
    entry.told.add(channelId);
    if (entry.warning.version !== receipt.version) return;
    if (recipient !== undefined) answeredBy(entry, channelId, recipient, outcome);
    else if (outcome !== "failed") entry.answered.add(channelId);
  }

  list(): readonly Delivery[] {
    return [...this.#latest.values()].map(({ warning, answered, recipients, told }) => {
      const owing = [...recipients].flatMap(([channelId, answers]) =>
        [...answers].flatMap(([recipient, hasAnswered]) =>
          hasAnswered ? [] : [{ channelId, recipient }],
        ),
      );
      return {
        warning,
        answered: [...answered].filter((id) => !owing.some(({ channelId }) => channelId === id)),
        ...(owing.length === 0 ? {} : { waiting: owing }),
        ...(told.size === 0 ? {} : { told: [...told] }),
      };
    });
  }

  restore(deliveries: readonly Delivery[]): void {
    this.#latest = new Map(
      deliveries.map(({ warning, answered, waiting = [], told = [] }) => {
        const entry: Entry = {
          warning,
          answered: new Set(answered),
          recipients: new Map(),
          told: new Set(told),
        };
        for (const { channelId, recipient } of waiting) {
          entry.answered.add(channelId);
          answeredBy(entry, channelId, recipient, "sent");
        }
        return [areaKeyOf(warningKey(warning)), entry];
      }),
    );
  }
}

/** Who has answered once is not asked again for an older answer that comes late. */
function answeredBy(
  { recipients }: Entry,
  channelId: string,
  recipient: string,
  outcome: ReceiptEvent["outcome"],
): void {
  const answers = recipients.get(channelId) ?? new Map<string, boolean>();
  recipients.set(channelId, answers);
  answers.set(recipient, isAnswer(outcome) || answers.get(recipient) === true);
}
