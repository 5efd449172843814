import type { TimeUs } from "@tocsin/core";
import { decodeDatagram } from "./codec/decode-datagram.ts";
import { timeOfDayTicks } from "./record-time.ts";
import { resolveTimeOfDay } from "./time-of-day.ts";

/**
 * Receive times for a recording that has none: the time of day of each datagram's first record that has one, on the
 * start day, and a day later each time that midnight passes. Times never decrease.
 */
export class DayClock {
  private latestUs: TimeUs;
  private started = false;

  constructor(startDayUs: TimeUs) {
    this.latestUs = startDayUs;
  }

  /** The time of a datagram; without a time of day it is that of the one before. */
  timeOf(block: Uint8Array): TimeUs {
    for (const record of decodeDatagram(block).records) {
      const ticks = timeOfDayTicks(record);
      const nearUs = this.started ? this.latestUs : noonOf(this.latestUs);
      const timeUs = ticks === null ? null : resolveTimeOfDay(ticks, nearUs);
      if (timeUs === null) continue;
      this.latestUs = this.started ? Math.max(this.latestUs, timeUs) : timeUs;
      this.started = true;
      break;
    }
    return this.latestUs;
  }
}

const DAY_US = 86_400_000_000;
const noonOf = (timeUs: TimeUs): TimeUs => Math.floor(timeUs / DAY_US) * DAY_US + DAY_US / 2;
