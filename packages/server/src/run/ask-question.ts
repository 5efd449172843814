import { explainArea, explainPlace, radians, type WhyReport } from "@tocsin/core";
import type { Simulation } from "@tocsin/sim";
import { loadIncident } from "../pipeline/load-incident.ts";
import { areaCentre } from "./area-centre.ts";

export type ScenarioQuestion = Simulation["scenario"]["definition"]["questions"][number];

/** Reports of people are taken to be right about the time within this. */
const WITHIN_S = 120;
/** Which threat an area asks about is told by a shorter time: in a salvo the next one is soon there. */
const AREA_WITHIN_S = 30;
const READ_AROUND_US = 250_000_000;

/** Answers a scenario's question from the journal of its run; null when the journal cannot say. */
export function askQuestion(
  journal: string,
  simulation: Simulation,
  question: ScenarioQuestion,
): WhyReport | null {
  const atUs = simulation.startUs + Math.round(question.at_s * 1_000_000);
  const record = loadIncident(journal, {
    fromUs: atUs - READ_AROUND_US,
    toUs: atUs + READ_AROUND_US,
  });
  const area = simulation.site.areas.find((candidate) => candidate.id === question.area);
  if (record === null || area === undefined) return null;
  if (question.about === "area")
    return explainArea(record, { areaId: area.id, atUs, withinS: AREA_WITHIN_S });
  return explainPlace(record, {
    place: areaCentre(simulation.site, area),
    atUs,
    withinS: WITHIN_S,
    heightM: question.height_m,
    speedMps: question.speed_mps,
    fromBearingRad: question.from_deg === undefined ? null : radians(question.from_deg),
  });
}
