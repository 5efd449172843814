/** Standard acceleration of free fall, m/s², by definition (3rd CGPM, 1901). */
export const STANDARD_GRAVITY_MPS2 = 9.80665;

/** Mean radius of the Earth (2a + b)/3 of WGS-84, m (Moritz, 2000, Geodetic Reference System 1980). */
export const EARTH_MEAN_RADIUS_M = 6_371_008.7714;

/** Rotation rate of the Earth, rad/s, WGS-84 (NIMA TR8350.2, 2000, table 3.1). */
export const EARTH_ROTATION_RADPS = 7.292115e-5;

/** Ratio of the effective to the true radius of the Earth for standard refraction (ITU-R P.310). */
export const EFFECTIVE_EARTH_FACTOR = 4 / 3;

/** Radius over which radio rays run straight in the standard atmosphere, m. */
export const EFFECTIVE_EARTH_RADIUS_M = EFFECTIVE_EARTH_FACTOR * EARTH_MEAN_RADIUS_M;
