import { detectionProbabilityOf } from "../coverage/detection-probability.ts";
import type { CoverageTarget } from "../coverage/coverage-target.ts";
import { AGILE } from "../filter/bank-layout.ts";
import {
  BAND,
  BANDS,
  CELLS,
  predictCells,
  startCells,
  updateCells,
  weighCells,
} from "../filter/height-cells.ts";
import { MEASURED, RANGE_RATE } from "../filter/measured.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { PreparedLook } from "./prepared-look.ts";
import * as columns from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";

/** What each band of height makes of a track; never changed once it is given out, so that rows share it. */
export interface HeightCells {
  readonly timeUs: TimeUs;
  readonly cells: Float64Array;
}

/** From the second detection on: most of a sky of clutter is seen once. */
const FROM_DETECTIONS = 2;
/** What lies out of a sensor's sight is seen all the same with this probability: refraction, and what the model of its cover leaves out. */
const OUT_OF_SIGHT = 0.02;
/** Large enough to be seen wherever it is in sight: how far an echo carries does not depend on the height. */
const IN_SIGHT: CoverageTarget = {
  crossSectionM2: 1e4,
  velocityMps: null,
  rangeRateSigmaMps: 0,
};
const chances = new Float64Array(BANDS);

/** Notes what a detection of the row's track says of its height, as long as no detection has measured that. */
export function noteHeights(
  tracks: TrackTable,
  index: number,
  { table, sensor, health }: PreparedLook,
  i: number,
): void {
  const at = TrackTable.at(index);
  const a = tracks.numbers;
  const { heights } = tracks;
  if (a[at + columns.HEIGHT_COUNT] > 0) {
    heights[index] = null;
    return;
  }
  const detection = table.detections[i];
  if (detection.kind === "bearing" || a[at + columns.DETECTION_COUNT] < FROM_DETECTIONS) return;
  const timeUs = table.sensedUs[i];
  const known = heights[index];
  // Without a Doppler low and evasive, high and straight, and on an arc look alike.
  if (known === null && Number.isNaN(table.values[i * MEASURED + RANGE_RATE])) return;
  const cells = new Float64Array(CELLS);
  if (known === null) startCells(detection, table, i * MEASURED, cells);
  else {
    const dt = secondsBetween(known.timeUs, timeUs);
    // What comes late within the lag is brought into order before; of the rest each band is as sure without it.
    if (dt < 0) return;
    predictCells(known.cells, sensor.geometry, dt, cells);
    updateCells(cells, table, i * MEASURED);
  }
  chancesOfBands(cells, { sensor, health });
  for (let band = 0; band < BANDS; band++) chances[band] = Math.max(chances[band], OUT_OF_SIGHT);
  weighCells(cells, chances);
  heights[index] = { timeUs, cells };
}

/** Notes that a look missed the row's track, which it should have shown with this probability. */
export function noteMissedHeights(
  tracks: TrackTable,
  index: number,
  { sensor, health }: PreparedLook,
  missProbability: number,
): void {
  const known = tracks.heights[index];
  if (known === null || missProbability === 0) return;
  const cells = known.cells.slice();
  chancesOfBands(cells, { sensor, health });
  for (let band = 0; band < BANDS; band++)
    chances[band] = 1 - missProbability * (chances[band] > 0 ? 1 : 0);
  weighCells(cells, chances);
  tracks.heights[index] = { timeUs: known.timeUs, cells };
  tracks.moved(index);
}

/** Fills `chances` with how probably the sensor sees what is in each band. */
function chancesOfBands(
  cells: Float64Array,
  { sensor, health }: Pick<PreparedLook, "sensor" | "health">,
): void {
  for (let band = 0; band < BANDS; band++) {
    const at = band * BAND + AGILE;
    chances[band] = detectionProbabilityOf(
      sensor.geometry,
      health,
      cells[at],
      cells[at + 1],
      cells[at + 2],
      IN_SIGHT,
    );
  }
}

/** What the bands make of a track as plain JSON. */
export interface HeightsPiece {
  readonly timeUs: TimeUs;
  readonly cells: readonly number[];
}

/** A track's bands for its snapshot; nothing where it has none. */
export const heightsPieceOf = (heights: HeightCells | null): { heights?: HeightsPiece } =>
  heights === null ? {} : { heights: { timeUs: heights.timeUs, cells: Array.from(heights.cells) } };

/** The bands of a snapshot's piece, bit for bit. */
export const heightsOf = ({ timeUs, cells }: HeightsPiece): HeightCells => ({
  timeUs,
  cells: Float64Array.from(cells),
});
