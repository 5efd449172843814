import { type DetectionRunRule, type RunZone, seenFrom } from "./detection-run.ts";
import { expectedFrom } from "./expected-look.ts";
import { type ConfirmationRule, confirmedFrom } from "./first-confirmation.ts";
import type { SensorSpec } from "./sensor.ts";

/**
 * From how far off an approach fulfils a rule; null: never. What counts as one look of a run is tried for each of `periodsS`, the periods of
 * the sensors along it, so that a fast poor sensor doesn't hide a slow good one.
 */
export function reachedFrom(
  zones: readonly RunZone[],
  periodsS: Iterable<number>,
  speedMps: number,
  rule: DetectionRunRule | ConfirmationRule,
): number | null {
  if (rule.kind === "confirmation") return confirmedFrom(zones, speedMps, rule);
  let best: number | null = null;
  for (const periodS of new Set(periodsS)) {
    const found = seenFrom(zones, periodS, speedMps, rule);
    if (found !== null && (best === null || found > best)) best = found;
  }
  return best;
}

/** How the looks of sensors come together, of `seeing`, those that cover a zone; with none of them, of `all`, as rarely as of the slowest. */
export function looksTogether(
  seeing: readonly LookingSensor[],
  all: readonly LookingSensor[],
): Pick<RunZone, "periodS" | "expectedFrom"> {
  if (seeing.length === 0)
    return { periodS: Math.max(...all.map(({ periodS }) => periodS)), expectedFrom: 1 };
  return {
    periodS: 1 / seeing.reduce((sum, { periodS }) => sum + 1 / periodS, 0),
    expectedFrom: Math.min(...seeing.map(({ spec }) => expectedFrom(spec))),
  };
}

interface LookingSensor {
  readonly periodS: number;
  readonly spec: SensorSpec;
}
