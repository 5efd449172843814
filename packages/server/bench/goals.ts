import { verdictOf } from "./goal-verdict.ts";
import { fanOutGoals } from "./fan-out-text.ts";
import { deliveryGoals } from "./latency-text.ts";
import { impactGoals } from "./impact-goals.ts";
import { SHARED_MOST } from "./machine.ts";
import { polygonGoals } from "./polygon-section.ts";
import { raidGoals } from "./raid-text.ts";
import type { BenchReport } from "./report.ts";
import { figure } from "./table.ts";
import { trackingGoals } from "./tracking-goals.ts";

/** A goal of the design that this run can be held against. Numbers are those of the goals' own list. */
export interface GoalVerdict {
  readonly row: string;
  readonly goal: string;
  readonly gate: string;
  readonly measured: string;
  readonly verdict: string;
}

/** The goals that these figures speak to; one without figures is left out. */
export function goalVerdicts(report: BenchReport): readonly GoalVerdict[] {
  const { impacts, polygons, raids } = report;
  return [
    ...trackingGoals(report),
    ...(impacts === null ? [] : impactGoals(impacts.figures)),
    ...(polygons === null ? [] : polygonGoals(polygons.figures)),
    ...(raids === null ? [] : raidGoals(raids.figures)),
    ...latencyGoals(report),
    ...replayGoals(report),
    ...fanOutGoals(report),
    ...deliveryGoals(report),
  ];
}

const LATENCY_GATE_MS = 10;

/** Processor time is the least that the wall time can be: on a shared machine it may decide where the wall time can't. */
function latencyGoals({ pipeline }: BenchReport): GoalVerdict[] {
  const result = pipeline?.figures.find(({ objects }) => objects === 200);
  if (pipeline === null || result === undefined) return [];
  const wall = { value: result.warningMs.p99, gate: LATENCY_GATE_MS, better: "less" } as const;
  const least = { ...wall, value: (result.warningProcessorMs ?? result.lookProcessorMs).p99 };
  const shared = (pipeline.othersShare ?? 0) > SHARED_MOST;
  const verdict =
    wall.value <= wall.gate || !shared
      ? verdictOf(wall)
      : least.value > least.gate
        ? `${verdictOf(least)}, by processor time alone`
        : "not decided: the machine was shared";
  return [
    {
      row: "12",
      goal: "bytes handed in → warning frame written, record synced, 200 objects, p99",
      gate: `≤ ${LATENCY_GATE_MS} ms`,
      measured: `${figure(wall.value)} ms; processor time until then ${figure(least.value)} ms`,
      verdict,
    },
  ];
}

const REPLAY_GOAL_MINUTES = 120;

function replayGoals({ replay }: BenchReport): GoalVerdict[] {
  if (replay === null) return [];
  const { minutes, timesRealTime } = replay.figures;
  const length = minutes === REPLAY_GOAL_MINUTES ? "2 hours" : `${minutes} minutes, not 2 hours,`;
  return [
    {
      row: "16",
      goal: `replay of ${length} of an airport radar over real time`,
      gate: "≥ 200×",
      measured: `${figure(timesRealTime)}×`,
      verdict: verdictOf({ value: timesRealTime, gate: 200, better: "more" }),
    },
  ];
}
