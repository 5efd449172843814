/** No tracker is better than this, whatever it states: a sigma of zero would outweigh everything else. */
const POSITION_SIGMA_MIN_M = 1;
/** Keeps the horizontal covariance positive definite. */
const CORRELATION_MAX = 0.99;

/**
 * The horizontal covariance of a position detection, m²: from one sigma east and north, and what they share either as a
 * correlation, or as ASTERIX gives it, the root of the covariance with its sign.
 */
export function horizontalCovariance(
  stated: { readonly eastSigmaM: number; readonly northSigmaM: number } & (
    | { readonly correlation: number }
    | { readonly covarianceRootM: number }
  ),
) {
  const eastM = Math.max(stated.eastSigmaM, POSITION_SIGMA_MIN_M);
  const northM = Math.max(stated.northSigmaM, POSITION_SIGMA_MIN_M);
  const shared =
    "correlation" in stated
      ? stated.correlation * eastM * northM
      : stated.covarianceRootM * Math.abs(stated.covarianceRootM);
  const limit = CORRELATION_MAX * eastM * northM;
  return {
    covarianceEeM2: eastM * eastM,
    covarianceEnM2: Math.max(-limit, Math.min(limit, shared)) + 0,
    covarianceNnM2: northM * northM,
  };
}
