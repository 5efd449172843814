import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";
import { EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";
import { normalDistribution } from "./normal-distribution.ts";
import {
  elevationGain,
  groundCrossSection,
  swerlingOneProbability,
  swerlingOneSignalToNoise,
} from "./radar-equation.ts";
import type { RadarModel } from "./radar-model.ts";

/**
 * Mean ratio of a target's echo to noise and ground echoes, for each m² of its cross-section, by the radar equation:
 * S = S₀·(σ/σ₀)·(R₀/R)⁴·G², from the range R₀ at which σ₀ is detected as stated. Echoes of the ground come in through the
 * same beam: S/C = σG²/(σ_c·G_c²), and the two add as 1/(1/S + 1/(S/C)) (Skolnik, 2001, Introduction to
 * Radar Systems, 3rd ed., chapters 1 and 7).
 */
export function signalPerSquareMetre(
  geometry: SensorGeometry,
  radar: RadarModel,
  rangeM: number,
  elevationRad: number,
): number {
  const reference =
    swerlingOneSignalToNoise(radar.referenceDetectionProbability, radar.falseAlarmProbability) /
    radar.referenceCrossSectionM2;
  const twoWay = square(elevationGain(radar.beam, elevationRad));
  const signal = reference * square(square(radar.referenceRangeM / rangeM)) * twoWay;
  if (radar.groundClutter === null || signal === 0) return signal;
  const heightM = antennaHeight(geometry);
  const ground = groundCrossSection(radar.groundClutter, rangeM, heightM, EFFECTIVE_EARTH_RADIUS_M);
  if (ground === 0) return signal;
  const down = -Math.min(heightM / rangeM + rangeM / (2 * EFFECTIVE_EARTH_RADIUS_M), 1);
  const groundTwoWay = square(elevationGain(radar.beam, Math.asin(down)));
  return 1 / (1 / signal + (ground * groundTwoWay) / twoWay);
}

/** Height, m, of the antenna above the ground that it stands on. */
function antennaHeight(geometry: SensorGeometry): number {
  const { spec, positionM, terrain, groundHeightM } = geometry;
  const ground = terrain === null ? groundHeightM : terrain.heightAt(positionM[0], positionM[1]);
  return Math.max(spec.position.heightM - ground, 0);
}

/** Probability of one look from the echo alone. */
export const echoProbability = (radar: RadarModel, signalToNoise: number): number =>
  swerlingOneProbability(signalToNoise, radar.falseAlarmProbability);

/**
 * Probability that a target moves fast enough, towards or away, not to be taken for clutter: P(|ṙ + σZ| ≥ v), Z standard
 * normal, for an estimated range rate ṙ with standard deviation σ, m/s. With σ = 0 it is 0 or 1.
 */
export function dopplerProbability(
  radar: RadarModel,
  rangeRateMps: number,
  sigmaMps: number,
): number {
  const least = radar.rangeRateMinMps;
  if (least === 0) return 1;
  if (sigmaMps <= 0) return Math.abs(rangeRateMps) >= least ? 1 : 0;
  return (
    1 -
    normalDistribution((least - rangeRateMps) / sigmaMps) +
    normalDistribution((-least - rangeRateMps) / sigmaMps)
  );
}
