import { MICROS_PER_SECOND } from "@tocsin/core";
import { type JournalRecord, readJournal } from "../../journal/read-journal.ts";
import { recordContent, recordTimeUs } from "../../journal/record-content.ts";
import { RECORD_TYPES } from "../../journal/record-type.ts";
import { decodeRecord } from "../../pipeline/encode-record.ts";
import type { RecordingQuestion } from "./translate-recording.ts";

/** Flights are followed back for two minutes, and a last decision on a track comes when it has been lost for a while. */
const MARGIN_US = 250 * MICROS_PER_SECOND;

type Stretch = Pick<RecordingQuestion, "at" | "withinS">;

/** The stretch of a journal that a question is answered from. */
export function windowOf({ at, withinS }: Stretch): {
  readonly fromUs: number;
  readonly toUs: number;
} {
  const atUs = Date.parse(at) * 1000;
  const marginUs = MARGIN_US + withinS * MICROS_PER_SECOND;
  return { fromUs: atUs - marginUs, toUs: atUs + marginUs };
}

/** What a recording is read from; who has an account, who saw what and whose phone it was is none of it. */
const NEEDED: ReadonlySet<number> = new Set([
  RECORD_TYPES.session,
  RECORD_TYPES.configuration,
  RECORD_TYPES.health,
  RECORD_TYPES.defence,
  RECORD_TYPES.engagement,
  RECORD_TYPES.decision,
  RECORD_TYPES.warning,
  RECORD_TYPES.track,
  RECORD_TYPES.sensor,
  RECORD_TYPES.conduct,
  RECORD_TYPES.checkpoint,
  RECORD_TYPES.journal,
  RECORD_TYPES.erasure,
]);

/** A choice for `copyJournal`: what the answer to a question is read from, and looks and ticks of that stretch only. */
export function neededFor(question: Stretch): (record: JournalRecord) => boolean {
  const { fromUs, toUs } = windowOf(question);
  return ({ type, payload }) => {
    if (type !== RECORD_TYPES.look && type !== RECORD_TYPES.tick) return NEEDED.has(type);
    const decoded = decodeRecord(type, payload);
    return (
      decoded.kind === "event" &&
      decoded.event.receivedUs >= fromUs &&
      decoded.event.receivedUs <= toUs
    );
  };
}

/** Whether looks of that stretch may be among those that were erased from a journal: an erased record has no time but that of its neighbours. */
export function hasErasedLooks(journal: string, question: Stretch): boolean {
  const { fromUs, toUs } = windowOf(question);
  let beforeUs = 0;
  let isErased = false;
  for (const record of readJournal(journal)) {
    if (record.erased) {
      isErased ||= record.type === RECORD_TYPES.look;
      continue;
    }
    const timeUs = recordTimeUs(recordContent(record));
    if (timeUs === null) continue;
    if (isErased && beforeUs <= toUs && timeUs >= fromUs) return true;
    [beforeUs, isErased] = [timeUs, false];
  }
  return isErased && beforeUs <= toUs;
}
