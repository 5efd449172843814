import {
  channelId,
  createLocalFrame,
  enuToGeodetic,
  explainArea,
  explainPlace,
  IncidentCollector,
  type IncidentRecord,
  radians,
  warningKey,
  type WhyReport,
} from "@tocsin/core";
import type { Scenario } from "../src/index.ts";
import type { ScenarioRun } from "./run-scenario.ts";

type Question = Scenario["definition"]["questions"][number];

/** The record of a run about a time, as if every warning had been shown to people. */
export function incidentOf(
  { steps }: Pick<ScenarioRun, "steps">,
  atUs: number,
): IncidentRecord | null {
  const collector = new IncidentCollector({ fromUs: atUs - 250e6, toUs: atUs + 250e6 });
  let sequence = 0;
  for (const { event, effects } of steps) {
    collector.addEvent(++sequence, event);
    for (const effect of effects) {
      collector.addEffect(++sequence, effect);
      if (effect.type === "warning")
        collector.addEvent(++sequence, {
          type: "receipt",
          receivedUs: event.receivedUs,
          warningKey: warningKey(effect.warning),
          version: effect.warning.version,
          channelId: channelId("screen"),
          outcome: "delivered",
          detail: "shown",
        });
    }
  }
  return collector.record();
}

/** Asks one of a scenario's questions of the record of its run. */
export function askQuestion(run: ScenarioRun, question: Question): WhyReport {
  const { simulation } = run;
  const atUs = simulation.startUs + question.at_s * 1_000_000;
  const record = incidentOf(run, atUs);
  const area = simulation.site.areas.find((candidate) => candidate.id === question.area);
  if (record === null || area === undefined) throw new Error("the question names no area");
  if (question.about === "area") {
    const report = explainArea(record, { areaId: area.id, atUs, withinS: 30 });
    if (report === null) throw new Error("the question names no area");
    return report;
  }
  const [ring] = area.rings;
  const n = ring.length / 2;
  const mean = (offset: number): number =>
    ring.reduce((sum, value, i) => (i % 2 === offset ? sum + value / n : sum), 0);
  return explainPlace(record, {
    place: enuToGeodetic(createLocalFrame(simulation.site.origin), mean(0), mean(1), 0),
    atUs,
    withinS: 120,
    heightM: question.height_m,
    speedMps: question.speed_mps,
    fromBearingRad: question.from_deg === undefined ? null : radians(question.from_deg),
  });
}
