import type { ReceiptEvent } from "../engine/event.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import { channelId } from "../units/ids.ts";
import { type Warning, warningKey } from "../warning/warning.ts";
import type { Change } from "./change.ts";

/** Stands for the site's channels where the record tells of none. */
const UNKNOWN_CHANNEL = channelId("not recorded");

/**
 * What channels would have answered to a warning that was never sent: what each answered to the last one before it, and
 * to the first one after it where there was none before. Of a site whose channels never had to answer nothing is known, and
 * they are taken to deliver.
 */
export class ChannelAnswers {
  readonly #recorded = new Map<string, ReceiptEvent[]>();
  readonly #mended: ReadonlySet<string>;

  constructor({ receipts }: IncidentRecord, changes: readonly Change[]) {
    this.#mended = new Set(changes.flatMap(({ mendedChannel }) => mendedChannel ?? []));
    for (const { value } of receipts) {
      if (value.recipient !== undefined) continue;
      const list = this.#recorded.get(value.channelId) ?? [];
      list.push(value);
      this.#recorded.set(value.channelId, list);
    }
  }

  to(warning: Warning): readonly ReceiptEvent[] {
    const common = {
      type: "receipt",
      receivedUs: warning.issuedUs,
      warningKey: warningKey(warning),
      version: warning.version,
    } as const;
    if (this.#recorded.size === 0)
      return [
        {
          ...common,
          channelId: UNKNOWN_CHANNEL,
          outcome: "sent",
          detail: "taken to deliver, as no channel's answer is recorded",
        },
      ];
    return [...this.#recorded].map(([id, answers]) => {
      const last = answers.findLast(({ receivedUs }) => receivedUs <= warning.issuedUs);
      const { outcome, detail } = last ?? answers[0];
      return {
        ...common,
        channelId: channelId(id),
        ...(this.#mended.has(id)
          ? { outcome: "delivered" as const, detail: "taken to deliver" }
          : { outcome, detail }),
      };
    });
  }
}
