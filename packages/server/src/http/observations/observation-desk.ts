import type { TimeUs } from "@tocsin/core";
import {
  type ListedObservation,
  type ObservationAnswer,
  type ObservationList,
  type ObservationReport,
  type ObservedSite,
  type Observer,
  observerStanding,
  TocsinError,
} from "@tocsin/sdk";
import { reportExtent } from "../../adapters/observers/report-extent.ts";
import type { ObservationRecord } from "../../observations/observation-record.ts";
import { ObservationStore } from "../../observations/observation-store.ts";
import type {
  ObservationInput,
  ObservationQuestion,
  ObservationTaken,
} from "./observation-port.ts";
import { ReportRates } from "./report-rates.ts";

/** Reports that wait for the thread that protects; further ones are not taken. */
export const REPORTS_WAITING_MAX = 64;
/** So many of the latest are listed. */
export const REPORTS_LISTED_MAX = 100;

type DeclinationDeg = (latitudeDeg: number, longitudeDeg: number) => number;

export interface DeskOptions {
  readonly input: ObservationInput;
  readonly ask: (question: ObservationQuestion) => Promise<ObservationTaken | null>;
  /** A clock that only goes forward. */
  readonly nowMs: () => number;
}

/** Reports of people on the side of the server: each is taken once, however often it is sent, and none unasked. */
export class ObservationDesk {
  readonly site: ObservedSite;
  readonly #options: DeskOptions;
  readonly #store: ObservationStore;
  readonly #rates: ReportRates;
  readonly #waiting = new Map<string, Promise<ObservationAnswer>>();
  #declination: Promise<DeclinationDeg> | null = null;

  constructor(options: DeskOptions) {
    const { dataDir, journalDirectory, lastSequence, site, reportsPerMinute } = options.input;
    this.site = site;
    this.#options = options;
    this.#store = new ObservationStore(dataDir, journalDirectory, lastSequence);
    this.#rates = new ReportRates(reportsPerMinute, options.nowMs);
  }

  async take(observer: Observer, report: ObservationReport): Promise<ObservationAnswer> {
    const before = this.#store.answer(report.id);
    if (before !== null) return this.#own(observer, before);
    const waiting = this.#waiting.get(report.id);
    if (waiting !== undefined) return waiting;
    if (this.#waiting.size >= REPORTS_WAITING_MAX)
      throw new TocsinError("SERVER_BUSY", { detail: "Many reports wait already." });
    const waitS = this.#rates.take(`${observer.kind} ${observer.id}`);
    if (waitS > 0) throw new TocsinError("TOO_MANY_REPORTS", { seconds: waitS });
    const counts = this.#store.counts(observer);
    const taking = this.#recorded({ ask: "take", observer, report, counts })
      .then(() => this.#owned(observer, report.id))
      .finally(() => this.#waiting.delete(report.id));
    this.#waiting.set(report.id, taking);
    return taking;
  }

  async withdraw(observer: Observer, id: string): Promise<ObservationAnswer> {
    const before = this.#owned(observer, id);
    if (before.withdrawnUs !== null) return before;
    await this.#recorded({ ask: "withdraw", id, observer });
    return this.#owned(observer, id);
  }

  /** The thread that protects has found something of a report. */
  learnt(record: ObservationRecord, sequence: number): void {
    this.#store.apply(record, sequence);
  }

  /** For operators; `nameOf` says what people call an observer. */
  async list(nameOf: (observer: Observer) => string): Promise<ObservationList> {
    const latest = this.#store.latest(REPORTS_LISTED_MAX);
    const [newest] = latest;
    if (newest === undefined) return { isOn: true, observations: [], observers: [] };
    this.#declination ??= declinationAt(newest.outcome.receivedUs);
    const context = {
      declinationDeg: await this.#declination,
      compassSigmaDeg: this.#options.input.compassSigmaDeg,
    };
    const observations: readonly ListedObservation[] = latest.map((one) => ({
      ...one,
      observer: { ...one.observer, name: nameOf(one.observer) },
      extent: reportExtent(one.report, context),
    }));
    const seen = new Map(
      observations.map(({ observer }) => [`${observer.kind} ${observer.id}`, observer]),
    );
    const observers = [...seen.values()].map((observer) => ({
      ...observer,
      standing: observerStanding(this.#store.counts(observer)),
    }));
    return { isOn: true, observations, observers };
  }

  /** What somebody reported is known no more; the journal lets go of it by itself. */
  forget(observer: Observer): void {
    this.#store.forget(observer);
  }

  close(): void {
    this.#store.close();
  }

  async #recorded(question: ObservationQuestion): Promise<void> {
    const taken = await this.#options.ask(question);
    if (taken === null || taken.sequence === null)
      throw new TocsinError("REPORT_UNRECORDED", {
        detail: taken === null ? "the post does not answer" : "the journal does not take it",
      });
    this.#store.apply(taken.record, taken.sequence);
  }

  #owned(observer: Observer, id: string): ObservationAnswer {
    const found = this.#store.answer(id);
    if (found === null) throw new TocsinError("REPORT_NOT_FOUND", { name: id });
    return this.#own(observer, found);
  }

  /** Nobody learns, by a number made up, what somebody else reported. */
  #own(
    observer: Observer,
    found: ObservationAnswer & { readonly observer: Observer },
  ): ObservationAnswer {
    if (found.observer.kind !== observer.kind || found.observer.id !== observer.id)
      throw new TocsinError("REPORT_NOT_FOUND", { name: found.id });
    const { id, sequence, outcome, withdrawnUs } = found;
    return { id, sequence, outcome, withdrawnUs };
  }
}

/** The field of the Earth drifts by a tenth of a degree a year: one model does for as long as a server runs. */
async function declinationAt(timeUs: TimeUs): Promise<DeclinationDeg> {
  const { default: geomagnetism } = await import("geomagnetism");
  const field = geomagnetism.model(new Date(timeUs / 1_000));
  return (latitudeDeg, longitudeDeg) => field.point([latitudeDeg, longitudeDeg]).decl;
}
