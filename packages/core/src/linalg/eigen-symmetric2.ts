export interface EigenSymmetric2 {
  /** `major` ≥ `minor`. */
  readonly major: number;
  readonly minor: number;
  /** Angle of the major axis from the first axis towards the second, in (−π/2, π/2]. */
  readonly angleRad: number;
}

/**
 * Eigenvalues and major axis of the symmetric [[xx, xy], [xy, yy]]: mean ± √(((xx − yy)/2)² + xy²), angle
 * ½·atan2(2·xy, xx − yy). The axes of an uncertainty ellipse are the square roots. A multiple of
 * the identity has angle 0.
 */
export function eigenSymmetric2(xx: number, xy: number, yy: number): EigenSymmetric2 {
  const mean = 0.5 * (xx + yy);
  const half = 0.5 * (xx - yy);
  const radius = Math.sqrt(half * half + xy * xy);
  const major = mean + radius;
  // det/major keeps a small eigenvalue's digits where mean − radius would cancel them.
  const minor = mean > 0 && major > 0 ? (xx * yy - xy * xy) / major : mean - radius;
  const angleRad = radius === 0 ? 0 : 0.5 * Math.atan2(2 * xy, xx - yy);
  return { major, minor, angleRad };
}
