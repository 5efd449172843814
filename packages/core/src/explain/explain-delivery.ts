import type { Area } from "../policy/area.ts";
import type { ReceiptEvent } from "../engine/event.ts";
import { clockText } from "../units/utc-text.ts";
import type { TrackId } from "../units/ids.ts";
import { type Warning, warningKey } from "../warning/warning.ts";
import { endedText } from "./ended-text.ts";
import { heldBackBy, type IncidentRecord, type Recorded } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { areaText, listText } from "./plain-words.ts";
import type { WhyLink } from "./why-report.ts";

/** The warnings to one area that a track caused. */
export const warningsFor = (
  record: IncidentRecord,
  areaId: string,
  trackId: TrackId,
): readonly Recorded<Warning>[] =>
  record.warnings.filter(({ value }) => value.areaId === areaId && value.threats.includes(trackId));

/** The last two links: was a warning issued, and did it reach anybody. */
export function explainDelivery(
  record: IncidentRecord,
  area: Area,
  trackId: TrackId,
): readonly WhyLink[] {
  const warnings = warningsFor(record, area.id, trackId);
  if (warnings.length === 0) return [];
  const at = (stage: Warning["stage"]): string | null => {
    const first = warnings.find(({ value }) => value.stage === stage);
    return first === undefined ? null : `on ${stage} at ${clockText(first.value.issuedUs)} UTC`;
  };
  const stages = [at("pre-alert"), at("take-cover")].filter((text) => text !== null);
  const issued = held("warning", area.id, {
    statement: `The people of ${areaText(area)} were put ${listText(stages)}.`,
    records: warnings.map(({ sequence }) => sequence),
  });
  return [issued, ...endedByHand(record, area.id, trackId), ...explainChannels(record, warnings)];
}

/** When the warning of this object was taken back, or ended by hand, by whom and why. */
function endedByHand(record: IncidentRecord, areaId: string, trackId: TrackId): readonly WhyLink[] {
  const decision = record.decisions.find(
    ({ value }) =>
      value.trackId === trackId && value.areaId === areaId && value.reasons.includes("RETRACTED"),
  );
  if (decision === undefined) return [];
  const act = heldBackBy(record, { areaId, trackId, before: decision.sequence });
  if (act === null) return [];
  const records = [act.sequence, decision.sequence];
  return [held("warning", areaId, { statement: endedText(act.value), records })];
}

function explainChannels(
  record: IncidentRecord,
  warnings: readonly Recorded<Warning>[],
): readonly WhyLink[] {
  const keys = new Set(warnings.map(({ value }) => `${warningKey(value)} ${value.version}`));
  const byRecipient = new Map<string, Recorded<ReceiptEvent>[]>();
  for (const receipt of record.receipts) {
    if (!keys.has(`${receipt.value.warningKey} ${receipt.value.version}`)) continue;
    const key = subjectOf(receipt.value);
    const list = byRecipient.get(key) ?? [];
    list.push(receipt);
    byRecipient.set(key, list);
  }
  if (byRecipient.size === 0)
    return [
      broken("channel", "all channels", "NOT_SENT", {
        prevented: true,
        statement: "No channel reported that it had taken the warning.",
        records: warnings.map(({ sequence }) => sequence),
      }),
    ];
  const arrived = [...byRecipient.values()].some((list) =>
    list.some(({ value }) => reached(value)),
  );
  return [...byRecipient].map(([subject, list]) => channelLink(subject, list, arrived));
}

/** A siren that answers speaks for itself, not for the others behind its channel. */
const subjectOf = ({ channelId, recipient }: ReceiptEvent): string =>
  recipient === undefined ? channelId : `${channelId}/${recipient}`;
const whoText = ({ channelId, recipient }: ReceiptEvent): string =>
  recipient === undefined
    ? `Channel ${channelId}`
    : `Recipient ${recipient} of channel ${channelId}`;

const reached = (receipt: ReceiptEvent): boolean =>
  receipt.outcome === "sent" ||
  receipt.outcome === "delivered" ||
  receipt.outcome === "acknowledged";

function channelLink(
  subject: string,
  receipts: readonly Recorded<ReceiptEvent>[],
  arrivedElsewhere: boolean,
): WhyLink {
  const records = receipts.map(({ sequence }) => sequence);
  const good = receipts.find(({ value }) => reached(value));
  if (good !== undefined)
    return held("channel", subject, {
      statement: `${whoText(good.value)} took the warning at ${clockText(good.value.receivedUs)} UTC (${good.value.outcome}).`,
      records,
    });
  const last = receipts[receipts.length - 1].value;
  const code = last.outcome === "not-live" ? "NOT_LIVE" : "SENT_NOT_DELIVERED";
  const what =
    last.outcome === "not-live"
      ? `${whoText(last)} was not given the warning: it ${last.detail}.`
      : `${whoText(last)} did not ${last.recipient === undefined ? "deliver" : "get"} the warning: ${last.detail}.`;
  return broken("channel", subject, code, {
    prevented: !arrivedElsewhere,
    statement: what,
    records,
  });
}
