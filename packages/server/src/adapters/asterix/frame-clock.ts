import type { TimeUs } from "@tocsin/core";
import type { AsterixRecord } from "./codec/value.ts";
import type { SweepRefusal, SweptSector } from "./sweep-clock.ts";
import { targetReaders as read } from "./target-readers.ts";

const PERIODIC = 0;
const STATIC = 3;
/** No sensor renews its picture faster; a longer period is not one frame of a staring sensor. */
const PERIOD_MIN_US = 10_000;
const PERIOD_MAX_US = 10_000_000;

/**
 * Tells what a staring sensor looked at, from the reports of category 015 themselves: the category has no message of
 * sweeps. A sensor that does not scan (I015/020 SCD), reports periodically (I015/000 RG) and says when the next report of each
 * target is due (I015/050) renews its whole picture once in that period: the reports of one moment are all that it saw. A frame is
 * known to be whole when the next one begins. Nothing is claimed after a gap, nor while targets have periods of their own;
 * and a sensor that sees nothing sends nothing, which is no evidence either.
 */
export class FrameClock {
  private frameUs: TimeUs | null = null;
  private beforeUs: TimeUs | null = null;
  private periodUs: number | null = null;

  /** The frame that is whole now that this record, sensed at `timeUs`, has come; or why none can be told. */
  note(record: AsterixRecord, timeUs: TimeUs): SweptSector | SweepRefusal | null {
    const periodS = read.updatePeriodS(record);
    const isFrame = read.generation(record) === PERIODIC && read.scanning(record) === STATIC;
    const periodUs = periodS === null || !isFrame ? null : Math.round(periodS * 1_000_000);
    if (periodUs === null || periodUs < PERIOD_MIN_US || periodUs > PERIOD_MAX_US) {
      this.forget();
      return null;
    }
    const elapsedUs = this.frameUs === null ? 0 : timeUs - this.frameUs;
    if (this.frameUs === null || periodUs !== this.periodUs || elapsedUs < -PERIOD_MAX_US) {
      this.forget();
      this.frameUs = timeUs;
      this.periodUs = periodUs;
      return null;
    }
    if (elapsedUs <= periodUs / 2) return null;
    const [fromUs, toUs] = [this.beforeUs, this.frameUs];
    const isGap = elapsedUs > 1.5 * periodUs;
    this.beforeUs = isGap ? null : this.frameUs;
    this.frameUs = timeUs;
    if (fromUs !== null) return { fromUs, toUs, azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI };
    return isGap ? "sweep-gap" : null;
  }

  forget(): void {
    this.frameUs = null;
    this.beforeUs = null;
    this.periodUs = null;
  }
}
