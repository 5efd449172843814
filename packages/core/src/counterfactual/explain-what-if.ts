import { firstRepairs, findLinks, type FoundLink, repairName } from "./find-links.ts";
import { answerIn, type Question, Runs } from "./question.ts";
import { repairSets, tightened } from "./repair-sets.ts";
import { soonerDetections } from "./repairs-of.ts";
import type { RecordedIncident } from "./rerun.ts";
import { undoingSets } from "./undoing-sets.ts";
import type { BrokenLink, RepairSet, WhatIfReport } from "./what-if-report.ts";
import { whatIfText } from "./what-if-text.ts";

/**
 * Asks what would have had to be otherwise for the other answer. null when the record holds no such track or area. The record itself is explained
 * as `why` explains it; all else is found by running it again.
 */
export function explainWhatIf(incident: RecordedIncident, question: Question): WhatIfReport | null {
  const answer = answerIn(incident.record, question);
  const { acted, late, stage, report: recorded } = answer;
  if (recorded === null) return null;
  const runs = new Runs(incident, question);
  const found = acted ? [] : findLinks(runs, answer);
  const links = found.map((one) => brokenLink(runs, found, one));
  const sets = acted
    ? undoingSets(runs)
    : [...repairSets(runs, found), ...(late && found.length === 0 ? soonerSets(runs) : [])];
  const report = { question: recorded.question, acted, late, stage, links, sets };
  return { ...report, answer: whatIfText(report), runs: runs.count };
}

/** Of a warning that came too late though no link was broken: how much sooner it would have had to be detected. */
const soonerSets = (runs: Runs): readonly RepairSet[] =>
  soonerDetections(runs.incident.record, runs.question).flatMap((repair) => {
    const set = tightened(runs, [repair], 0);
    return set === null ? [] : [set];
  });

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
