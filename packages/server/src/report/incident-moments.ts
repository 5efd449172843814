import {
  type IncidentRecord,
  type Question,
  type Recorded,
  type ReceiptEvent,
  type TimeUs,
  warningKey,
} from "@tocsin/core";

/** Something that happened at a time, by the record. */
export interface Moment {
  readonly atUs: TimeUs;
  readonly kind: "sensor" | "track" | "decision" | "warning" | "delivery" | "order" | "defence";
  readonly words: string;
  readonly records: readonly number[];
}

/** Moments that are told at most, the first and the last of each kind before those between. */
export const MOMENTS_MAX = 200;
/** Orders and health before the stretch that is told of: so many, as they may still have held. */
const BEFORE_MAX = 20;

/** What happened around a question, oldest first. */
export function incidentMoments(record: IncidentRecord, question: Question): readonly Moment[] {
  const trackId = question.of === "track" ? question.trackId : null;
  const moments = [
    ...healthMoments(record),
    ...orderMoments(record),
    ...(trackId === null ? [] : [...trackMoments(record, trackId), ...decided(record, trackId)]),
    ...warned(record),
    ...defenceMoments(record),
  ].toSorted((a, b) => a.atUs - b.atUs || (a.records[0] ?? 0) - (b.records[0] ?? 0));
  const within = moments.filter(({ atUs }) => atUs >= record.fromUs);
  const before = moments.filter(({ atUs }) => atUs < record.fromUs).slice(-BEFORE_MAX);
  return [...before, ...within].slice(0, MOMENTS_MAX);
}

const healthMoments = ({ health }: IncidentRecord): readonly Moment[] =>
  health.map(({ sequence, value }) => ({
    atUs: value.sinceUs,
    kind: "sensor",
    words: `${value.sensorId} is ${value.status}: ${value.reason}`,
    records: [sequence],
  }));

const orderMoments = ({ commands }: IncidentRecord): readonly Moment[] =>
  commands.map(({ sequence, value }) => {
    const { command, by, seconded, reason, receivedUs } = value;
    const area = "areaId" in command ? ` of ${command.areaId}` : "";
    const off = command.kind === "automation" ? (command.on ? " on" : " off") : "";
    const second = seconded === null || seconded === undefined ? "" : ` and ${seconded.by}`;
    return {
      atUs: receivedUs,
      kind: "order",
      words: `${command.kind}${off}${area}, ordered by ${by}${second}: ${reason}`,
      records: [sequence],
    };
  });

function trackMoments(record: IncidentRecord, trackId: string): readonly Moment[] {
  const own = record.tracks.filter(({ value }) => value.trackId === trackId);
  const last = own[own.length - 1];
  const first: Moment = {
    atUs: last.value.firstSensedUs,
    kind: "track",
    words: `${trackId} was first sensed`,
    records: [own[0].sequence],
  };
  const changes = own.map(
    ({ sequence, value }): Moment => ({
      atUs: value.timeUs,
      kind: "track",
      words:
        value.change === "confirmed"
          ? `${trackId} was told from clutter, as ${value.class}`
          : `${trackId} ended: ${value.cause ?? "lost"}`,
      records: [sequence],
    }),
  );
  return [first, ...changes];
}

const decided = ({ decisions }: IncidentRecord, trackId: string): readonly Moment[] =>
  decisions
    .filter(({ value }) => value.trackId === trackId && !value.final)
    .map(({ sequence, value }) => {
      const { areaId, stage, reasons, numbers } = value;
      const what = stage === "none" ? "no warning" : stage;
      return {
        atUs: value.decidedUs,
        kind: "decision",
        words: `${areaId ?? "every area that it never came near"}: ${what} (${reasons.join(", ")}), probability ${numbers.probability.toFixed(3)} against ${numbers.threshold.toFixed(3)}`,
        records: [sequence],
      };
    });

function warned({ warnings, receipts }: IncidentRecord): readonly Moment[] {
  return warnings.flatMap(({ sequence, value }): readonly Moment[] => {
    const key = warningKey(value);
    const answers = receipts.filter(
      (receipt) => receipt.value.warningKey === key && receipt.value.version === value.version,
    );
    const warning: Moment = {
      atUs: value.issuedUs,
      kind: "warning",
      words: `${value.areaId}: ${value.stage} (${value.action})`,
      records: [sequence],
    };
    return [warning, ...answers.map(delivery)];
  });
}

const delivery = ({ sequence, value }: Recorded<ReceiptEvent>): Moment => ({
  atUs: value.receivedUs,
  kind: "delivery",
  words: `${value.channelId}${value.recipient === undefined ? "" : ` (${value.recipient})`}: ${value.outcome}, ${value.detail}`,
  records: [sequence],
});

const defenceMoments = ({ defences, engagements }: IncidentRecord): readonly Moment[] => [
  ...defences.map(
    ({ sequence, value }): Moment => ({
      atUs: value.receivedUs,
      kind: "defence",
      words: `${value.defenceId} is ${value.state}, as reported by ${value.by}`,
      records: [sequence],
    }),
  ),
  ...engagements.map(
    ({ sequence, value }): Moment => ({
      atUs: value.atUs,
      kind: "defence",
      words: `${value.defence}: ${value.outcome}, by ${value.source}`,
      records: [sequence],
    }),
  ),
];
