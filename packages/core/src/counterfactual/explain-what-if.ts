import type { WhyReport } from "../explain/why-report.ts";
import { explainPlace } from "../explain/explain-place.ts";
import { explainTrack } from "../explain/explain-track.ts";
import { firstRepairs, findLinks, type FoundLink, repairName } from "./find-links.ts";
import { answerOf, type Question, Runs } from "./question.ts";
import { repairSets } from "./repair-sets.ts";
import type { RecordedIncident } from "./rerun.ts";
import { undoingSets } from "./undoing-sets.ts";
import type { BrokenLink, WhatIfReport } from "./what-if-report.ts";
import { whatIfText } from "./what-if-text.ts";

/**
 * Asks what would have had to be otherwise for the other answer. null when the record holds no such track or area. The record itself is explained
 * as `why` explains it; all else is found by running it again.
 */
export function explainWhatIf(incident: RecordedIncident, question: Question): WhatIfReport | null {
  const recorded = recordedReport(incident, question);
  if (recorded === null) return null;
  const runs = new Runs(incident, question);
  const { acted, stage } = answerOf(incident.record, recorded);
  if (acted) {
    const sets = undoingSets(runs);
    const report = { question: recorded.question, acted, stage, links: [], sets };
    return { ...report, answer: whatIfText(report), runs: runs.count };
  }
  const found = findLinks(runs, recorded);
  const links = found.map((one) => brokenLink(runs, found, one));
  const sets = repairSets(runs, found);
  const report = { question: recorded.question, acted, stage, links, sets };
  return { ...report, answer: whatIfText(report), runs: runs.count };
}

export const recordedReport = (
  { record }: RecordedIncident,
  question: Question,
): WhyReport | null =>
  question.of === "track"
    ? explainTrack(record, question.trackId, question.areaId)
    : explainPlace(record, question.object);

function brokenLink(runs: Runs, all: readonly FoundLink[], one: FoundLink): BrokenLink {
  const { link, recorded, repairs } = one;
  const others = all.filter((other) => repairName(other) !== repairName(one));
  const alone = repairs.length === 0 ? null : !runs.ask(firstRepairs(others)).acted;
  return {
    stage: link.stage,
    subject: link.subject,
    code: link.code ?? "NO_DETECTION",
    statement: link.statement,
    recorded,
    alone,
    records: recorded ? link.records : link.records.filter((sequence) => sequence > 0),
    repairs: repairs.map(({ change }) => change.name),
  };
}
