import { detectionProbabilityOf, type SensorGeometry } from "@tocsin/core";
import type { EffectiveModel } from "./effective-model.ts";
import type { Sight } from "./sight.ts";

/**
 * Probability that one look of a healthy sensor detects what it has in sight: the same coverage model as the
 * engine's (range, sector, elevation, horizon, terrain; with a radar model its echo and speed), times the share of its claim that the sensor truly reaches. With a
 * reference cross-section σ₀, something smaller is seen only to rangeMax·(σ/σ₀)^¼: the radar equation (M. I.
 * Skolnik, "Introduction to Radar Systems", third edition, 2001, equation 1.8).
 */
export function seeProbability(
  geometry: SensorGeometry,
  model: EffectiveModel,
  rcsDbsm: number,
  sight: Sight,
): number {
  const { reference_rcs_dbsm: reference, detection_factor: share } = model.config;
  const lackDb = reference === null ? 0 : Math.max(0, reference - rcsDbsm);
  const reach = Math.exp((-lackDb / 40) * Math.LN10);
  if (sight.rangeM > geometry.spec.coverage.rangeMaxM * reach) return 0;
  const { eastM, northM, upM, eastMps, northMps, upMps } = sight.state;
  const target = {
    crossSectionM2: Math.exp((rcsDbsm / 10) * Math.LN10),
    velocityMps: [eastMps, northMps, upMps],
    rangeRateSigmaMps: 0,
  };
  return share * detectionProbabilityOf(geometry, undefined, eastM, northM, upM, target);
}
