/** The factors of a hovering member over some time: of velocity, of place by velocity, and its noise. */
export interface HoverStep {
  /** exp(−dt/τ). */
  stay: number;
  /** τ(1 − stay), s. */
  drift: number;
  placeNoise: number;
  crossNoise: number;
  speedNoise: number;
}

export const createHoverStep = (): HoverStep => ({
  stay: 1,
  drift: 0,
  placeNoise: 0,
  crossNoise: 0,
  speedNoise: 0,
});

/**
 * An object that stands in the air, for each axis by itself: an Ornstein–Uhlenbeck process for the velocity, dv = −v/τ·dt + √q dw with
 * q = 2σ²/τ, so that it forgets its speed within τ and wanders with one sigma σ, m/s; over `dt` ≥ 0 seconds, with e = exp(−dt/τ),
 *
 * v' = e·v,  p' = p + τ(1 − e)·v,
 * Q_vv = σ²(1 − e²),  Q_pv = σ²τ(1 − e)²,  Q_pp = 2σ²τ·(dt − 2τ(1 − e) + ½τ(1 − e²)).
 *
 * The place spreads as a random walk, ~ 2σ²τ·dt, and not with dt³ as free acceleration would spread it. For `dt` < 0 the mean is run back
 * and the noise is 0.
 * (G. E. Uhlenbeck and L. S. Ornstein, "On the theory of the Brownian motion", Physical Review 36 (1930) 823–841, eqs. 10 and 14; as a model of
 * targets, X. R. Li and V. P. Jilkov, "Survey of maneuvering target tracking. Part I", IEEE T-AES 39 (2003) 1333–1364, §IV.)
 */
export function hoverStep(dt: number, tauS: number, sigmaMps: number, out: HoverStep): void {
  const stay = Math.exp(-dt / tauS);
  const gone = 1 - stay;
  const drift = tauS * gone;
  const variance = sigmaMps * sigmaMps;
  out.stay = stay;
  out.drift = drift;
  const isForward = dt > 0;
  out.speedNoise = isForward ? variance * gone * (1 + stay) : 0;
  out.crossNoise = isForward ? variance * tauS * gone * gone : 0;
  const spread = dt - 2 * drift + 0.5 * tauS * gone * (1 + stay);
  out.placeNoise = isForward ? Math.max(0, 2 * variance * tauS * spread) : 0;
}
