/** Standard acceleration of free fall, m/s², by definition (3rd CGPM, 1901). */
export const STANDARD_GRAVITY_MPS2 = 9.80665;

/** Mean radius of the Earth (2a + b)/3 of WGS-84, m (Moritz, 2000, Geodetic Reference System 1980). */
export const EARTH_MEAN_RADIUS_M = 6_371_008.7714;

/** Rotation rate of the Earth, rad/s, WGS-84 (NIMA TR8350.2, 2000, table 3.1). */
export const EARTH_ROTATION_RADPS = 7.292115e-5;
