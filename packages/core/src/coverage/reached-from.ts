import { type DetectionRunRule, type RunZone, seenFrom } from "./detection-run.ts";
import { type ConfirmationRule, confirmedFrom } from "./first-confirmation.ts";

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

/** Time from one look of any of `seeing` to the next, 1/Σ(1/T); with none of them, the longest of `all`. */
export function periodTogether(
  seeing: readonly { readonly periodS: number }[],
  all: readonly { readonly periodS: number }[],
): number {
  if (seeing.length === 0) return Math.max(...all.map(({ periodS }) => periodS));
  return 1 / seeing.reduce((sum, { periodS }) => sum + 1 / periodS, 0);
}
