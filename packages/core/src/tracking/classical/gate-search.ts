import type { SparseProblem } from "../../association/sparse-assignment.ts";
import { MEASURED, type MeasuredRows } from "./measure-rows.ts";
import type { Plots } from "./plots.ts";

/** Pairings of rows and detections, in memory that is kept from one look to the next. */
export class PairList implements SparseProblem {
  rowCount = 0;
  columnCount = 0;
  rowStart = new Int32Array(1);
  columns = new Int32Array(256);
  costs = new Float64Array(256);
  pairCount = 0;

  begin(rowCount: number, columnCount: number): void {
    this.rowCount = rowCount;
    this.columnCount = columnCount;
    this.pairCount = 0;
    if (rowCount + 1 > this.rowStart.length) this.rowStart = new Int32Array(2 * rowCount + 1);
    this.rowStart[0] = 0;
  }

  /** Room for `more` pairings past those that there are. */
  makeRoom(more: number): void {
    const needed = this.pairCount + more;
    if (needed <= this.columns.length) return;
    const columns = new Int32Array(2 * needed);
    columns.set(this.columns);
    this.columns = columns;
    const costs = new Float64Array(2 * needed);
    costs.set(this.costs);
    this.costs = costs;
  }
}

const TURN = 2 * Math.PI;

/**
 * Pairs each row with the detections in its ellipsoidal gate, d² = yᵀ·S⁻¹·y < gate², at a cost of d² − gate². Candidates come from
 * the cells that the gate's box in range and azimuth touches, so that the effort does not grow with what is elsewhere.
 */
export class GateSearch {
  readonly pairs = new PairList();
  readonly #plots: Plots;
  readonly #gate: number;
  #measured: Float64Array = new Float64Array(0);
  #used: Uint8Array = new Uint8Array(0);

  constructor(plots: Plots, gateSigmas: number) {
    this.#plots = plots;
    this.#gate = gateSigmas * gateSigmas;
  }

  /** Fills {@link pairs} with what the first `rowCount` rows may take of the detections that `used` does not mark. */
  pairRows(measured: MeasuredRows, rowCount: number, used: Uint8Array): void {
    const { pairs } = this;
    const { rangeCells, azimuthCells, rangeFromM, rangeCellsPerM, azimuthCellsPerRad } =
      this.#plots;
    const m = measured.values;
    this.#measured = m;
    this.#used = used;
    pairs.begin(rowCount, this.#plots.count);
    for (let row = 0; row < rowCount; row++) {
      const q = row * MEASURED;
      const fromM = m[q] - m[q + 27] - rangeFromM;
      const toM = m[q] + m[q + 27] - rangeFromM;
      const fromRad = m[q + 1] - m[q + 28] + Math.PI;
      const toRad = m[q + 1] + m[q + 28] + Math.PI;
      // Ranges at the far border were put into the last band.
      const lowest = Math.min(Math.max(0, Math.floor(fromM * rangeCellsPerM)), rangeCells - 1);
      const highest = Math.min(Math.floor(toM * rangeCellsPerM), rangeCells - 1);
      // May lie below 0 or past the last: the circle is closed.
      let first = Math.floor(fromRad * azimuthCellsPerRad);
      let last = Math.floor(toRad * azimuthCellsPerRad);
      if (last - first >= azimuthCells - 1) {
        first = 0;
        last = azimuthCells - 1;
      }
      for (let band = lowest; band <= highest; band++) this.#pairBand(q, band, first, last);
      pairs.rowStart[row + 1] = pairs.pairCount;
    }
  }

  #pairBand(q: number, band: number, first: number, last: number): void {
    const { azimuthCells } = this.#plots;
    const base = band * azimuthCells;
    const end = azimuthCells - 1;
    if (first < 0) this.#pairCells(q, base + first + azimuthCells, base + end);
    this.#pairCells(q, base + Math.max(first, 0), base + Math.min(last, end));
    if (last > end) this.#pairCells(q, base, base + last - azimuthCells);
  }

  #pairCells(q: number, firstCell: number, lastCell: number): void {
    const { cellStart, order, sortedRange, sortedAzimuth, sortedElevation } = this.#plots;
    const from = cellStart[firstCell];
    const to = cellStart[lastCell + 1];
    if (from >= to) return;
    const { pairs } = this;
    pairs.makeRoom(to - from);
    const { columns, costs } = pairs;
    const m = this.#measured;
    const used = this.#used;
    const gate = this.#gate;
    let { pairCount } = pairs;
    for (let at = from; at < to; at++) {
      const y0 = sortedRange[at] - m[q];
      let distance = y0 * y0 * m[q + 24];
      if (distance >= gate) continue;
      let y1 = sortedAzimuth[at] - m[q + 1];
      if (y1 > Math.PI) y1 -= TURN;
      else if (y1 < -Math.PI) y1 += TURN;
      y1 -= m[q + 21] * y0;
      distance += y1 * y1 * m[q + 25];
      if (distance >= gate) continue;
      const y2 = sortedElevation[at] - m[q + 2] - m[q + 22] * y0 - m[q + 23] * y1;
      distance += y2 * y2 * m[q + 26];
      if (distance >= gate || used[order[at]] !== 0) continue;
      columns[pairCount] = order[at];
      costs[pairCount++] = distance - gate;
    }
    pairs.pairCount = pairCount;
  }
}
