import {
  type OfficialScore,
  type OfficialWarningEvent,
  type Recorded,
  scoreOfficialWarnings,
  type SiteModel,
  type TimeUs,
  totalOfficial,
  type Warning,
} from "@tocsin/core";
import type { OfficialReport } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";

/** The latest alarms that are listed one by one; the total counts all. */
export const SCORES_LISTED_MAX = 50;
/** Messages of each side that are held; the oldest are forgotten beyond. */
const MESSAGES_MAX = 100_000;

const WANTED: ReadonlySet<number> = new Set([
  RECORD_TYPES.configuration,
  RECORD_TYPES["official-warning"],
  RECORD_TYPES.warning,
]);

/** What a journal holds of official warnings and our own, read on from where it was read to. */
export class OfficialRecord {
  readonly #journal: string;
  readonly #official: Recorded<OfficialWarningEvent>[] = [];
  readonly #warnings: Recorded<Warning>[] = [];
  #site: SiteModel | null = null;
  #nextSequence = 1;

  constructor(journal: string) {
    this.#journal = journal;
  }

  readOn(): void {
    for (const { sequence, type, payload } of readJournal(this.#journal, {
      from: this.#nextSequence,
    })) {
      this.#nextSequence = sequence + 1;
      if (WANTED.has(type)) this.#take(sequence, type, payload);
    }
  }

  /** Alarms that began from `fromUs` on and before `toUs`; null where nothing was ever configured. */
  report(window: { readonly fromUs: TimeUs; readonly toUs: TimeUs }): OfficialReport | null {
    if (this.#site === null) return null;
    const record = { officialWarnings: this.#official, warnings: this.#warnings };
    const scores = scoreOfficialWarnings(record, this.#site).filter((score) => {
      const beganUs = beginOf(score);
      return beganUs >= window.fromUs && beganUs < window.toUs;
    });
    const first = scores[0];
    const last = scores.at(-1);
    return {
      ...totalOfficial(scores),
      firstUs: first === undefined ? null : beginOf(first),
      lastUs: last === undefined ? null : beginOf(last),
      isDrill: this.#site.mode === "drill",
      scores: scores.slice(-SCORES_LISTED_MAX).reverse(),
    };
  }

  #take(sequence: number, type: number, payload: Uint8Array): void {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect" && decoded.effect.type === "warning")
      keep(this.#warnings, { sequence, value: decoded.effect.warning });
    if (decoded.kind !== "event") return;
    if (decoded.event.type === "configuration") this.#site = decoded.event.site;
    if (decoded.event.type === "official-warning" && decoded.event.warning.airThreat)
      keep(this.#official, { sequence, value: withoutText(decoded.event) });
  }
}

/** Documents as they came are long, and nothing here reads them. */
const withoutText = (event: OfficialWarningEvent): OfficialWarningEvent => ({
  ...event,
  warning: { ...event.warning, document: { ...event.warning.document, text: null } },
});

function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > MESSAGES_MAX) list.splice(0, MESSAGES_MAX / 10);
}

const beginOf = ({ oursUs, officialUs }: OfficialScore): TimeUs =>
  Math.min(oursUs ?? Number.POSITIVE_INFINITY, officialUs ?? Number.POSITIVE_INFINITY);
