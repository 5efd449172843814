import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clockText, type WhyReport } from "@tocsin/core";
import type { SourceDetail, SourceOutcome, Timeline } from "@tocsin/sdk";
import type { RecordingSource } from "../http/recording-source.ts";
import { askQuestion } from "../run/ask-question.ts";
import { surveySubjects } from "../pipeline/survey-subjects.ts";
import type { ScenarioRun } from "../run/run-scenario.ts";
import { buildTimeline } from "./build-timeline.ts";
import { pictureSite } from "./picture-site.ts";
import type { Mark } from "./timeline-marks.ts";

/** The story that a scenario belongs to: `baghdad-2021-11/out-of-range` is a variant of `baghdad-2021-11`. */
export const storyOf = (scenarioId: string): string => scenarioId.split("/", 1)[0] ?? scenarioId;

/** Makes a source of a scenario's run: answers its questions and writes its timeline beside its journal. */
export function scenarioRecording(run: ScenarioRun, dataDir: string): RecordingSource {
  const { simulation, report } = run;
  const { scenario, site } = simulation;
  const timeZone = scenario.siteConfig.site.time_zone;
  const untilUs = Math.max(simulation.endUs, ...run.warnings.map(({ issuedUs }) => issuedUs + 1));
  const timeline = buildTimeline(report.journal, {
    timeZone,
    stepS: 1,
    untilUs,
    marks: impactMarks(run),
  });
  const timelineFile = timeline === null ? null : writeTimeline(timeline, dataDir);
  const questions = scenario.definition.questions.map((question) => ({
    area: question.area,
    ask: question.ask,
    answer: askQuestion(report.journal, simulation, question),
  }));
  const detail: SourceDetail = {
    id: scenario.id,
    kind: "recording",
    story: storyOf(scenario.id),
    title: scenario.title,
    summary: scenario.summary,
    mode: site.mode,
    notional: scenario.definition.notional,
    site: pictureSite(site, timeZone),
    facts: scenario.definition.facts,
    questions: questions.map(({ ask, answer }) => ({ ask, answer })),
    outcome: outcomeOf(run, questions),
  };
  return { detail, journal: report.journal, timelineFile };
}

function writeTimeline(timeline: Timeline, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "timeline.json.gz");
  writeFileSync(path, gzipSync(JSON.stringify(timeline), { level: 4 }));
  return path;
}

/** What really came down: known of a scenario alone, and said to be so. */
const impactMarks = ({ simulation }: ScenarioRun): readonly Mark[] =>
  simulation.truth.objects.flatMap(({ id, impact }): Mark[] => {
    if (impact === null || !impact.happened) return [];
    const names = impact.areaIds.map(
      (areaId) => simulation.site.areas.find((area) => area.id === areaId)?.name ?? areaId,
    );
    const where = names.length === 0 ? "outside every area" : names.join(" and ");
    return [
      {
        timeUs: impact.timeUs,
        kind: "impact",
        text: `Impact of ${id} in the scenario: ${where}, ${clockText(impact.timeUs)} UTC`,
      },
    ];
  });

interface Answered {
  readonly area: string;
  readonly answer: WhyReport | null;
}

function outcomeOf(run: ScenarioRun, answered: readonly Answered[]): SourceOutcome {
  const { simulation, report, score, warnings } = run;
  const subjects = surveySubjects(report.journal);
  const warned: SourceOutcome["warned"][number][] = [];
  const notWarned: SourceOutcome["notWarned"][number][] = [];
  for (const { id: areaId } of simulation.site.areas) {
    const own = warnings.filter((warning) => warning.areaId === areaId);
    const first = own.find(({ stage }) => stage === "take-cover") ?? own[0];
    if (first === undefined) {
      // What the people of the area were told when they asked; else what was decided of its worst threat.
      const asked = answered.find(({ area, answer }) => area === areaId && answer !== null);
      const worst = subjects.find((subject) => subject.areaId === areaId);
      notWarned.push({ areaId, reasons: asked?.answer?.prevented ?? worst?.reasons ?? [] });
      continue;
    }
    const leads = score.threats.flatMap((threat) =>
      threat.areaId === areaId && threat.leadS !== null ? [threat.leadS] : [],
    );
    warned.push({
      areaId,
      stage: first.stage,
      atUs: first.issuedUs,
      leadS: leads.length === 0 ? null : Math.max(...leads),
    });
  }
  return { decisionsSha256: report.sha256, decisions: report.decisions, warned, notWarned };
}
