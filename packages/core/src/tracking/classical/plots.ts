/** How a sensor stands in the site's frame, and the errors of its detections. */
export interface PlotSensor {
  /** Into the sensor's own axes: 3×3 row-major; and where it stands, 3×1, m. */
  readonly rotation: Float64Array;
  readonly positionM: Float64Array;
  /** Whether its axes are the site's. */
  readonly isAligned: boolean;
  rangeVariance: number;
  azimuthVariance: number;
  elevationVariance: number;
}

/** Cells across range for the root of the number of detections; the rest are spread over azimuth, a cell for each detection. */
const RANGE_CELLS_PER_ROOT = 0.7;
const TURN = 2 * Math.PI;

/**
 * The detections of one look, flat: range, azimuth from −π to π and elevation, and the same once more in the order of cells of
 * range and azimuth, by which a window is searched.
 */
export class Plots {
  count = 0;
  range = new Float64Array(0);
  azimuth = new Float64Array(0);
  elevation = new Float64Array(0);
  /** In the order of cells: place in the arrays above, and what stands there. */
  order = new Int32Array(0);
  sortedRange = new Float64Array(0);
  sortedAzimuth = new Float64Array(0);
  sortedElevation = new Float64Array(0);
  /** Where each cell begins in that order; a cell is a range band's part of azimuth. */
  cellStart = new Int32Array(1);
  rangeCells = 0;
  azimuthCells = 0;
  rangeFromM = 0;
  rangeCellsPerM = 0;
  azimuthCellsPerRad = 0;
  #cellOf = new Int32Array(0);

  /** Room for this many detections, to be written into the first three arrays. */
  begin(count: number): void {
    this.count = count;
    if (count <= this.range.length) return;
    const size = Math.max(count, 2 * this.range.length, 64);
    this.range = new Float64Array(size);
    this.azimuth = new Float64Array(size);
    this.elevation = new Float64Array(size);
    this.order = new Int32Array(size);
    this.sortedRange = new Float64Array(size);
    this.sortedAzimuth = new Float64Array(size);
    this.sortedElevation = new Float64Array(size);
    this.#cellOf = new Int32Array(size);
  }

  /** Sorts what was written into cells. */
  index(): void {
    const { count, range, azimuth } = this;
    this.#layOut();
    const { azimuthCells, rangeFromM, rangeCellsPerM, azimuthCellsPerRad, cellStart } = this;
    const cellOf = this.#cellOf;
    const lastRange = this.rangeCells - 1;
    const lastAzimuth = azimuthCells - 1;
    for (let i = 0; i < count; i++) {
      const band = Math.min(lastRange, ((range[i] - rangeFromM) * rangeCellsPerM) | 0);
      const part = Math.min(lastAzimuth, ((azimuth[i] + Math.PI) * azimuthCellsPerRad) | 0);
      const cell = band * azimuthCells + part;
      cellOf[i] = cell;
      cellStart[cell + 1]++;
    }
    const cells = this.rangeCells * azimuthCells;
    for (let cell = 0; cell < cells; cell++) cellStart[cell + 1] += cellStart[cell];
    for (let i = count - 1; i >= 0; i--) this.#place(i, --cellStart[cellOf[i] + 1]);
    // Each start has now slipped to its cell's own begin, one place further on.
    for (let cell = 0; cell < cells; cell++) cellStart[cell] = cellStart[cell + 1];
    cellStart[cells] = count;
  }

  #place(i: number, at: number): void {
    this.order[at] = i;
    this.sortedRange[at] = this.range[i];
    this.sortedAzimuth[at] = this.azimuth[i];
    this.sortedElevation[at] = this.elevation[i];
  }

  #layOut(): void {
    const { count, range } = this;
    let least = Infinity;
    let greatest = -Infinity;
    for (let i = 0; i < count; i++) {
      if (range[i] < least) least = range[i];
      if (range[i] > greatest) greatest = range[i];
    }
    this.rangeCells = Math.max(1, Math.round(RANGE_CELLS_PER_ROOT * Math.sqrt(count)));
    this.azimuthCells = Math.max(1, Math.round(count / this.rangeCells));
    this.rangeFromM = count === 0 ? 0 : least;
    this.rangeCellsPerM = this.rangeCells / Math.max(1, greatest - least);
    this.azimuthCellsPerRad = this.azimuthCells / TURN;
    const cells = this.rangeCells * this.azimuthCells;
    if (cells + 1 > this.cellStart.length) this.cellStart = new Int32Array(2 * cells + 1);
    this.cellStart.fill(0, 0, cells + 1);
  }
}
