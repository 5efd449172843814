import type { Environment } from "../src/motion/environment.ts";
import {
  type MeasurementHistory,
  ROW_SIZE,
  SENSOR_FRAME_SIZE,
  writeSensorFrame,
} from "../src/measurement/measurement-history.ts";
import { createSensorGeometry } from "../src/measurement/sensor-geometry.ts";
import { type Measured, type RadarDesign, sigmasOf, specOf, START_US } from "./impact-sensors.ts";
import { GRID_S } from "./impact-truth.ts";

/** The history that a tracker keeps of a track that took every detection. */
export function historyOf(
  measured: Measured,
  radar: RadarDesign,
  timeS: number,
  env: Environment,
): MeasurementHistory {
  const frames = new Float64Array(SENSOR_FRAME_SIZE);
  writeSensorFrame(createSensorGeometry(env.frame, specOf(radar)), frames, 0);
  const used = measured.grid.filter((at) => at * GRID_S <= timeS + 1e-9);
  const rows = new Float64Array(used.length * ROW_SIZE);
  const sigmas = sigmasOf(radar);
  used.forEach((at, i) => {
    rows[i * ROW_SIZE] = at * GRID_S;
    measured.values[i].forEach((value, quantity) => {
      if (sigmas[quantity] === Infinity) return;
      rows[i * ROW_SIZE + 2 + 2 * quantity] = value;
      rows[i * ROW_SIZE + 3 + 2 * quantity] = sigmas[quantity] * sigmas[quantity];
    });
  });
  return { startUs: START_US, count: used.length, rows, frames };
}
