import type { Detection, Look } from "../measurement/look.ts";
import { MICROS_PER_SECOND } from "../units/time.ts";
import { BIASES, CLOCK_BIAS } from "./biases.ts";

/** What is fast in scope, m/s: a clock's remaining error moves an object by this times it. */
const SPEED_MPS = 100;

/**
 * A look as its sensor would have reported it without bias: range, azimuth, elevation and time taken back by the correction at `a[at]`, the
 * remaining variances added to the sigmas. Detections stand where they stood.
 */
export function correctedLook(look: Look, a: Float64Array, at: number): Look {
  const clockUs = Math.round(a[at + CLOCK_BIAS] * MICROS_PER_SECOND);
  const late = SPEED_MPS * SPEED_MPS * a[at + BIASES + CLOCK_BIAS];
  const wider = (sigma: number, which: number, more: number): number =>
    Math.sqrt(sigma * sigma + a[at + BIASES + which] + more);
  const corrected = (detection: Detection): Detection => {
    const sensedUs = detection.sensedUs - clockUs;
    if (detection.kind === "position") return { ...detection, sensedUs };
    const direction = {
      sensedUs,
      azimuthRad: detection.azimuthRad - a[at + 1],
      azimuthSigmaRad: wider(detection.azimuthSigmaRad, 1, 0),
      elevationRad: detection.elevationRad === null ? null : detection.elevationRad - a[at + 2],
      elevationSigmaRad: wider(detection.elevationSigmaRad, 2, 0),
    };
    if (detection.kind === "bearing") return { ...detection, ...direction };
    return {
      ...detection,
      ...direction,
      rangeM: detection.rangeM - a[at],
      rangeSigmaM: wider(detection.rangeSigmaM, 0, late),
    };
  };
  return { ...look, detections: look.detections.map(corrected) };
}
