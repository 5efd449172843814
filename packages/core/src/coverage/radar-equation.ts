import { square } from "../units/algebra.ts";
import type { ElevationBeam, GroundClutter } from "./radar-model.ts";

/**
 * Probability that one look detects a target whose echo fluctuates from look to look with an exponential power
 * distribution (Swerling 1): P = P_fa^{1/(1 + S)}, S the mean signal-to-noise ratio, 0…∞ (Richards, 2005, Fundamentals of
 * Radar Signal Processing, chapter 6, with one sample). S = 0 gives P_fa.
 */
export const swerlingOneProbability = (signalToNoise: number, falseAlarm: number): number =>
  Math.exp(Math.log(falseAlarm) / (1 + signalToNoise));

/** The mean signal-to-noise ratio at which {@link swerlingOneProbability} is `probability`: S = ln P_fa/ln P − 1. */
export const swerlingOneSignalToNoise = (probability: number, falseAlarm: number): number =>
  Math.log(falseAlarm) / Math.log(probability) - 1;

/** 4 ln 2: the exponent of a Gaussian whose full width at half height is 1. */
const HALF_WIDTH = 4 * Math.LN2;

/**
 * One-way power gain of the beam in a direction, relative to its axis, 0…1. Gaussian: G = exp(−4 ln 2·(θ/θ₃)²) about the axis,
 * one half at θ = θ₃/2. Cosecant-squared: the same up to its upper half-power point θ₁, above it ½·(sin θ₁/sin θ)² (Skolnik,
 * 2001, Introduction to Radar Systems, 3rd ed., chapter 9); a nose whose θ₁ isn't above the horizontal stays Gaussian.
 * Side lobes are left out.
 */
export function elevationGain(beam: ElevationBeam, elevationRad: number): number {
  if (beam.shape === "uniform") return 1;
  const shoulder = beam.tiltRad + 0.5 * beam.widthRad;
  if (beam.shape === "cosecant-squared" && shoulder > 0 && elevationRad > shoulder)
    return 0.5 * square(Math.sin(shoulder) / Math.sin(elevationRad));
  return Math.exp(-HALF_WIDTH * square((elevationRad - beam.tiltRad) / beam.widthRad));
}

/**
 * Cross-section, m², of the ground in a radar's cell, after processing: γ·sin ψ·(R·θ_az·ΔR)/I. Over an effective Earth of
 * radius R_e the ground at slant range R is met at the grazing angle sin ψ = h/R − R/(2R_e); beyond the horizon it gives
 * no echo (Skolnik, 2001, Introduction to Radar Systems, 3rd ed., chapter 7).
 */
export function groundCrossSection(
  clutter: GroundClutter,
  rangeM: number,
  antennaHeightM: number,
  effectiveRadiusM: number,
): number {
  const grazing = antennaHeightM / rangeM - rangeM / (2 * effectiveRadiusM);
  if (grazing <= 0) return 0;
  const cell = rangeM * clutter.azimuthBeamWidthRad * clutter.rangeResolutionM;
  return (clutter.gamma * Math.min(grazing, 1) * cell) / clutter.improvement;
}
