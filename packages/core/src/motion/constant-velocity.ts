/** Power spectral density of white-noise acceleration, m²/s³, along each horizontal axis and along the vertical. */
export interface AccelerationDensity {
  readonly horizontal: number;
  readonly vertical: number;
}

/**
 * Nearly constant velocity over `dt` seconds (either sign): x' = F·x, P' = F·P·Fᵀ + Q, with F = [I dt·I; 0 I]
 * and Q = q·[|dt|³/3 dt|dt|/2; dt|dt|/2 |dt|] for each axis. Mean 6×1 (position m, velocity m/s), covariance
 * 6×6 row-major and symmetric; outputs may be the inputs. (Bar-Shalom, Li and Kirubarajan, 2001,
 * Estimation with Applications to Tracking and Navigation, section 6.2.2.)
 */
export function predictConstantVelocity(
  mean: Float64Array,
  covariance: Float64Array,
  dt: number,
  density: AccelerationDensity,
  outMean: Float64Array,
  outCovariance: Float64Array,
): void {
  for (let i = 0; i < 3; i++) {
    outMean[i] = mean[i] + dt * mean[i + 3];
    outMean[i + 3] = mean[i + 3]!;
  }
  const p = covariance;
  const out = outCovariance;
  const span = Math.abs(dt);
  const positionNoise = (span * span * span) / 3;
  const crossNoise = 0.5 * dt * span;
  // Position block first, then the crossed ones, then velocity: each reads only what is not yet overwritten.
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      const noise = i === j ? (i === 2 ? density.vertical : density.horizontal) : 0;
      const value =
        p[i * 6 + j] +
        dt * (p[i * 6 + j + 3] + p[j * 6 + i + 3]) +
        dt * dt * p[(i + 3) * 6 + j + 3] +
        noise * positionNoise;
      out[i * 6 + j] = value;
      out[j * 6 + i] = value;
    }
  }
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const noise = i === j ? (i === 2 ? density.vertical : density.horizontal) : 0;
      const value = p[i * 6 + j + 3] + dt * p[(i + 3) * 6 + j + 3] + noise * crossNoise;
      out[i * 6 + j + 3] = value;
      out[(j + 3) * 6 + i] = value;
    }
  }
  for (let i = 3; i < 6; i++) {
    for (let j = 3; j <= i; j++) {
      const noise = i === j ? (i === 5 ? density.vertical : density.horizontal) : 0;
      const value = p[i * 6 + j] + noise * span;
      out[i * 6 + j] = value;
      out[j * 6 + i] = value;
    }
  }
}
