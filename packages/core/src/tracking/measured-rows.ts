import { LINEAR_COUNT, LINEAR_FROM, MEASURED } from "../filter/measured.ts";
import * as measured from "../filter/measured.ts";
import {
  countedRows,
  type MeasurementHistory,
  ROW_AZIMUTH,
  ROW_COEFFICIENTS,
  ROW_ELEVATION,
  ROW_HEIGHT,
  ROW_RANGE,
  ROW_RANGE_RATE,
  ROW_SENSOR,
  ROW_SIZE,
  ROW_TIME,
  ROW_VALUE,
  SENSOR_FRAME_SIZE,
  withHistoryRow,
  writeSensorFrame,
} from "../measurement/measurement-history.ts";
import { secondsBetween } from "../units/time.ts";
import type { PreparedLook } from "./prepared-look.ts";
import type { SensorContext } from "./sensor-context.ts";

/** Where a value and its variance stand in a history's row, and where in a look's table, in turn. */
const IN_ROW = [ROW_RANGE, ROW_AZIMUTH, ROW_ELEVATION, ROW_RANGE_RATE, ROW_HEIGHT] as const;
const IN_TABLE = [
  measured.RANGE,
  measured.AZIMUTH,
  measured.ELEVATION,
  measured.RANGE_RATE,
  measured.HEIGHT,
] as const;

const row = new Float64Array(ROW_SIZE);

/** The frames of all sensors of a configuration, shared by every history: a sensor's place is its index. */
export function sensorFrames(sensors: readonly SensorContext[]): Float64Array {
  const frames = new Float64Array(sensors.length * SENSOR_FRAME_SIZE);
  for (const { geometry, index } of sensors) writeSensorFrame(geometry, frames, index);
  return frames;
}

/** A history with what detection `i` of a look measured behind it; one that begins with it where there was none. */
export function withMeasured(
  history: MeasurementHistory | null,
  { table, sensor }: PreparedLook,
  i: number,
  frames: Float64Array,
): MeasurementHistory {
  const sensedUs = table.sensedUs[i];
  let grown = history ?? { startUs: sensedUs, count: 0, rows: new Float64Array(0), frames };
  const timeS = secondsBetween(grown.startUs, sensedUs);
  const { values } = table;
  const at = i * MEASURED;
  const from = values[at + LINEAR_FROM];
  const count = values[at + LINEAR_COUNT];
  for (let k = from; k < from + count; k++) {
    const { row: coefficients, value, variance } = table.linear[k];
    row[ROW_TIME] = timeS;
    row[ROW_SENSOR] = -1;
    row[ROW_VALUE] = value;
    row[ROW_VALUE + 1] = variance;
    row.set(coefficients, ROW_COEFFICIENTS);
    grown = withHistoryRow(grown, row);
  }
  if (count > 0) return grown;
  row[ROW_TIME] = timeS;
  row[ROW_SENSOR] = sensor.index;
  for (let k = 0; k < IN_ROW.length; k++) {
    const to = IN_ROW[k];
    const what = at + IN_TABLE[k];
    const isMeasured = !Number.isNaN(values[what]);
    row[to] = isMeasured ? values[what] : 0;
    row[to + 1] = isMeasured ? values[what + 1] : 0;
  }
  return withHistoryRow(grown, row);
}

/** A history as plain JSON; the frames are the configuration's. */
export interface HistoryPiece {
  readonly startUs: number;
  readonly rows: readonly number[];
}

export const historyPieceOf = (history: MeasurementHistory): HistoryPiece => ({
  startUs: history.startUs,
  rows: Array.from(countedRows(history)),
});

export const historyOf = (piece: HistoryPiece, frames: Float64Array): MeasurementHistory => ({
  startUs: piece.startUs,
  count: piece.rows.length / ROW_SIZE,
  rows: Float64Array.from(piece.rows),
  frames,
});
