import { secondsBetween } from "../units/time.ts";
import { knowsSize, logSizeEvidence, meanOverSizes, noteSize, spreadSizes } from "./echo-sizes.ts";
import type { PreparedLook } from "./prepared-look.ts";
import { chancesBySize } from "./sensor-context.ts";
import { CLASSES, SIZES, TIME_US } from "./track-columns.ts";

const bySize = new Float64Array(SIZES);
const logSizes = new Float64Array(CLASSES);

/** Notes that a look detected the object of a row, at the row's own time: what is seen far off is no small thing. */
export function noteSeenSize(a: Float64Array, row: number, { sensor, health }: PreparedLook): void {
  if (sensor.sizesOfClasses === null) return;
  chancesBySize(a, row, 0, sensor, health, bySize);
  noteSize(a, row, true, bySize, 1);
}

/** Notes that a look missed the object of a row, which it should have shown with this probability. */
export function noteMissedSize(
  a: Float64Array,
  row: number,
  { sensor, health, middleUs }: Pick<PreparedLook, "sensor" | "health" | "middleUs">,
  missProbability: number,
): void {
  if (sensor.sizesOfClasses === null || missProbability === 0) return;
  chancesBySize(a, row, secondsBetween(a[row + TIME_US], middleUs), sensor, health, bySize);
  // By the same shares as the miss's probability was.
  const chance = meanOverSizes(a, row, bySize);
  if (!knowsSize(a, row)) {
    logSizeEvidence(a, row, sensor.sizesOfClasses, logSizes);
    spreadSizes(a, row, sensor.sizesOfClasses, logSizes);
  }
  if (chance > 0) noteSize(a, row, false, bySize, Math.min(1, missProbability / chance));
}
