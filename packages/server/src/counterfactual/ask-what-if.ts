import {
  answerIn,
  areaId,
  areaOfTrack,
  type Change,
  type DecisionStage,
  explainQuestion,
  explainWhatIf,
  type HypothesisedObject,
  isOfSensors,
  MICROS_PER_SECOND,
  mostThreatening,
  type Question,
  radians,
  type RecordedIncident,
  recordedObject,
  Runs,
  type TimeUs,
  trackId,
  type WhatIfReport,
  type WhyReport,
} from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk/errors";
import { surveySubjects } from "../pipeline/survey-subjects.ts";
import { findSubject, placeOf, requireArea, type WhyQuery } from "../run/answer-why.ts";
import { loadRecorded } from "./load-recorded.ts";

/** So long before a track was first seen the looks begin that are run again with it: others' tracks of that time have begun by then. */
const WARM_UP_US = 180 * MICROS_PER_SECOND;
const BEFORE_US = 10 * MICROS_PER_SECOND;
/** A track's last decision comes when it has been lost for a while. */
const AFTER_US = 60 * MICROS_PER_SECOND;
/** A flight that somebody speaks of is followed back for two minutes. */
const FLIGHT_US = 130 * MICROS_PER_SECOND;
const SETTLED_US = 30 * MICROS_PER_SECOND;

/** A question of a journal, ready to be asked under changes. */
export interface AskedJournal {
  readonly incident: RecordedIncident;
  readonly question: Question;
  /** As `why` tells it from the record alone. */
  readonly recorded: WhyReport;
  /** Whether this version's engine gives what the record says when nothing is changed. */
  readonly reproduced: boolean;
}

/** What came of a question under changes that somebody named. */
export interface TriedChanges {
  readonly question: string;
  readonly changes: readonly { readonly name: string; readonly clause: string }[];
  readonly notional: boolean;
  readonly reproduced: boolean;
  readonly before: Outcome;
  readonly after: Outcome;
  /** The chain under the changes; null where there would have been no such track. */
  readonly report: WhyReport | null;
}
export interface Outcome {
  readonly acted: boolean;
  readonly stage: DecisionStage;
  readonly warnedUs: TimeUs | null;
  /** Warned, and only after the object had come nearest. */
  readonly late: boolean;
  readonly prevented: readonly string[];
}

/** Finds in a journal what a query means, and reads what has to be run again for it. */
export function askJournal(journal: string, query: WhyQuery): AskedJournal {
  switch (query.of) {
    case "decision":
    case "track": {
      const subject = findSubject(surveySubjects(journal), query);
      const wanted = query.of === "track" ? query.areaId : subject.areaId;
      return ofTrack(journal, subject.trackId, wanted, subject);
    }
    case "area": {
      const { atUs, withinS } = query;
      const { record } = around(journal, atUs, withinS);
      const area = requireArea(record, query.areaId);
      const found = mostThreatening(record, { areaId: area.id, atUs, withinS });
      if (found !== null) return ofTrack(journal, found, area.id, spanOf(record, found));
      throw new TocsinError("SUBJECT_NOT_FOUND", {
        kind: "track near",
        name: query.areaId,
        hint: "Ask about an object that others say was there: --at, --time, --from.",
      });
    }
    case "place": {
      const incident = around(journal, query.atUs, query.withinS + (query.flownS ?? 0));
      const object: HypothesisedObject = {
        place: placeOf(incident.record, query.place),
        atUs: query.atUs,
        withinS: query.withinS,
        heightM: query.heightM,
        speedMps: query.speedMps,
        fromBearingRad: query.fromDeg === null ? null : radians(query.fromDeg),
        ...(query.flownS === undefined ? {} : { flownS: query.flownS }),
      };
      const { trackId: found, area } = recordedObject(incident.record, object);
      if (found !== null && area !== null)
        return ofTrack(journal, found, area.id, spanOf(incident.record, found));
      return asked(incident, { of: "object", object }, true);
    }
  }
}

/** What would have had to be otherwise for the other answer. */
export function nearestOf({ incident, question }: AskedJournal): WhatIfReport {
  const report = explainWhatIf(incident, question);
  if (report !== null) return report;
  throw new TocsinError("SUBJECT_NOT_FOUND", {
    kind: "track",
    name: question.of === "track" ? question.trackId : "there",
    hint: "Run tocsin why without a subject for the list.",
  });
}

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "whatif " });

/** The same question under changes. */
export function tryChanges(journal: AskedJournal, changes: readonly Change[]): TriedChanges {
  const { incident, question, recorded, reproduced } = journal;
  const ofSensors = changes.filter(isOfSensors);
  if (question.of === "track" && ofSensors.length > 0 && !reproduced)
    throw usage(
      "this version does not give the recorded track again, so what another sensor would have seen of it cannot be said; ask about the object with --at, --time and --from",
    );
  const sooner = changes.find(({ earlier }) => earlier !== undefined);
  if (question.of === "object" && sooner !== undefined)
    throw usage(`${sooner.name} speaks of a recorded track, and nothing was tracked there`);
  const runs = new Runs(incident, question);
  // Defences that are placed are held against the record as it is: nothing is run again.
  const isRecord = changes.every(({ placedDefence }) => placedDefence !== undefined);
  const before = isRecord ? answerIn(incident.record, question) : runs.ask([]);
  const after = runs.ask(changes);
  const outcome = ({ acted, stage, warnedUs, late, report }: typeof before): Outcome => ({
    acted,
    stage,
    warnedUs,
    late,
    prevented: report?.prevented ?? [],
  });
  const notional = changes.some((change) => change.notional) || question.of === "object";
  return {
    question: recorded.question,
    changes: changes.map(({ name, clause }) => ({ name, clause })),
    notional,
    reproduced,
    before:
      question.of === "track"
        ? outcome(before)
        : {
            acted: false,
            stage: "none",
            warnedUs: null,
            late: false,
            prevented: recorded.prevented,
          },
    after: outcome(after),
    report: after.report,
  };
}

interface Span {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** Run from a while before the track; from the journal's beginning where that does not give what is recorded. */
function ofTrack(journal: string, id: string, wanted: string | null, span: Span): AskedJournal {
  const window = { fromUs: span.fromUs - BEFORE_US, toUs: span.toUs + AFTER_US };
  const load = (looksFromUs: TimeUs): AskedJournal => {
    const incident = loaded(journal, { ...window, looksFromUs });
    const { record } = incident;
    if (wanted !== null) requireArea(record, wanted);
    const area = areaOfTrack(record, trackId(id), wanted === null ? undefined : areaId(wanted));
    if (area === null)
      throw new TocsinError("SUBJECT_NOT_FOUND", {
        kind: "area near track",
        name: id,
        hint: "Nothing was decided of it.",
      });
    const question: Question = { of: "track", trackId: trackId(id), areaId: area.id };
    return asked(incident, question, reproduces(incident, question));
  };
  const quick = load(span.fromUs - WARM_UP_US);
  return quick.reproduced ? quick : load(0);
}

/** Whether a run without a change gives the recorded outcome, for the recorded reasons; both are judged alike, a late warning by what stood before it. */
function reproduces(incident: RecordedIncident, question: Question): boolean {
  const recorded = answerIn(incident.record, question);
  const again = new Runs(incident, question).ask([]);
  return (
    recorded.report !== null &&
    again.report !== null &&
    recorded.late === again.late &&
    recorded.report.outcome === again.report.outcome &&
    codesOf(recorded.report) === codesOf(again.report)
  );
}

/** Of deliveries a run knows only what channels did before and after. */
const codesOf = ({ links }: WhyReport): string =>
  links
    .flatMap(({ stage, code, prevented }) => (prevented && stage !== "channel" ? [code] : []))
    .join(" ");

function asked(incident: RecordedIncident, question: Question, reproduced: boolean): AskedJournal {
  const recorded = explainQuestion(incident.record, question);
  if (recorded !== null) return { incident, question, recorded, reproduced };
  throw new TocsinError("SUBJECT_NOT_FOUND", {
    kind: "track",
    name: question.of === "track" ? question.trackId : "there",
    hint: "Run tocsin why without a subject for the list.",
  });
}

const around = (journal: string, atUs: TimeUs, withinS: number): RecordedIncident => {
  const marginUs = FLIGHT_US + withinS * MICROS_PER_SECOND;
  return loaded(journal, {
    fromUs: atUs - marginUs,
    toUs: atUs + Math.max(SETTLED_US, withinS * MICROS_PER_SECOND),
    looksFromUs: atUs - marginUs,
  });
};

function loaded(journal: string, wanted: Parameters<typeof loadRecorded>[1]): RecordedIncident {
  const incident = loadRecorded(journal, wanted);
  if (incident === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return incident;
}

/** When a recorded track lived. */
function spanOf({ tracks, fromUs, toUs }: RecordedIncident["record"], id: string): Span {
  const own = tracks.filter(({ value }) => value.trackId === id);
  if (own.length === 0) return { fromUs, toUs };
  return {
    fromUs: Math.min(...own.map(({ value }) => value.firstSensedUs)),
    toUs: Math.max(...own.map(({ value }) => value.lastSensedUs)),
  };
}
