import type { FanOutFigures } from "./fan-out-section.ts";
import type { GoalVerdict } from "./goals.ts";
import { verdictOf } from "./goal-verdict.ts";
import { SHARED_MOST } from "./machine.ts";
import type { BenchReport } from "./report.ts";
import { figure, table } from "./table.ts";

const THREATENED_GATE_MS = 20;
const RATIO_GATE = 1.4;

export function fanOutText(figures: FanOutFigures): string {
  const { clients, threatened, octets, rounds, nativePerClientUs, ratio } = figures;
  const rows = [
    ["last of the threatened", figure(figures.threatenedMs), figure(figures.threatenedWallMs)],
    ["last of all", figure(figures.allMs), figure(figures.allWallMs)],
  ];
  const native =
    nativePerClientUs === null || ratio === null
      ? "There was no compiler for the loop in C."
      : `A client takes ${figure(figures.perClientUs)} µs of processor time, and ${figure(nativePerClientUs)} µs in a loop in C that sends the same octets: ${figure(ratio)} times as much (median of the rounds' ratios).`;
  return [
    `One message of ${octets} octets to ${clients} connections of this machine, ${threatened} of which are told first; medians of ${rounds} rounds, ours and the loop's in turn.`,
    table(["written to", "processor time, ms", "wall, ms"], rows),
    `${native} A connection takes ${figure(figures.memoryPerClientKib)} KiB.`,
  ].join("\n\n");
}

/** Processor time is the least that the wall's can be; on a shared machine the wall's may tell of others only. */
export function fanOutGoals({ "fan-out": measured }: BenchReport): GoalVerdict[] {
  if (measured === null) return [];
  const { threatenedMs, threatenedWallMs, ratio, clients, threatened } = measured.figures;
  const wall = { value: threatenedWallMs, gate: THREATENED_GATE_MS, better: "less" } as const;
  const shared = (measured.othersShare ?? 0) > SHARED_MOST;
  const undecided = threatenedWallMs > THREATENED_GATE_MS && shared;
  const last: GoalVerdict = {
    row: "13",
    goal: `the last of ${threatened} threatened among ${clients} pages written to`,
    gate: `≤ ${THREATENED_GATE_MS} ms`,
    measured: `${figure(threatenedWallMs)} ms; processor time ${figure(threatenedMs)} ms`,
    verdict: undecided ? "not decided: the machine was shared" : verdictOf(wall),
  };
  if (ratio === null) return [last];
  return [
    last,
    {
      row: "13",
      goal: "processor time of a page, against a loop in C",
      gate: `≤ ${RATIO_GATE}`,
      measured: figure(ratio),
      verdict: verdictOf({ value: ratio, gate: RATIO_GATE, better: "less" }),
    },
  ];
}
