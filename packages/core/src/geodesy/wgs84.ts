/** World Geodetic System 1984 (NIMA TR8350.2, 3rd ed., amendment 1, 2000, tables 3.1, 3.3 and 3.4). */

/** Semi-major axis, m. */
export const WGS84_A_M = 6_378_137;
/** Flattening. */
export const WGS84_F = 1 / 298.257223563;
/** Semi-minor axis a(1 − f), m. */
export const WGS84_B_M = WGS84_A_M * (1 - WGS84_F);
/** First eccentricity squared, f(2 − f). */
export const WGS84_E2 = WGS84_F * (2 - WGS84_F);
/** Normal gravity on the equator, m/s². */
export const WGS84_EQUATOR_GRAVITY_MPS2 = 9.7803253359;
/** Somigliana's constant, (b·γp)/(a·γe) − 1. */
export const WGS84_SOMIGLIANA = 0.00193185265241;
/** ω²a²b/GM. */
export const WGS84_GRAVITY_RATIO = 0.00344978650684;

/** Radius of curvature in the meridian, m, at geodetic latitude: a(1 − e²)/(1 − e² sin²φ)^{3/2}. */
export function meridianRadius(latitudeRad: number): number {
  const sine = Math.sin(latitudeRad);
  const root = Math.sqrt(1 - WGS84_E2 * sine * sine);
  return (WGS84_A_M * (1 - WGS84_E2)) / (root * root * root);
}

/** Radius of curvature in the prime vertical, m, at geodetic latitude: a/√(1 − e² sin²φ). */
export function primeVerticalRadius(latitudeRad: number): number {
  const sine = Math.sin(latitudeRad);
  return WGS84_A_M / Math.sqrt(1 - WGS84_E2 * sine * sine);
}
