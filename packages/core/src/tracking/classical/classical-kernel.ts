import { SparseAssignment } from "../../association/sparse-assignment.ts";
import { beginRow, type StartSpread } from "./begin-row.ts";
import { GateSearch } from "./gate-search.ts";
import { MEASURED, MeasuredRows, measureRows } from "./measure-rows.ts";
import { Plots, type PlotSensor } from "./plots.ts";
import { type Agility, predictRows } from "./predict-rows.ts";
import { TrackTable } from "./track-table.ts";
import { updateRows } from "./update-rows.ts";

export interface ClassicalSettings {
  /** Root of the ellipsoidal gate on d², in sigmas. */
  readonly gateSigmas: number;
  readonly agility: Agility;
  readonly start: StartSpread;
  /** Confirmed at M detections within the latest N expected looks. */
  readonly confirmDetections: number;
  readonly confirmWindow: number;
  /** A confirmed track ends after this many expected looks in a row without a detection. */
  readonly endAfterMisses: number;
  /** Rows of both tables together. */
  readonly tracksMax: number;
}

/** The part of azimuth, in the sensor's axes, in which a look expects to see what is there. */
export interface ExpectedSector {
  readonly middleRad: number;
  readonly halfWidthRad: number;
}

/**
 * Global nearest neighbour with an extended Kalman filter for each track, on flat arrays that are kept from look to look. Confirmed tracks
 * choose first, then the tentative ones among what is left; what nobody took begins a tentative track.
 *
 * S. Blackman and R. Popoli, "Design and Analysis of Modern Tracking Systems" (1999), 6.2 (confirmation) and 6.4 (assignment).
 */
export class ClassicalKernel {
  readonly plots = new Plots();
  readonly confirmed = new TrackTable();
  readonly tentative = new TrackTable();
  /** Tracks that the latest look ended, as they were then. */
  readonly ended = new TrackTable();
  /** How many rows at the head of {@link ended} had been confirmed. */
  endedConfirmed = 0;
  /** Serial of the track that took or began on each detection of the latest look; −1 where there was no room. */
  serialOfPlot = new Int32Array(0);
  nextSerial = 0;
  readonly #settings: ClassicalSettings;
  readonly #measured = new MeasuredRows();
  readonly #assignment = new SparseAssignment();
  readonly #gate: GateSearch;
  #used = new Uint8Array(0);

  constructor(settings: ClassicalSettings) {
    this.#settings = settings;
    this.#gate = new GateSearch(this.plots, settings.gateSigmas);
  }

  /**
   * Takes the detections that stand, sorted, in {@link plots} as seen `dt` ≥ 0 seconds after the last look. Tracks in the sector that got none are
   * charged with a miss; null charges nobody.
   */
  process(sensor: PlotSensor, dt: number, sector: ExpectedSector | null): void {
    const { plots } = this;
    const { count } = plots;
    if (this.serialOfPlot.length < count) {
      this.serialOfPlot = new Int32Array(2 * count);
      this.#used = new Uint8Array(2 * count);
    }
    this.#used.fill(0, 0, count);
    this.serialOfPlot.fill(-1, 0, count);
    this.#associate(this.confirmed, sensor, dt, sector);
    this.#associate(this.tentative, sensor, dt, sector);
    this.#settle();
    this.#begin(sensor);
  }

  /** Rows `dt` later, though nothing was looked at. */
  coast(dt: number): void {
    predictRows(this.confirmed, dt, this.#settings.agility);
    predictRows(this.tentative, dt, this.#settings.agility);
  }

  #associate(
    table: TrackTable,
    sensor: PlotSensor,
    dt: number,
    sector: ExpectedSector | null,
  ): void {
    const { gateSigmas, agility } = this.#settings;
    if (table.count === 0) return;
    if (dt > 0) predictRows(table, dt, agility);
    measureRows(table, sensor, gateSigmas, this.#measured);
    this.#gate.pairRows(this.#measured, table.count, this.#used);
    const plotOfRow = this.#assignment.solve(this.#gate.pairs);
    this.#count(table, plotOfRow, sector);
    updateRows(table, this.#measured, this.plots, plotOfRow);
  }

  #count(table: TrackTable, plotOfRow: Int32Array, sector: ExpectedSector | null): void {
    const all = sector !== null && sector.halfWidthRad >= Math.PI;
    for (let row = 0; row < table.count; row++) {
      const plot = plotOfRow[row];
      if (plot !== -1) {
        this.#used[plot] = 1;
        this.serialOfPlot[plot] = table.serial[row];
        table.countLook(row, true);
      } else if (all || (sector !== null && this.#isInside(row, sector))) {
        table.countLook(row, false);
      }
    }
  }

  #isInside(row: number, { middleRad, halfWidthRad }: ExpectedSector): boolean {
    const apart = Math.abs(this.#measured.values[row * MEASURED + 1] - middleRad);
    return Math.min(apart, 2 * Math.PI - apart) <= halfWidthRad;
  }

  /** Confirms and ends. A tentative track ends when it can no longer reach its count inside the window. */
  #settle(): void {
    const { confirmed, tentative, ended } = this;
    const { confirmDetections, confirmWindow, endAfterMisses } = this.#settings;
    ended.count = 0;
    let kept = 0;
    for (let row = 0; row < confirmed.count; row++) {
      if (confirmed.misses[row] < endAfterMisses) confirmed.copyRow(confirmed, row, kept++);
      else ended.copyRow(confirmed, row, ended.add());
    }
    confirmed.count = kept;
    this.endedConfirmed = ended.count;
    kept = 0;
    for (let row = 0; row < tentative.count; row++) {
      const seen = tentative.seenWithin(row, confirmWindow);
      const considered = Math.min(tentative.age[row], confirmWindow);
      if (seen >= confirmDetections) {
        confirmed.copyRow(tentative, row, confirmed.add());
      } else if (considered - seen <= confirmWindow - confirmDetections) {
        tentative.copyRow(tentative, row, kept++);
      } else {
        ended.copyRow(tentative, row, ended.add());
      }
    }
    tentative.count = kept;
  }

  #begin(sensor: PlotSensor): void {
    const { plots, confirmed, tentative } = this;
    const { start, tracksMax } = this.#settings;
    for (let plot = 0; plot < plots.count; plot++) {
      if (this.#used[plot] !== 0) continue;
      if (confirmed.count + tentative.count >= tracksMax) return;
      this.serialOfPlot[plot] = this.nextSerial;
      beginRow(tentative, this.nextSerial++, plots, plot, sensor, start);
    }
  }
}
