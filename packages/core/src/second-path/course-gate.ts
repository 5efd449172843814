import { hypot2, square } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { secondsBetween } from "../units/time.ts";
import type { CourseFit } from "./course-fit.ts";
import type { MeasuredPlace } from "./measured-place.ts";

export const GATE_SIGMAS = 3;
/** What a course may turn or slow down by within a look, m/s². */
const CHANGE_MPS2 = 30;

/** How far it bends from one in so many seconds, m. */
export const bendOf = (seconds: number): number => 0.5 * CHANGE_MPS2 * square(seconds);

/** How far from a course its next place may be, m: 3·√(σ_x² + σ_v²·t² + σ²) + ½·a·t². */
export const gateOf = (
  sigmaM: number,
  sigmaMps: number,
  seconds: number,
  ofPlaceM: number,
): number =>
  GATE_SIGMAS * Math.sqrt(square(sigmaM) + square(sigmaMps * seconds) + square(ofPlaceM)) +
  bendOf(seconds);

/** How far a place lies off a course, level and in height, whichever is more, in gates. */
export function missOf(fit: CourseFit, place: MeasuredPlace): number {
  const seconds = secondsBetween(fit.timeUs, place.timeUs);
  const off = hypot2(
    place.eastM - fit.eastM - fit.eastMps * seconds,
    place.northM - fit.northM - fit.northMps * seconds,
  );
  const level = off / gateOf(fit.sigmaM, fit.sigmaMps, seconds, place.sigmaM);
  if (fit.upSigmaM === null || place.upSigmaM === null) return level;
  const drop = fit.falls ? 0.5 * STANDARD_GRAVITY_MPS2 * square(seconds) : 0;
  const up = Math.abs(place.upM - fit.upM - fit.upMps * seconds + drop);
  return Math.max(level, up / gateOf(fit.upSigmaM, fit.upSigmaMps, seconds, place.upSigmaM));
}
