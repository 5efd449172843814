import { SHARED_LOAD } from "./machine.ts";
import type { BenchReport } from "./report.ts";
import { figure } from "./table.ts";
import type { TrackResult } from "./track-section.ts";

/** A goal of the design that this run can be held against. Numbers are those of the goals' own list. */
export interface GoalVerdict {
  readonly row: string;
  readonly goal: string;
  readonly gate: string;
  readonly measured: string;
  readonly verdict: string;
}

interface Measured {
  readonly value: number;
  readonly gate: number;
  readonly better: "less" | "more";
}

const verdictOf = ({ value, gate, better }: Measured): string => {
  const factor = better === "less" ? value / gate : gate / value;
  return factor <= 1 ? "met" : `missed by a factor of ${figure(factor)}`;
};

/** The goals that these figures speak to; one without figures in this run is left out. */
export function goalVerdicts(report: BenchReport): readonly GoalVerdict[] {
  return [
    ...speedGoals(report),
    ...growthGoals(report),
    ...tailGoals(report),
    ...latencyGoals(report),
    ...replayGoals(report),
  ];
}

function speedGoals({ track }: BenchReport): GoalVerdict[] {
  const verdicts: GoalVerdict[] = [];
  for (const { objects, contenders } of track?.results ?? []) {
    for (const { name, ratio } of contenders) {
      if (ratio === null) continue;
      verdicts.push({
        row: "2",
        goal: `tracker over ${name}, ${objects} objects`,
        gate: "≥ 0.5×",
        measured: `${figure(ratio.median)}×`,
        verdict: verdictOf({ value: ratio.median, gate: 0.5, better: "more" }),
      });
    }
  }
  return verdicts;
}

const ourScans = (results: readonly TrackResult[] | undefined, objects: number) =>
  results?.find((result) => result.objects === objects)?.contenders[0].scanProcessorMs ?? null;

function growthGoals({ track }: BenchReport): GoalVerdict[] {
  const [less, more] = [ourScans(track?.results, 200), ourScans(track?.results, 1000)];
  if (less === null || more === null) return [];
  const exponent = Math.log(more.p50 / less.p50) / Math.log(5);
  return [
    {
      row: "3",
      goal: "growth exponent of the scan time, 200 → 1000 objects (processor time, p50)",
      gate: "≤ 1.20",
      measured: figure(exponent),
      verdict: verdictOf({ value: exponent, gate: 1.2, better: "less" }),
    },
  ];
}

function tailGoals({ track }: BenchReport): GoalVerdict[] {
  const scans = ourScans(track?.results, 1000);
  if (scans === null) return [];
  const ratio = scans.p99 / scans.p50;
  return [
    {
      row: "4",
      goal: "tracker's scan at 1000 objects, p99 / p50 (processor time)",
      gate: "≤ 3",
      measured: figure(ratio),
      verdict: verdictOf({ value: ratio, gate: 3, better: "less" }),
    },
    {
      row: "4",
      goal: "tracker's scan at 1000 objects, max (processor time)",
      gate: "≤ 10 ms",
      measured: `${figure(scans.max)} ms`,
      verdict: verdictOf({ value: scans.max, gate: 10, better: "less" }),
    },
  ];
}

const LATENCY_GATE_MS = 10;

/** Processor time is the least that the wall time can be: on a shared machine it may decide where the wall time can't. */
function latencyGoals({ pipeline, machine }: BenchReport): GoalVerdict[] {
  const result = pipeline?.find(({ objects }) => objects === 200);
  if (result === undefined) return [];
  const wall = { value: result.warningMs.p99, gate: LATENCY_GATE_MS, better: "less" } as const;
  const least = { ...wall, value: result.lookProcessorMs.p99 };
  const shared = machine.loadBefore > SHARED_LOAD;
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
      measured: `${figure(wall.value)} ms; processor time of the step ${figure(least.value)} ms`,
      verdict,
    },
  ];
}

function replayGoals({ replay }: BenchReport): GoalVerdict[] {
  if (replay === null) return [];
  return [
    {
      row: "16",
      goal: `replay of an airport radar over real time (${replay.minutes} minutes, not 2 hours)`,
      gate: "≥ 200×",
      measured: `${figure(replay.timesRealTime)}×`,
      verdict: verdictOf({ value: replay.timesRealTime, gate: 200, better: "more" }),
    },
  ];
}
