import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import { KEPT_IS_PLACE, KEPT_VALUES } from "./kept-detection.ts";

/** Nearer to the sensor, or to its vertical, than this, m, a direction tells nothing of its errors. */
const NEAREST_M = 50;

/** One scalar of a kept detection against an object's place: slope by site position, 3; residual; variance. */
export const ROW_RESIDUAL = 3;
export const ROW_VARIANCE = 4;
/** Squared metres of place for one of the measurement's own unit squared, to turn a variance of place into one of it. */
export const ROW_SCALE = 5;
export const ROW = 6;

/**
 * Fills `row` with scalar `which` (0, 1, 2) of the detection kept at `a[at]`, seen from a place in the site frame, m: residual z − h(p), h the
 * slant range, azimuth or elevation about the sensor, or the place itself; and the slope ∂h/∂p. False where it measured no such thing or the
 * place is too near for it.
 */
export function expectRow(
  a: Float64Array,
  at: number,
  which: number,
  place: Float64Array,
  geometry: SensorGeometry,
  row: Float64Array,
): boolean {
  const value = a[at + KEPT_VALUES + 2 * which];
  if (Number.isNaN(value)) return false;
  row[ROW_VARIANCE] = a[at + KEPT_VALUES + 2 * which + 1];
  if (a[at + KEPT_IS_PLACE] === 1) {
    for (let k = 0; k < 3; k++) row[k] = k === which ? 1 : 0;
    row[ROW_RESIDUAL] = value - place[which];
    row[ROW_SCALE] = 1;
    return true;
  }
  const { rotation: r, translation: t } = geometry;
  const x = r[0] * place[0] + r[1] * place[1] + r[2] * place[2] + t[0];
  const y = r[3] * place[0] + r[4] * place[1] + r[5] * place[2] + t[1];
  const z = r[6] * place[0] + r[7] * place[1] + r[8] * place[2] + t[2];
  const ground = Math.sqrt(x * x + y * y);
  if (ground < NEAREST_M) return false;
  const range = Math.sqrt(ground * ground + z * z);
  if (which === 0) {
    slope(r, x / range, y / range, z / range, row);
    row[ROW_RESIDUAL] = value - range;
    row[ROW_SCALE] = 1;
  } else if (which === 1) {
    slope(r, y / (ground * ground), -x / (ground * ground), 0, row);
    row[ROW_RESIDUAL] = wrapPi(value - Math.atan2(x, y));
    row[ROW_SCALE] = 1 / (ground * ground);
  } else {
    const rise = z / (range * range * ground);
    slope(r, -x * rise, -y * rise, ground / (range * range), row);
    row[ROW_RESIDUAL] = value - Math.atan2(z, ground);
    row[ROW_SCALE] = 1 / (range * range);
  }
  return true;
}

/** A row in sensor axes as one in site axes, (x, y, z)·R. */
function slope(r: Float64Array, x: number, y: number, z: number, row: Float64Array): void {
  row[0] = x * r[0] + y * r[3] + z * r[6];
  row[1] = x * r[1] + y * r[4] + z * r[7];
  row[2] = x * r[2] + y * r[5] + z * r[8];
}
