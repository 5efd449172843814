import { setTimeout as pause } from "node:timers/promises";
import { degrees, type Engine, type SiteModel } from "@tocsin/core";
import type { Adapter, Clock, ObservationReport, ObservedSite, SiteConfig } from "@tocsin/sdk";
import { ObserverDesk } from "../adapters/observers/observer-desk.ts";
import { roundedPlace } from "../adapters/observers/to-detection.ts";
import type {
  ObservationInput,
  ObservationQuestion,
  ObservationTaken,
} from "../http/observations/observation-port.ts";
import type { Journal } from "../journal/journal.ts";
import { encodeObservation, type ObservationRecord } from "../observations/observation-record.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import { areaCentre } from "./area-centre.ts";

/** A report waits for the disk this long, asking this often; its detection does not, and the thread that protects neither. */
const DURABLE_WAIT_MS = 5_000;
const DURABLE_ASKED_MS = 10;
/** Reports remembered as handed on; those that wait to be recorded are among the latest. */
const HANDED_MAX = 1_000;
/** Places by name that the page offers. */
const PLACES_MAX = 100;

/** What a post does with reports of people. */
export interface PostObservers {
  readonly input: () => ObservationInput;
  readonly answer: (question: ObservationQuestion) => Promise<ObservationTaken | null>;
  readonly observe: (step: PipelineStep) => void;
  /** Told of what was found of a report later; by whoever serves now. */
  learnt: (record: ObservationRecord, sequence: number) => void;
}

/** As much of the journal as reports need. */
export type RecordJournal = Pick<Journal, "append" | "durableSequence">;

interface Parts {
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly journalDirectory: string;
  readonly journal: RecordJournal;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly adapters: readonly Adapter[];
}

/** The way of reports through a post; null where its site file has no input of them. */
export function postObservers(parts: Parts): PostObservers | null {
  const { config, site, journal, engine, clock } = parts;
  const desk = parts.adapters.find((adapter) => adapter instanceof ObserverDesk);
  const configured = config.inputs.find((input) => input.type === "observers");
  if (desk === undefined || configured === undefined) return null;
  const append = (record: ObservationRecord): number | null => {
    const { type, payload } = encodeObservation(record, site.mode);
    return journal.append(type, payload);
  };
  const handed = new Set<string>();
  const observers: PostObservers = {
    input: () => ({
      dataDir: parts.dataDir,
      journalDirectory: parts.journalDirectory,
      lastSequence: journal.durableSequence(),
      site: observedSite(site),
      reportsPerMinute: configured.reports_per_minute,
      compassSigmaDeg: configured.compass_sigma_deg,
    }),
    answer: async (question) => {
      if (question.ask === "withdraw") {
        const { id, observer } = question;
        desk.withdrawn(id);
        const record = { change: "withdrawn", id, observer, timeUs: clock.nowUs() } as const;
        return { record, sequence: await durable(journal, append(record)), outcome: null };
      }
      const { observer, report } = question;
      const { outcome, handOver } = desk.take(question, clock.nowUs());
      const record = { change: "received", observer, report: asKept(report), outcome } as const;
      const sequence = append(record);
      // Recorded or not, it is handed on: raising the alarm waits for no disk. Sent again for the disk's sake, it is not.
      if (!handed.has(report.id)) handOver();
      handed.add(report.id);
      if (handed.size > HANDED_MAX) handed.delete([...handed][0]);
      return { record, sequence: await durable(journal, sequence), outcome };
    },
    observe: ({ effects }) => {
      for (const effect of effects) {
        if (effect.type === "warning") desk.warned(effect.warning);
        else if (effect.type === "sensor") desk.heard(effect.health);
      }
    },
    learnt: () => undefined,
  };
  const judged = (
    judgement: Parameters<Parameters<ObserverDesk["attach"]>[0]["judged"]>[0],
  ): void => {
    const record = { change: "judged", ...judgement, timeUs: clock.nowUs() } as const;
    const sequence = append(record);
    if (sequence !== null) observers.learnt(record, sequence);
  };
  desk.attach({ tracks: () => engine.tracks(), judged }, engine.openWarnings());
  return observers;
}

/** As it stays in the record: places no finer than the report needs. */
const asKept = (report: ObservationReport): ObservationReport => ({
  ...report,
  from: report.from === null ? null : roundedPlace(report.from),
  place: report.place === null ? null : roundedPlace(report.place),
});

async function durable(journal: RecordJournal, sequence: number | null): Promise<number | null> {
  if (sequence === null) return null;
  for (let waitedMs = 0; waitedMs < DURABLE_WAIT_MS; waitedMs += DURABLE_ASKED_MS) {
    if (journal.durableSequence() >= sequence) return sequence;
    await pause(DURABLE_ASKED_MS);
  }
  return null;
}

const observedSite = (site: SiteModel): ObservedSite => ({
  id: site.id,
  name: site.name,
  latitudeDeg: degrees(site.origin.latitudeRad),
  longitudeDeg: degrees(site.origin.longitudeRad),
  places: site.areas.slice(0, PLACES_MAX).map((area) => {
    const { latitudeRad, longitudeRad } = areaCentre(site, area);
    return {
      name: area.name,
      latitudeDeg: degrees(latitudeRad),
      longitudeDeg: degrees(longitudeRad),
    };
  }),
});
