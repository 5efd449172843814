import { verdictOf } from "./goal-verdict.ts";
import type { GoalVerdict } from "./goals.ts";
import type { LatencyFigures } from "./latency-section.ts";
import { SHARED_MOST } from "./machine.ts";
import type { BenchReport } from "./report.ts";
import type { Quantiles } from "./statistics.ts";
import { figure, quantilesText, table } from "./table.ts";

/** At the sink, ms. */
const GATES = { p50: 50, p99: 250, max: 1_000 } as const;
const NAMES = ["p50", "p99", "max"] as const;

export function latencyText(figures: LatencyFigures | null): string {
  if (figures === null) return "Mosquitto is not installed here.";
  const { objects, scenarios, octets, sirenMs, pageMs, bareMs, lost } = figures;
  const rows: readonly (readonly [string, Quantiles])[] = [
    ["a siren behind Mosquitto has the warning", sirenMs],
    ["a people's page has it over its WebSocket", pageMs],
    [`bare: ${octets} octets published to the same broker, and there`, bareMs],
  ];
  return [
    `${scenarios} scenarios of ${objects} objects: a scan's ASTERIX datagram is handed in, and the warnings that follow from it are decided, recorded,
synced, signed and sent by both channels; a process of its own listens as a siren and as a page, and its clock is the same. The bare
publications go between the scans, when all is still. Wall times in ms, p50 / p99 / max.`,
    table(
      ["until", "ms", "samples"],
      rows.map(([name, ms]) => [name, quantilesText(ms), String(ms.count)]),
    ),
    `Warnings that did not come within 5 s: ${lost}.`,
  ].join("\n\n");
}

/** What a shared machine makes too long is not decided: this is the wall's time, over three processes. */
export function deliveryGoals({ latency }: BenchReport): GoalVerdict[] {
  if (latency === null || latency.figures === null) return [];
  const { sirenMs, pageMs, lost } = latency.figures;
  const shared = (latency.othersShare ?? 0) > SHARED_MOST;
  return (
    [
      ["a siren", sirenMs],
      ["a page", pageMs],
    ] as const
  ).map(([whose, ms]) => {
    const worst = Math.max(...NAMES.map((name) => ms[name] / GATES[name]));
    const isUndecided = worst > 1 && shared && lost === 0;
    return {
      row: "12, latency",
      goal: `bytes handed in → warning at ${whose}, p50 / p99 / max`,
      gate: `≤ ${NAMES.map((name) => GATES[name]).join(" / ")} ms`,
      measured: `${NAMES.map((name) => figure(ms[name])).join(" / ")} ms`,
      verdict: isUndecided
        ? "not decided: the machine was shared"
        : lost > 0
          ? `missed: ${lost} did not come`
          : verdictOf({ value: worst, gate: 1, better: "less" }),
    };
  });
}
