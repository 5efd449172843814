/** The field's units in metres, metres per second and radians; exact by definition (ICAO Annex 5). */
export const NAUTICAL_MILE_M = 1_852;
export const FOOT_M = 0.3048;
export const FLIGHT_LEVEL_M = 100 * FOOT_M;
export const DEGREE_RAD = Math.PI / 180;
/** Mean radius, good to 0.4 %: enough to turn a small angle into metres. */
export const EARTH_RADIUS_M = 6_371_000;
