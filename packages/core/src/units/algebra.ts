/** `x²`; core has no `**`, whose last bit differs between engine versions. */
export const square = (x: number): number => x * x;

/** `x³`. */
export const cube = (x: number): number => x * x * x;

/**
 * `√(x² + y²)` by plain arithmetic: several times faster than `Math.hypot`, whose guard against
 * overflow no length on Earth needs.
 */
export const hypot2 = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** `√(x² + y² + z²)` by plain arithmetic; see {@link hypot2}. */
export const hypot3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);

/** `x` held between `low` and `high`, which must not be the wrong way round. */
export const clamp = (x: number, low: number, high: number): number =>
  x < low ? low : x > high ? high : x;
