import type { EngineEffect } from "@tocsin/core";
import type { ScenarioRun } from "./run-scenario.ts";

const seconds = (us: number, startUs: number): string => ((us - startUs) / 1e6).toFixed(2);

/**
 * The decision stream of a scenario as text that people can review: every decision and warning in order, with
 * probabilities to three digits and distances to a metre. The replay test holds the bits; this holds the sense.
 */
export function decisionStream({ simulation, steps }: ScenarioRun): string {
  const lines: string[] = [];
  for (const { effects } of steps)
    for (const effect of effects) {
      const line = lineOf(effect, simulation.startUs);
      if (line !== null) lines.push(line);
    }
  return `${lines.join("\n")}\n`;
}

function lineOf(effect: EngineEffect, startUs: number): string | null {
  if (effect.type === "decision") {
    const { decision } = effect;
    const { numbers } = decision;
    return [
      seconds(decision.decidedUs, startUs).padStart(8),
      "decision",
      decision.areaId ?? "(all others)",
      decision.stage,
      decision.reasons.join("+"),
      `P ${numbers.probability.toPrecision(3)} of ${numbers.threshold}`,
      `miss ${numbers.missDistanceM.toFixed(0)} m`,
      decision.class,
      decision.trackId.replace(/\/\d{6,}/, ""),
      ...(decision.final ? ["last"] : []),
    ].join("  ");
  }
  if (effect.type === "warning") {
    const { warning } = effect;
    return [
      seconds(warning.issuedUs, startUs).padStart(8),
      "WARNING ",
      warning.areaId,
      warning.stage,
      `${warning.action} ${warning.episode}.${warning.version}`,
      `threats ${warning.threats.length}`,
    ].join("  ");
  }
  return null;
}
