import type { DecisionStage } from "../assessment/decision.ts";
import { warningsFor } from "../explain/explain-delivery.ts";
import { explainPlace, recordedObject } from "../explain/explain-place.ts";
import { areaOfTrack, explainTrack } from "../explain/explain-track.ts";
import { hypothesisedFlight } from "../explain/hypothesised-flight.ts";
import type { HypothesisedObject } from "../explain/hypothesised-object.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import type { WhyReport } from "../explain/why-report.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Warning } from "../warning/warning.ts";
import type { Change } from "./change.ts";
import { isOfSensors, namesOf } from "./change.ts";
import { type RecordedCourse, sameTrack } from "./course.ts";
import { areOfDefences, withDefences } from "./place-defences.ts";
import { recordedCourse } from "./recorded-course.ts";
import { type RecordedIncident, rerun } from "./rerun.ts";

/** What is asked to have come out otherwise: a recorded track and an area, or an object that others say was there. */
export type Question =
  | { readonly of: "track"; readonly trackId: TrackId; readonly areaId: AreaId }
  | { readonly of: "object"; readonly object: HypothesisedObject };

/** What came of it under some changes. */
export interface Answer {
  /** People were warned before the object had come nearest, and at least one channel took the warning. */
  readonly acted: boolean;
  /** The highest stage that the area was put on for it before it had come nearest. */
  readonly stage: DecisionStage;
  /** When the first such warning was issued; null where none was. */
  readonly warnedUs: TimeUs | null;
  /** Warnings there were, and none before the object had come nearest. */
  readonly late: boolean;
  /** The chain as `why` would tell it, of a late warning as it stood when the object had come nearest; null where there would be no such track. */
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
  #course: { readonly is: RecordedCourse | null } | null = null;

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

  #courseOf(id: TrackId): RecordedCourse | null {
    this.#course ??= { is: recordedCourse(this.incident, id) };
    return this.#course.is;
  }

  #run(changes: readonly Change[]): Answer {
    const { incident, question } = this;
    if (areOfDefences(changes)) return answerIn(withDefences(incident.record, changes), question);
    if (question.of === "track") {
      const course = changes.some(isOfSensors) ? this.#courseOf(question.trackId) : null;
      const record = rerun(incident, changes, course);
      if (course === null) return answerIn(record, question);
      return answerIn(record, {
        ...question,
        trackId: sameTrack(course, record, question.trackId),
      });
    }
    const frame = createLocalFrame(incident.record.site.value.origin);
    const flight = hypothesisedFlight(incident.record, frame, question.object);
    return answerIn(rerun(incident, changes, flight), question);
  }
}

/** What a record says of whether people were told of what a question asks about, and told before it had come nearest. */
export function answerIn(record: IncidentRecord, question: Question): Answer {
  const subject = subjectIn(record, question);
  const warnings = subject === null ? [] : stagesFor(record, subject);
  const nearestUs = subject === null ? null : cameNearestUs(record, subject);
  const inTime = warnings.filter(({ issuedUs }) => nearestUs === null || issuedUs <= nearestUs);
  const late = warnings.length > 0 && inTime.length === 0;
  const report =
    late && subject !== null && nearestUs !== null
      ? explainTrack(until(record, nearestUs), subject.trackId, subject.areaId)
      : explainQuestion(record, question);
  const cover = inTime.some(({ stage }) => stage === "take-cover");
  return {
    acted: inTime.length > 0 && report !== null && report.prevented.length === 0,
    stage: inTime.length === 0 ? "none" : cover ? "take-cover" : "pre-alert",
    warnedUs: inTime[0]?.issuedUs ?? null,
    late,
    report,
    record,
  };
}

/** What had been decided and said by a time: what kept a warning from being given until then is told by that alone. */
const until = (record: IncidentRecord, timeUs: TimeUs): IncidentRecord => ({
  ...record,
  decisions: record.decisions.filter(({ value }) => value.decidedUs <= timeUs),
  warnings: record.warnings.filter(({ value }) => value.issuedUs <= timeUs),
});

/** Why it came out as it did, by the record alone: as `why` tells it. null: the record holds no such track or area. */
export const explainQuestion = (record: IncidentRecord, question: Question): WhyReport | null =>
  question.of === "track"
    ? explainTrack(record, question.trackId, question.areaId)
    : explainPlace(record, question.object);

interface Subject {
  readonly trackId: TrackId;
  readonly areaId: AreaId;
}

/** The track and area that a question is about in a record, as the chain that explains it has them; null where there is no such track. */
function subjectIn(record: IncidentRecord, question: Question): Subject | null {
  if (question.of === "track") return question;
  const { trackId, area } = recordedObject(record, question.object);
  if (trackId === null) return null;
  const threatened = areaOfTrack(record, trackId, area?.id);
  return threatened === null ? null : { trackId, areaId: threatened.id };
}

/** The warnings of one object that put people on a stage, oldest first. */
const stagesFor = (record: IncidentRecord, { areaId, trackId }: Subject): readonly Warning[] =>
  warningsFor(record, areaId, trackId)
    .map(({ value }) => value)
    .filter(({ stage }) => stage === "pre-alert" || stage === "take-cover");

/** By when the object had come nearest, as its last decision has it; null where that is not recorded. */
const cameNearestUs = (record: IncidentRecord, { areaId, trackId }: Subject): TimeUs | null =>
  record.decisions.findLast(
    ({ value }) => value.final && value.trackId === trackId && value.areaId === areaId,
  )?.value.numbers.arrivalToUs ?? null;
