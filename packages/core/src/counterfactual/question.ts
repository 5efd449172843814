import type { DecisionStage } from "../assessment/decision.ts";
import { explainPlace } from "../explain/explain-place.ts";
import { explainTrack } from "../explain/explain-track.ts";
import { type HypothesisedObject, hypothesisedFlight } from "../explain/hypothesised-flight.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import type { WhyReport } from "../explain/why-report.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Change } from "./change.ts";
import { namesOf } from "./change.ts";
import { type RecordedIncident, rerun } from "./rerun.ts";

/** What is asked to have come out otherwise: a recorded track and an area, or an object that others say was there. */
export type Question =
  | { readonly of: "track"; readonly trackId: TrackId; readonly areaId: AreaId }
  | { readonly of: "object"; readonly object: HypothesisedObject };

/** What came of it under some changes. */
export interface Answer {
  /** People were warned, and at least one channel took the warning. */
  readonly acted: boolean;
  /** The highest stage that the area was put on for it. */
  readonly stage: DecisionStage;
  /** When the first warning was issued; null where none was. */
  readonly warnedUs: TimeUs | null;
  /** The chain as `why` would tell it; null where there would be no such track. */
  readonly report: WhyReport | null;
  readonly record: IncidentRecord;
}

/** Runs at most for one question; a search that would need more says so. */
export const RUNS_MAX = 2_000;

/** Asks one question of an incident under changes, each set of them once. */
export class Runs {
  readonly incident: RecordedIncident;
  readonly question: Question;
  readonly #known = new Map<string, Answer>();

  constructor(incident: RecordedIncident, question: Question) {
    this.incident = incident;
    this.question = question;
  }

  /** How many runs were made. */
  get count(): number {
    return this.#known.size;
  }

  get isExhausted(): boolean {
    return this.#known.size >= RUNS_MAX;
  }

  ask(changes: readonly Change[]): Answer {
    const key = namesOf(changes);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = this.#run(changes);
    this.#known.set(key, answer);
    return answer;
  }

  #run(changes: readonly Change[]): Answer {
    const { incident, question } = this;
    if (question.of === "track") {
      const record = rerun(incident, changes);
      return answerOf(record, explainTrack(record, question.trackId, question.areaId));
    }
    const frame = createLocalFrame(incident.record.site.value.origin);
    const flight = hypothesisedFlight(incident.record, frame, question.object);
    const record = rerun(incident, changes, flight);
    return answerOf(record, explainPlace(record, question.object));
  }
}

/** What a record and the chain that explains it say of whether people were told. */
export function answerOf(record: IncidentRecord, report: WhyReport | null): Answer {
  const acted = report !== null && report.outcome === "warned" && report.prevented.length === 0;
  const issued = new Set(
    report?.links.flatMap((link) => (link.stage === "warning" && link.held ? [link.subject] : [])),
  );
  const warnings = record.warnings.filter(
    ({ value }) =>
      issued.has(value.areaId) && (value.stage === "pre-alert" || value.stage === "take-cover"),
  );
  const cover = warnings.some(({ value }) => value.stage === "take-cover");
  return {
    acted,
    stage: warnings.length === 0 ? "none" : cover ? "take-cover" : "pre-alert",
    warnedUs: warnings[0]?.value.issuedUs ?? null,
    report,
    record,
  };
}
