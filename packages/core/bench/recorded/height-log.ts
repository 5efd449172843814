import { numberOf, readTable, type Table } from "./read-table.ts";
import { GRID_S, median, speedsOf } from "./speed-grid.ts";

const FEET_M = 0.3048;
/** Acceleration of a body at the top of its flight, where the air hardly brakes it, m/s². */
const GRAVITY_MPS2 = 9.81;

/** What an altimeter wrote: seconds of its own clock, ascending, and heights over the ground where it started, m. */
export interface HeightLog {
  readonly timesS: readonly number[];
  readonly heightsM: readonly number[];
  /** Height of that ground above the sea, m; null where the log does not say. */
  readonly groundM: number | null;
  /** How it was read, in words. */
  readonly reading: string;
}

const TIME_NAMES = [
  /^(t|time)[a-z ]*\(s\)/,
  /^(t|ts|time|timestamp|time_s|seconds|tick|met)$/,
  /time|^t$/,
];
const HEIGHT_NAMES = [
  /^height\b/,
  /^(altitude|alt|z)\b/,
  /^(filt_alt|filtered.?altitude)/,
  /altitude|height|(^|[_.pi])alt\b/,
];

/** Reads the log of an altimeter of any make; says why not where it can't. Units that the head does not name are told from the flight: at its top a body falls with g. */
export function readHeightLog(text: string): HeightLog | { readonly why: string } {
  const table = readTable(text);
  if (table === null) return { why: "no table of numbers" };
  // A table without a head begins with them.
  const isNamed = table.columns.some((name) => /[a-z]/i.test(name));
  const time = isNamed ? columnOf(table, TIME_NAMES) : 0;
  const height = isNamed ? columnOf(table, HEIGHT_NAMES) : 1;
  if (time < 0 || height < 0)
    return { why: `no ${time < 0 ? "time" : "height"} among its columns` };
  const read = (row: readonly string[], column: number): number =>
    numberOf(row[column], table.hasDecimalComma);
  const all: { t: number; h: number; row: readonly string[] }[] = [];
  for (const row of table.rows) {
    const t = read(row, time);
    const h = read(row, height);
    if (Number.isFinite(t + h)) all.push({ t, h, row });
  }
  // Some tables were sorted as words, and some say one time for several rows.
  all.sort((a, b) => a.t - b.t);
  const points = all.filter(({ t }, i) => i === 0 || t > all[i - 1].t);
  if (points.length < 20) return { why: "fewer than 20 heights" };
  const perS = ticksPerSecond(
    table.columns[time],
    points.map(({ t }) => t),
  );
  const timesS = points.map(({ t }) => t / perS);
  const raw = points.map(({ h }) => h);
  const metres = metresOf(table.columns[height], timesS, raw);
  const sea = seaColumn(table, height);
  const groundM = sea < 0 ? null : median(points.map(({ row, h }) => read(row, sea) - h));
  const zero = groundM === null ? median(raw.slice(0, 5)) : 0;
  return {
    timesS,
    heightsM: raw.map((h) => (h - zero) * metres),
    groundM: groundM !== null && groundM > -500 && groundM < 6000 ? groundM : null,
    reading: `${table.columns[time]}, ${table.columns[height]} in ${metres === 1 ? "metres" : "feet"}`,
  };
}

function columnOf({ columns }: Table, names: readonly RegExp[]): number {
  for (const name of names) {
    const found = columns.findIndex((column) => {
      const whole = column.toLowerCase();
      return name.test(whole) || name.test(whole.replace(/\s*\[.*$/, ""));
    });
    if (found >= 0) return found;
  }
  return -1;
}

/** The first column of heights above the sea beside one of heights over the ground. */
const seaColumn = ({ columns }: Table, height: number): number =>
  /^height$/i.test(columns[height]) ? columns.findIndex((name) => /^altitude$/i.test(name)) : -1;

function ticksPerSecond(name: string, times: readonly number[]): number {
  if (/\(ms\)|_ms|millis/i.test(name)) return 1000;
  if (/deciseconds/i.test(name)) return 10;
  if (/\(s\)|_s\b|seconds/i.test(name)) return 1;
  const step = median(times.slice(1).map((t, i) => t - times[i]));
  return step >= 5000 ? 1e6 : step >= 5 ? 1000 : 1;
}

function metresOf(name: string, timesS: readonly number[], heights: readonly number[]): number {
  if (/\bf(ee)?t\b|_ft|ft-agl/i.test(name)) return FEET_M;
  if (/[([]m[)\]]|_m\b/i.test(name)) return 1;
  return slowingBeforeTop(timesS, heights) > 2 * GRAVITY_MPS2 ? FEET_M : 1;
}

/** How much slower it is each second, over the three seconds before its top. */
function slowingBeforeTop(timesS: readonly number[], heightsM: readonly number[]): number {
  const grid = speedsOf({ timesS, heightsM });
  const perS = Math.round(1 / GRID_S);
  const heights = grid.map((_, i) =>
    median(grid.slice(Math.max(0, i - perS), i + perS + 1).map(({ height }) => height)),
  );
  const top = heights.reduce((best, height, i) => (height > heights[best] ? i : best), 0);
  return median(
    grid
      .slice(Math.max(0, top - 3 * perS), Math.max(0, top - perS))
      .map(({ speed }, i) => speed - grid[Math.max(0, top - 3 * perS) + i + perS].speed),
  );
}
