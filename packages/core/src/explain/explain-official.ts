import type { TimeUs } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import { OfficialBook, officialEndUs, officialExpiryUs } from "../warning/official-book.ts";
import type { OfficialWarning } from "../warning/official-warning.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { listText } from "./plain-words.ts";
import { scoreOfficialWarnings } from "./score-official.ts";
import type { OfficialAnswer } from "./why-report.ts";

/** Most messages that one answer tells of, the latest. */
const ANSWERS_MAX = 20;

/**
 * What authorities said of an area at about a time, each message with what became of it, and who was first where our own
 * warned of the same event. Exercises and tests are called so. undefined where none said anything.
 */
export function explainOfficial(
  record: IncidentRecord,
  areaId: string | null,
): readonly OfficialAnswer[] | undefined {
  const book = new OfficialBook();
  const sequences = new Map<OfficialWarning, number>();
  for (const { sequence, value } of record.officialWarnings) {
    const { entry, repeated } = book.take(value.warning, value.receivedUs);
    if (!repeated) sequences.set(entry.warning, sequence);
  }
  const answers: OfficialAnswer[] = [];
  for (const entry of book.list()) {
    const { warning, receivedUs } = entry;
    const isOfArea = areaId !== null && entry.areas.includes(areaId);
    const mayBe = warning.unplaced.length > 0 && entry.areas.length === 0;
    if (!(isOfArea || mayBe) || officialEndUs(entry) < record.fromUs) continue;
    const sequence = sequences.get(warning);
    const fate =
      entry.ended === null
        ? endText(warning)
        : `it was ${entry.ended} at ${clockText(entry.endedUs ?? receivedUs)} UTC`;
    const place = isOfArea
      ? ""
      : ` Whether it concerns this place is not known: the site file has no place for ${listText(warning.unplaced.slice(0, 5))}.`;
    answers.push({
      source: warning.source,
      statement: `${subject(warning)}, received at ${clockText(receivedUs)} UTC; ${fate}.${SIGNATURE[warning.signature]}${place}`,
      records: sequence === undefined ? [] : [sequence],
    });
  }
  const all = [...answers.slice(-ANSWERS_MAX), ...firstAnswers(record, areaId)];
  return all.length === 0 ? undefined : all;
}

function subject(warning: OfficialWarning): string {
  const [info] = warning.infos;
  const what = info === undefined ? "" : `: ${info.headline ?? info.event}`;
  const kind = warning.status === "actual" ? "" : `${warning.status.toUpperCase()}, not real: `;
  return `${kind}${TYPE_TEXT[warning.messageType]} of ${warning.source}${what}`;
}

const TYPE_TEXT = {
  alert: "Warning",
  update: "Update",
  cancel: "Cancellation",
  ack: "Acknowledgement",
  error: "Rejection",
} as const;

const SIGNATURE = {
  none: "",
  verified: " Its signature is verified.",
  unverified: " It is signed, and no certificate is configured to verify it.",
} as const;

function endText(warning: OfficialWarning): string {
  const expiresUs: TimeUs | null = officialExpiryUs(warning);
  return expiresUs === null
    ? "it does not say until when it holds"
    : `it holds until ${clockText(expiresUs)} UTC`;
}

function firstAnswers(record: IncidentRecord, areaId: string | null): readonly OfficialAnswer[] {
  return scoreOfficialWarnings(record, record.site.value).flatMap((score) => {
    const { source, officialLeadS: leadS } = score;
    if (score.areaId !== areaId || source === null || leadS === null) return [];
    const seconds = Math.abs(leadS).toFixed(1);
    const statement =
      leadS > 0
        ? `${source} was first, by ${seconds} s.`
        : `Our own warning was first, by ${seconds} s, before that of ${source}.`;
    return [{ source, statement, records: score.records }];
  });
}
