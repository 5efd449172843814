import { expect, test } from "vitest";
import {
  HISTORY_ROWS_FIRST,
  HISTORY_ROWS_MAX,
  type MeasurementHistory,
  ROW_SIZE,
  ROW_TIME,
  SENSOR_FRAME_SIZE,
  withHistoryRow,
} from "./measurement-history.ts";

const rowAt = (timeS: number): Float64Array => {
  const row = new Float64Array(ROW_SIZE);
  row[ROW_TIME] = timeS;
  return row;
};

test("it keeps its first rows and its latest, and never changes what was given out", () => {
  let history: MeasurementHistory = {
    startUs: 0,
    count: 0,
    rows: new Float64Array(0),
    frames: new Float64Array(SENSOR_FRAME_SIZE),
  };
  const given: MeasurementHistory[] = [];
  for (let t = 0; t < HISTORY_ROWS_MAX + 5; t++) {
    history = withHistoryRow(history, rowAt(t));
    given.push(history);
  }
  const times = (of: MeasurementHistory) =>
    Array.from({ length: of.count }, (_, i) => of.rows[i * ROW_SIZE + ROW_TIME]);
  expect(history.count).toBe(HISTORY_ROWS_MAX);
  expect(times(history).slice(0, HISTORY_ROWS_FIRST + 1)).toEqual([
    ...Array.from({ length: HISTORY_ROWS_FIRST }, (_, i) => i),
    HISTORY_ROWS_FIRST + 5,
  ]);
  expect(times(history).at(-1)).toBe(HISTORY_ROWS_MAX + 4);
  expect(times(given[9])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(times(given[HISTORY_ROWS_MAX]).at(HISTORY_ROWS_FIRST)).toBe(HISTORY_ROWS_FIRST + 1);
});

test("what goes on from the same history in two ways shares no row beyond it", () => {
  const empty: MeasurementHistory = {
    startUs: 0,
    count: 0,
    rows: new Float64Array(0),
    frames: new Float64Array(SENSOR_FRAME_SIZE),
  };
  const grow = (from: MeasurementHistory, timesS: readonly number[]): MeasurementHistory =>
    timesS.reduce((history, timeS) => withHistoryRow(history, rowAt(timeS)), from);
  const timesOf = ({ rows, count }: MeasurementHistory) =>
    Array.from({ length: count }, (_, i) => rows[i * ROW_SIZE + ROW_TIME]);
  const common = grow(empty, [0, 1, 2, 3]);
  const one = grow(common, [4, 5, 6]);
  const other = grow(common, [40, 50]);
  const late = grow(one, [7]);
  expect(timesOf(common)).toEqual([0, 1, 2, 3]);
  expect(timesOf(one)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(timesOf(other)).toEqual([0, 1, 2, 3, 40, 50]);
  expect(timesOf(late)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(one.rows.buffer).toBe(late.rows.buffer);
});
