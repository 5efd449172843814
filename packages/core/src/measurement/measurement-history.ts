import type { TimeUs } from "../units/time.ts";
import type { SensorGeometry } from "./sensor-geometry.ts";

/**
 * What was measured of one object, as far as a projection needs it: plain numbers, so that a track can carry them,
 * copy them and write them to a snapshot (every number is finite).
 *
 * Rows stand in order of time, and, at the same time, in the canonical order of looks. A tracker fills this for a
 * track that may be ballistic, from the detection on from which it may be (as a rule the one that founded it), and
 * leaves it null for any other. It holds at most {@link HISTORY_ROWS_MAX} rows: the first {@link HISTORY_ROWS_FIRST}
 * and the latest; a row that is dropped between them is lost. The first `count` rows never change; a later state of
 * the track may share the buffer and add rows behind them.
 */
export interface MeasurementHistory {
  /** What the rows' times count from. */
  readonly startUs: TimeUs;
  readonly count: number;
  /** At least `count` × {@link ROW_SIZE}. */
  readonly rows: Float64Array;
  /** For each sensor that has rows, its {@link SENSOR_FRAME_SIZE} numbers: rotation 3×3 row-major, translation 3×1. */
  readonly frames: Float64Array;
}

/** Numbers of one sensor in {@link MeasurementHistory.frames}: p_sensor = rotation·p_site + translation. */
export const SENSOR_FRAME_SIZE = 12;

/**
 * A row of numbers. A reported direction or distance: time s, place of the sensor's frame, then pairs of value and
 * variance: range m, azimuth rad (clockwise from the sensor's north), elevation rad, range rate m/s, height above
 * the ellipsoid m. The variance 0 says that there is no such value. The sensor's registration offsets are added.
 *
 * A linear one: time s, −1, value, variance, then six coefficients on site-frame position and velocity.
 */
export const ROW_SIZE = 12;
export const ROW_TIME = 0;
export const ROW_SENSOR = 1;
export const ROW_RANGE = 2;
export const ROW_AZIMUTH = 4;
export const ROW_ELEVATION = 6;
export const ROW_RANGE_RATE = 8;
export const ROW_HEIGHT = 10;
/** Of a linear row. */
export const ROW_VALUE = 2;
export const ROW_COEFFICIENTS = 4;

/** 96 rows are a minute and a half of a surveillance radar, or 24 s of one that looks four times a second. */
export const HISTORY_ROWS_MAX = 96;
/** The opening is what tells a motor, a launch and, by its leverage, the velocity. */
export const HISTORY_ROWS_FIRST = 32;

/** Writes the frame of a sensor into `frames` at its place. */
export function writeSensorFrame(
  geometry: SensorGeometry,
  frames: Float64Array,
  place: number,
): void {
  frames.set(geometry.rotation, place * SENSOR_FRAME_SIZE);
  frames.set(geometry.translation, place * SENSOR_FRAME_SIZE + 9);
}

/** The rows that count, one behind the other; what lies past them in the array is room that another state of the same track may take. */
export const countedRows = ({ rows, count }: MeasurementHistory): Float64Array =>
  rows.subarray(0, count * ROW_SIZE);

/** Rows that an array has room for at first. */
const ROOM_FIRST = 8;
/**
 * Arrays made here have one number more than their rows: how many of these are taken, by whichever history went on farthest. What goes on from
 * fewer, as after a rewind, has to copy; no answer depends on it.
 */
const TAKEN = 1;

/**
 * The history with one more row, the last of its time: behind the others, or, when full, in place of the oldest after the opening. It shares
 * the rows of the history that it goes on from where that was the last to grow them, so that a row costs itself and not all before it.
 */
export function withHistoryRow(history: MeasurementHistory, row: Float64Array): MeasurementHistory {
  const { startUs, count, rows, frames } = history;
  if (count < HISTORY_ROWS_MAX) {
    const grown = hasRoom(rows, count) ? rows : withRoom(rows, count);
    grown[grown.length - 1] = count + 1;
    for (let k = 0; k < ROW_SIZE; k++) grown[count * ROW_SIZE + k] = row[k];
    return { startUs, count: count + 1, rows: grown, frames };
  }
  const shifted = rows.slice(0, HISTORY_ROWS_MAX * ROW_SIZE);
  const first = HISTORY_ROWS_FIRST * ROW_SIZE;
  shifted.copyWithin(first, first + ROW_SIZE);
  shifted.set(row, (HISTORY_ROWS_MAX - 1) * ROW_SIZE);
  return { startUs, count, rows: shifted, frames };
}

/** Whether the array was made here, has room behind `count` rows, and nobody has taken it. */
const hasRoom = (rows: Float64Array, count: number): boolean =>
  rows.length % ROW_SIZE === TAKEN &&
  rows.length > (count + 1) * ROW_SIZE &&
  rows[rows.length - 1] === count;

/** The first `count` rows in an array with room for as many again. */
function withRoom(rows: Float64Array, count: number): Float64Array {
  if (count === 0) return firstRoom();
  const room = Math.min(HISTORY_ROWS_MAX, Math.max(ROOM_FIRST, 2 * count));
  const grown = new Float64Array(room * ROW_SIZE + TAKEN);
  grown.set(rows.subarray(0, count * ROW_SIZE));
  return grown;
}

/** First rooms share pieces of memory of so many: each by itself would cost more than all else about it, and most of a sky of clutter needs no second. */
const ROOMS_SHARED = 16;
const ROOM = ROOM_FIRST * ROW_SIZE + TAKEN;
let shared = new Float64Array(0);
let used = 0;

function firstRoom(): Float64Array {
  if (used === shared.length) {
    shared = new Float64Array(ROOMS_SHARED * ROOM);
    used = 0;
  }
  used += ROOM;
  return shared.subarray(used - ROOM, used);
}
