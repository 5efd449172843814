import type { SensorSpec } from "@tocsin/core";
import type { RandomStream } from "../random/stream.ts";
import type { LookPlan } from "./look-times.ts";
import type { Subject } from "./measure.ts";

/** Clutter moves: range rates up to this are all alike likely. */
const CLUTTER_RATE_MAX_MPS = 40;
/** Mean cross-section of clutter and its spread, dB re 1 m²: that of birds, insects and gusts of leaves. */
const CLUTTER_RCS_DBSM = -20;
const CLUTTER_RCS_SIGMA_DB = 6;

/**
 * False detections of one look: their number is Poisson with the mean that belongs to this look's share of a whole
 * sweep, their places are uniform over range, azimuth and elevation (what a detector with a constant false-alarm
 * rate does: each of its cells is as likely as any other), their times that of the beam.
 * Source: Y. Bar-Shalom and X.-R. Li, "Multitarget-Multisensor Tracking" (1995), section 2.5, "diffuse" model.
 */
export function clutterOf(
  plan: LookPlan,
  spec: SensorSpec,
  options: { readonly meanPerSweep: number; readonly rotating: boolean },
  random: RandomStream,
): readonly Subject[] {
  const share = plan.azimuthWidthRad / spec.coverage.azimuthWidthRad;
  const count = random.poisson(options.meanPerSweep * share);
  return Array.from({ length: count }, () => {
    const turned = random.unit();
    const { coverage } = spec;
    const state = { eastM: 0, northM: 0, upM: 0, eastMps: 0, northMps: 0, upMps: 0 };
    return {
      sensedUs: options.rotating
        ? plan.fromUs + Math.round(turned * (plan.toUs - plan.fromUs))
        : plan.toUs,
      rcsDbsm: CLUTTER_RCS_DBSM + CLUTTER_RCS_SIGMA_DB * random.normal(),
      identity: null,
      sight: {
        azimuthRad: plan.azimuthFromRad + turned * plan.azimuthWidthRad,
        rangeM: random.uniform(coverage.rangeMinM, coverage.rangeMaxM),
        elevationRad: random.uniform(coverage.elevationMinRad, coverage.elevationMaxRad),
        rangeRateMps: random.uniform(-CLUTTER_RATE_MAX_MPS, CLUTTER_RATE_MAX_MPS),
        state,
      },
    };
  });
}
