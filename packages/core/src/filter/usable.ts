import type { Detection, PositionDetection } from "../measurement/look.ts";

/** No length, speed or direction in scope is greater, in its own unit; past it a square would swamp everything else. */
const VALUE_MAX = 1e7;
const SIGMA_LEAST = 1e-9;

/** Whether every number that the detection states is in bounds and every sigma it relies on is positive. */
export function isUsable(detection: Detection): boolean {
  if (!Number.isSafeInteger(detection.sensedUs) || !fits(detection.rcsDbsm, 1)) return false;
  if (detection.kind === "position") return isUsablePosition(detection);
  const elevationFits = fits(detection.elevationRad, detection.elevationSigmaRad);
  if (!fits(detection.azimuthRad, detection.azimuthSigmaRad) || !elevationFits) return false;
  if (detection.kind === "bearing") return true;
  return (
    fits(detection.rangeM, detection.rangeSigmaM) &&
    detection.rangeM > 0 &&
    fits(detection.rangeRateMps, detection.rangeRateSigmaMps) &&
    fits(detection.heightM, detection.heightSigmaM)
  );
}

function isUsablePosition(detection: PositionDetection): boolean {
  const { covarianceEeM2, covarianceEnM2, covarianceNnM2, velocity } = detection;
  const determinant = covarianceEeM2 * covarianceNnM2 - covarianceEnM2 * covarianceEnM2;
  const velocityFits =
    velocity === null ||
    (fits(velocity.eastMps, velocity.horizontalSigmaMps) &&
      fits(velocity.northMps, velocity.horizontalSigmaMps) &&
      fits(velocity.upMps, velocity.upSigmaMps));
  return (
    fits(detection.latitudeRad, 1) &&
    fits(detection.longitudeRad, 1) &&
    fits(detection.heightM, detection.heightSigmaM) &&
    fits(0, Math.sqrt(covarianceEeM2)) &&
    fits(0, Math.sqrt(determinant / covarianceEeM2)) &&
    velocityFits
  );
}

/** Null, or a number in bounds with a sigma in bounds. A comparison with NaN is false. */
const fits = (value: number | null, sigma: number): boolean =>
  value === null || (Math.abs(value) <= VALUE_MAX && sigma >= SIGMA_LEAST && sigma <= VALUE_MAX);
