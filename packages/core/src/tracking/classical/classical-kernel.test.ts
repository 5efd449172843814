import { describe, expect, test } from "vitest";
import { multiply as multiplyInto, transpose as transposeInto } from "../../linalg/matrix.ts";
import { normal, seeded } from "../tracker-world.test-support.ts";
import { beginRow } from "./begin-row.ts";
import { ClassicalKernel } from "./classical-kernel.ts";
import { GateSearch } from "./gate-search.ts";
import { MEASURED, MeasuredRows, measureRows } from "./measure-rows.ts";
import { Plots, type PlotSensor } from "./plots.ts";
import { predictRows } from "./predict-rows.ts";
import { ROW, TrackTable } from "./track-table.ts";
import { updateRows } from "./update-rows.ts";

const SIGMAS = [10, 2e-3, 3e-3];
const GATE = 3.37;
const AGILITY = { horizontal: 30, vertical: 60 };
const START = { horizontalMps: 200, verticalMps: 150 };

const multiply = (
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array => multiplyInto(a, b, new Float64Array(rows * columns), rows, inner, columns);

const transpose = (a: Float64Array, rows: number, columns: number): Float64Array =>
  transposeInto(a, new Float64Array(rows * columns), rows, columns);

function sensorAt(angleRad: number, positionM: readonly number[]): PlotSensor {
  const [c, s] = [Math.cos(angleRad), Math.sin(angleRad)];
  return {
    // About the vertical, then about east by a tenth of it.
    rotation: multiply(
      Float64Array.of(
        1,
        0,
        0,
        0,
        Math.cos(angleRad / 10),
        Math.sin(angleRad / 10),
        0,
        -Math.sin(angleRad / 10),
        Math.cos(angleRad / 10),
      ),
      Float64Array.of(c, s, 0, -s, c, 0, 0, 0, 1),
      3,
      3,
      3,
    ),
    positionM: Float64Array.from(positionM),
    isAligned: angleRad === 0,
    rangeVariance: SIGMAS[0] * SIGMAS[0],
    azimuthVariance: SIGMAS[1] * SIGMAS[1],
    elevationVariance: SIGMAS[2] * SIGMAS[2],
  };
}

function fill(plots: Plots, seen: readonly (readonly number[])[]): void {
  plots.begin(seen.length);
  seen.forEach(([range, azimuth, elevation], i) => {
    plots.range[i] = range;
    plots.azimuth[i] = azimuth;
    plots.elevation[i] = elevation;
  });
  plots.index();
}

/** The row's covariance as a matrix, 6×6. */
function covarianceOf(table: TrackTable, row: number): Float64Array {
  const v = table.values.subarray(row * ROW, row * ROW + ROW);
  const P = new Float64Array(36);
  const set = (i: number, j: number, value: number): void => {
    P[6 * i + j] = value;
    P[6 * j + i] = value;
  };
  let at = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = i; j < 3; j++, at++) {
      set(i, j, v[6 + at]);
      set(i + 3, j + 3, v[21 + at]);
    }
    for (let j = 0; j < 3; j++) set(i, j + 3, v[12 + 3 * i + j]);
  }
  return P;
}

const stateOf = (table: TrackTable, row: number): Float64Array =>
  table.values.slice(row * ROW, row * ROW + 6);

function measure(x: Float64Array, { rotation, positionM }: PlotSensor): readonly number[] {
  const d = [0, 1, 2].map((i) => x[i] - positionM[i]);
  const [e, n, u] = [0, 1, 2].map(
    (i) => rotation[3 * i] * d[0] + rotation[3 * i + 1] * d[1] + rotation[3 * i + 2] * d[2],
  );
  return [Math.hypot(e, n, u), Math.atan2(e, n), Math.atan2(u, Math.hypot(e, n))];
}

/** By central differences, 3×6. */
function jacobian(x: Float64Array, sensor: PlotSensor): Float64Array {
  const H = new Float64Array(18);
  for (let j = 0; j < 3; j++) {
    const [ahead, behind] = [1e-2, -1e-2].map((step) => {
      const moved = x.slice();
      moved[j] += step;
      return measure(moved, sensor);
    });
    for (let k = 0; k < 3; k++) H[6 * k + j] = (ahead[k] - behind[k]) / 2e-2;
  }
  return H;
}

function inverse3(a: Float64Array): Float64Array {
  const c = (i: number, j: number): number => {
    const [p, q] = [(i + 1) % 3, (i + 2) % 3];
    const [r, s] = [(j + 1) % 3, (j + 2) % 3];
    return a[3 * p + r] * a[3 * q + s] - a[3 * p + s] * a[3 * q + r];
  };
  const determinant = a[0] * c(0, 0) + a[1] * c(0, 1) + a[2] * c(0, 2);
  return Float64Array.from({ length: 9 }, (_, k) => c(k % 3, Math.floor(k / 3)) / determinant);
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, share: number): void {
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(found[i] - expected[i])).toBeLessThan(share * (Math.abs(expected[i]) + 1));
  }
}

describe.each([
  [0, [0, 0, 0]],
  [0.7, [2000, -500, 30]],
] as const)("the kernels, the sensor turned by %d", (angleRad, positionM) => {
  const sensor = sensorAt(angleRad, positionM);

  test("a row after a step and an update is the textbook's", () => {
    const table = new TrackTable();
    const plots = new Plots();
    fill(plots, [[5000, 2.5, 0.2]]);
    beginRow(table, 0, plots, 0, sensor, START);
    expectClose(measure(stateOf(table, 0), sensor), [5000, 2.5, 0.2], 1e-9);
    for (const seen of [
      [5030, 2.506, 0.203],
      [5061, 2.51, 0.2],
    ]) {
      const F = new Float64Array(36);
      for (let i = 0; i < 6; i++) F[7 * i] = 1;
      for (let i = 0; i < 3; i++) F[6 * i + i + 3] = 1.5;
      const x = multiply(F, stateOf(table, 0), 6, 6, 1);
      let P = multiply(multiply(F, covarianceOf(table, 0), 6, 6, 6), transpose(F, 6, 6), 6, 6, 6);
      for (let i = 0; i < 3; i++) {
        const q = i < 2 ? 30 : 60;
        P[7 * i] += (q * 1.5 ** 3) / 3;
        P[6 * i + i + 3] += (q * 1.5 ** 2) / 2;
        P[6 * (i + 3) + i] += (q * 1.5 ** 2) / 2;
        P[7 * (i + 3)] += q * 1.5;
      }
      predictRows(table, 1.5, AGILITY);
      expectClose(stateOf(table, 0), x, 1e-12);
      expectClose(covarianceOf(table, 0), P, 1e-12);

      const H = jacobian(x, sensor);
      const PHt = multiply(P, transpose(H, 3, 6), 6, 6, 3);
      const S = multiply(H, PHt, 3, 6, 3);
      for (let k = 0; k < 3; k++) S[4 * k] += SIGMAS[k] * SIGMAS[k];
      const K = multiply(PHt, inverse3(S), 6, 3, 3);
      const expected = measure(x, sensor);
      const y = Float64Array.from(seen, (value, k) => value - expected[k]);
      const correction = multiply(K, y, 6, 3, 1);
      const taken = multiply(K, transpose(PHt, 6, 3), 6, 3, 6);
      P = P.map((value, i) => value - taken[i]);

      const measured = new MeasuredRows();
      measureRows(table, sensor, GATE, measured);
      expectClose(measured.values, expected, 1e-12);
      const search = new GateSearch(plots, 1e6);
      fill(plots, [seen]);
      search.pairRows(measured, 1, new Uint8Array(1));
      const distance = multiply(transpose(y, 3, 1), multiply(inverse3(S), y, 3, 3, 1), 1, 3, 1)[0];
      expect(search.pairs.costs[0] + 1e12).toBeCloseTo(distance, 3);
      updateRows(table, measured, plots, Int32Array.of(0));
      expectClose(
        stateOf(table, 0),
        x.map((value, i) => value + correction[i]),
        1e-7,
      );
      expectClose(covarianceOf(table, 0), P, 1e-6);
    }
  });

  test("the search finds what lies in the gates, and nothing else", () => {
    const random = seeded(9);
    const table = new TrackTable();
    const plots = new Plots();
    const draw = (): readonly number[] => [
      500 + 9000 * random(),
      Math.PI * (2 * random() - 1),
      0.05 + 0.5 * random(),
    ];
    fill(plots, Array.from({ length: 150 }, draw));
    for (let i = 0; i < 150; i++) beginRow(table, i, plots, i, sensor, START);
    predictRows(table, 1, AGILITY);
    fill(plots, [...Array.from({ length: 400 }, draw), [500, -Math.PI, 0.2], [9500, Math.PI, 0.2]]);
    const measured = new MeasuredRows();
    measureRows(table, sensor, GATE, measured);
    const search = new GateSearch(plots, GATE);
    const used = new Uint8Array(402);
    used[3] = 1;
    search.pairRows(measured, table.count, used);
    const { pairs } = search;
    let expectedCount = 0;
    for (let row = 0; row < table.count; row++) {
      const own = Array.from(pairs.columns.subarray(pairs.rowStart[row], pairs.rowStart[row + 1]));
      const near: number[] = [];
      const m = measured.values.subarray(row * MEASURED, (row + 1) * MEASURED);
      for (let plot = 0; plot < plots.count; plot++) {
        let turn = plots.azimuth[plot] - m[1];
        if (turn > Math.PI) turn -= 2 * Math.PI;
        if (turn < -Math.PI) turn += 2 * Math.PI;
        const u0 = plots.range[plot] - m[0];
        const u1 = turn - m[21] * u0;
        const u2 = plots.elevation[plot] - m[2] - m[22] * u0 - m[23] * u1;
        const distance = u0 * u0 * m[24] + u1 * u1 * m[25] + u2 * u2 * m[26];
        if (distance < GATE * GATE && plot !== 3) near.push(plot);
      }
      expectedCount += near.length;
      expect(own.toSorted((a, b) => a - b)).toEqual(near);
    }
    expect(expectedCount).toBeGreaterThan(200);
  });
});

test("a kernel in steady state keeps its memory", () => {
  const sensor = sensorAt(0, [0, 0, 0]);
  const kernel = new ClassicalKernel({
    gateSigmas: GATE,
    agility: AGILITY,
    start: START,
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 5,
    tracksMax: 1000,
  });
  const random = seeded(2);
  const objects = Array.from({ length: 120 }, () => [
    2000 + 6000 * random(),
    Math.PI * (2 * random() - 1),
    0.1 + 0.3 * random(),
  ]);
  const scan = (): void => {
    const seen = objects.map((object) =>
      object.map((value, k) => value + SIGMAS[k] * normal(random)),
    );
    fill(kernel.plots, seen);
    kernel.process(sensor, 1, { middleRad: 0, halfWidthRad: Math.PI });
  };
  for (let i = 0; i < 10; i++) scan();
  const { confirmed, tentative, plots, serialOfPlot } = kernel;
  const before = [confirmed.values, tentative.values, plots.range, plots.cellStart, serialOfPlot];
  for (let i = 0; i < 20; i++) scan();
  expect(confirmed.count).toBeGreaterThanOrEqual(118);
  expect([
    confirmed.values,
    tentative.values,
    plots.range,
    plots.cellStart,
    kernel.serialOfPlot,
  ]).toEqual(before.map((array): unknown => expect.toSatisfy((now) => now === array)));
});
