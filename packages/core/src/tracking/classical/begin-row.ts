import type { Plots, PlotSensor } from "./plots.ts";
import { ROW, type TrackTable } from "./track-table.ts";

/** One sigma of the velocity that a new track may have, m/s: each horizontal axis, and upwards. */
export interface StartSpread {
  readonly horizontalMps: number;
  readonly verticalMps: number;
}

/**
 * A new last row from one detection: its place with covariance J·R·Jᵀ, J the Jacobian of the place by range, azimuth and elevation, at
 * rest with the given spread. Returns the row.
 */
export function beginRow(
  table: TrackTable,
  serial: number,
  plots: Plots,
  plot: number,
  sensor: PlotSensor,
  start: StartSpread,
): number {
  const row = table.add();
  table.serial[row] = serial;
  table.seen[row] = 1;
  table.age[row] = 1;
  table.misses[row] = 0;
  const v = table.values;
  const o = row * ROW;
  for (let i = o; i < o + ROW; i++) v[i] = 0;
  const range = plots.range[plot];
  const sine = Math.sin(plots.azimuth[plot]);
  const cosine = Math.cos(plots.azimuth[plot]);
  const rise = Math.sin(plots.elevation[plot]);
  const lie = Math.cos(plots.elevation[plot]);
  const level = range * lie;
  const up = range * rise;
  // Along the line of sight, across it and above it, per unit of range, azimuth and elevation.
  place(v, o, sensor, level * sine, level * cosine, up);
  spread(v, o, sensor, sensor.rangeVariance, lie * sine, lie * cosine, rise);
  spread(v, o, sensor, sensor.azimuthVariance, level * cosine, -level * sine, 0);
  spread(v, o, sensor, sensor.elevationVariance, -up * sine, -up * cosine, level);
  v[o + 21] = start.horizontalMps * start.horizontalMps;
  v[o + 24] = v[o + 21];
  v[o + 26] = start.verticalMps * start.verticalMps;
  return row;
}

/** From the sensor's axes into the site's: Rᵀ·p + origin. */
function place(
  v: Float64Array,
  o: number,
  { rotation: r, positionM }: PlotSensor,
  x: number,
  y: number,
  z: number,
): void {
  for (let i = 0; i < 3; i++) v[o + i] = r[i] * x + r[3 + i] * y + r[6 + i] * z + positionM[i];
}

/** Adds variance·j·jᵀ to the covariance of the position, j given in the sensor's axes. */
function spread(
  v: Float64Array,
  o: number,
  { rotation: r }: PlotSensor,
  variance: number,
  x: number,
  y: number,
  z: number,
): void {
  const a = r[0] * x + r[3] * y + r[6] * z;
  const b = r[1] * x + r[4] * y + r[7] * z;
  const c = r[2] * x + r[5] * y + r[8] * z;
  v[o + 6] += variance * a * a;
  v[o + 7] += variance * a * b;
  v[o + 8] += variance * a * c;
  v[o + 9] += variance * b * b;
  v[o + 10] += variance * b * c;
  v[o + 11] += variance * c * c;
}
