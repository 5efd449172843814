import { type Alarm, AlarmBook, explainArea } from "@tocsin/core";
import { createScorer, type Scenario, type Simulation } from "../../src/index.ts";
import { incidentOf } from "../ask-question.ts";
import { runScenario, type ScenarioRun } from "../run-scenario.ts";

export type FaultKind = "missed" | "false take-cover" | "false pre-alert" | "reason" | "case";

/** Where the system's answer is not the case's. */
export interface CaseFault {
  readonly kind: FaultKind;
  /** What happened, in words. */
  readonly told: string;
  /** What the system itself says of it, afterwards. */
  readonly explained: string;
}

export interface CaseResult {
  /** Areas that something hit, or would have, or that the case says must be warned for another reason. */
  readonly mustWarn: number;
  readonly missed: number;
  /** From the order to take cover until the first came down, s, of each area that was hit under cover. */
  readonly leadsS: readonly number[];
  /** How many of those had less time than their people need to reach shelter. */
  readonly tooShort: number;
  readonly falseCovers: number;
  readonly falseAlerts: number;
  /** Pre-alerts that the case allows. */
  readonly allowedAlerts: number;
  readonly faults: readonly CaseFault[];
}

/** Flies a case and holds what people were told against what the case says they must and must not be told. */
export function runCase(scenario: Scenario): CaseResult {
  const run = runScenario(scenario);
  const { simulation, steps } = run;
  const scorer = createScorer(simulation);
  const book = new AlarmBook();
  const reasons = new Set<string>();
  for (const { effects } of steps)
    for (const effect of effects) {
      scorer.add(effect);
      if (effect.type === "warning") book.add(effect.warning);
      if (effect.type === "decision") for (const each of effect.decision.reasons) reasons.add(each);
    }
  const judged: Judged = { run, alarms: book.all(), score: scorer.result() };
  const { expected } = scenario.definition;
  const covers = expected.warned.map((areaId) => coverOf(areaId, judged));
  const wrong = wrongAlarms(judged);
  const faults = [
    ...caseFaults(judged),
    ...covers.flatMap(({ fault }) => fault ?? []),
    ...wrong.map((alarm) => faultOf(alarm, run)),
    ...expected.reasons
      .filter((reason) => !reasons.has(reason))
      .map((reason) => ({
        kind: "reason" as const,
        told: `nothing says ${reason}`,
        explained: "",
      })),
  ];
  const isCover = (alarm: Alarm): boolean => alarm.takeCoverUs !== null;
  return {
    mustWarn: covers.length,
    missed: covers.filter(({ fault }) => fault !== null).length,
    leadsS: covers.flatMap(({ leadS }) => leadS ?? []),
    tooShort: covers.filter(({ isShort }) => isShort).length,
    falseCovers: wrong.filter(isCover).length,
    falseAlerts: wrong.filter((alarm) => !isCover(alarm)).length,
    allowedAlerts: judged.alarms.filter(
      (alarm) => !isCover(alarm) && expected.may_pre_alert.includes(alarm.areaId),
    ).length,
    faults,
  };
}

interface Judged {
  readonly run: ScenarioRun;
  readonly alarms: readonly Alarm[];
  readonly score: ReturnType<ReturnType<typeof createScorer>["result"]>;
}

interface Covered {
  readonly leadS: number | null;
  readonly isShort: boolean;
  readonly fault: CaseFault | null;
}

/** Whether the people of an area were under cover whenever something hit it; where nothing does, whether they ever were. */
function coverOf(areaId: string, { run, alarms, score }: Judged): Covered {
  const hits = score.threats.filter((threat) => threat.areaId === areaId);
  const first = hits.toSorted((a, b) => timeOf(a.objectId, run) - timeOf(b.objectId, run));
  const missed = first.filter(({ outcome }) => outcome !== "warned");
  if (missed.length > 0) {
    const [{ objectId, outcome }] = missed;
    const atUs = timeOf(objectId, run);
    const told = `${areaId} was ${outcome === "pre-alert" ? "told to get ready only" : "not warned"} when ${objectId} came down at ${atS(atUs, run.simulation)}`;
    return { leadS: null, isShort: false, fault: describeFault("missed", told, areaId, atUs, run) };
  }
  if (first.length === 0 && !alarms.some((each) => each.areaId === areaId && each.takeCoverUs)) {
    const { endUs } = run.simulation;
    const told = `${areaId} was never told to take cover`;
    return {
      leadS: null,
      isShort: false,
      fault: describeFault("missed", told, areaId, endUs, run),
    };
  }
  return {
    leadS: first.at(0)?.leadS ?? null,
    isShort: first.some(({ inTime }) => !inTime),
    fault: null,
  };
}

/** Alarms of areas that the case does not have warned or let be told as much; of those that it does, the ones that nothing was the reason for. */
function wrongAlarms({ run, alarms, score }: Judged): readonly Alarm[] {
  const { expected } = run.simulation.scenario.definition;
  const groundless = new Set(
    score.falseAlarms.map(({ areaId, episode }) => `${areaId}/${episode}`),
  );
  return alarms.filter((alarm) => {
    const { areaId, takeCoverUs } = alarm;
    if (expected.taken_back.includes(areaId) || expected.may_take_cover.includes(areaId))
      return false;
    if (takeCoverUs === null && expected.may_pre_alert.includes(areaId)) return false;
    return !expected.warned.includes(areaId) || groundless.has(`${areaId}/${alarm.episode}`);
  });
}

/** A case whose truth is not what it says is no case: what hits a protected area has to be warned of. */
function caseFaults({ run, score }: Judged): readonly CaseFault[] {
  const { expected } = run.simulation.scenario.definition;
  const known = [...expected.warned, ...expected.may_take_cover];
  return score.threats
    .filter(({ areaId, outcome }) => outcome !== "not-protected" && !known.includes(areaId))
    .map(({ areaId, objectId }) => ({
      kind: "case" as const,
      told: `${objectId} hits ${areaId}, which the case does not have warned`,
      explained: "",
    }));
}

function faultOf(alarm: Alarm, run: ScenarioRun): CaseFault {
  const { areaId, takeCoverUs, fromUs } = alarm;
  const atUs = takeCoverUs ?? fromUs;
  const kind = takeCoverUs === null ? "false pre-alert" : "false take-cover";
  return describeFault(kind, `${areaId} at ${atS(atUs, run.simulation)}`, areaId, atUs, run);
}

/** So long about the time in question the system is asked, s. */
const ASKED_WITHIN_S = 30;

function describeFault(
  kind: FaultKind,
  told: string,
  areaId: string,
  atUs: number,
  run: ScenarioRun,
): CaseFault {
  const record = incidentOf(run, atUs);
  const area = run.simulation.site.areas.find((each) => each.id === areaId);
  const report =
    record === null || area === undefined
      ? null
      : explainArea(record, { areaId: area.id, atUs, withinS: ASKED_WITHIN_S });
  return { kind, told, explained: report?.answer ?? "the record has nothing of it" };
}

const timeOf = (objectId: string, { simulation }: ScenarioRun): number =>
  simulation.truth.objects.find(({ id }) => id === objectId)?.impact?.timeUs ?? simulation.endUs;

const atS = (timeUs: number, { startUs }: Pick<Simulation, "startUs">): string =>
  `${((timeUs - startUs) / 1e6).toFixed(1)} s`;
