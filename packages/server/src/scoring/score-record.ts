import {
  AlarmBook,
  ForecastBook,
  type Mode,
  type ScoringRecord,
  type SiteModel,
} from "@tocsin/core";
import type { ListedStatement } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";
import { decodeOutcome } from "./outcome-record.ts";
import { StatedTruth } from "./stated-truth.ts";

const WANTED: ReadonlySet<number> = new Set([
  RECORD_TYPES.configuration,
  RECORD_TYPES.warning,
  RECORD_TYPES.decision,
  RECORD_TYPES.engagement,
  RECORD_TYPES.outcome,
]);

const isWanted = (type: number): boolean => WANTED.has(type);

interface ModeBooks {
  site: SiteModel;
  readonly alarms: AlarmBook;
  readonly forecasts: ForecastBook;
}

/** What a scorecard is made from, of one journal, read on from where it was read to. */
export class ScoreRecord {
  readonly #journal: string;
  readonly #modes = new Map<Mode, ModeBooks>();
  readonly #truth = new StatedTruth();
  #nextSequence = 1;

  constructor(journal: string) {
    this.#journal = journal;
  }

  readOn(): void {
    for (const { sequence, type, payload } of readJournal(this.#journal, {
      from: this.#nextSequence,
      types: isWanted,
    })) {
      this.#nextSequence = sequence + 1;
      this.#take(sequence, type, payload);
    }
  }

  /** By mode; empty where nothing was ever configured. */
  records(): ReadonlyMap<Mode, ScoringRecord> {
    return new Map(
      [...this.#modes].map(([mode, { site, alarms, forecasts }]) => [
        mode,
        {
          areas: site.areas,
          alarms: alarms.all(),
          forecasts: forecasts.all(),
          ...this.#truth.truthOf(mode, site),
        },
      ]),
    );
  }

  /** What is said of what happened: the latest, newest first. */
  statements(): readonly ListedStatement[] {
    return this.#truth.listed();
  }

  #take(sequence: number, type: number, payload: Uint8Array): void {
    const said = decodeOutcome(type, payload);
    if (said !== null) return this.#truth.add(sequence, said);
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "event") {
      const { event, mode } = decoded;
      if (event.type === "configuration") this.#configure(mode, event.site);
      if (event.type === "engagement") this.#truth.addEngagement(sequence, mode, event);
    }
    if (decoded.kind !== "effect") return;
    const books = this.#modes.get(decoded.mode);
    if (decoded.effect.type === "warning") books?.alarms.add(decoded.effect.warning, sequence);
    if (decoded.effect.type === "decision") books?.forecasts.add(decoded.effect.decision);
  }

  #configure(mode: Mode, site: SiteModel): void {
    const books = this.#modes.get(mode);
    if (books === undefined)
      this.#modes.set(mode, { site, alarms: new AlarmBook(), forecasts: new ForecastBook() });
    else books.site = site;
  }
}
