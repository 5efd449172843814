import type { TimeUs } from "@tocsin/core";

const TICK_US = 7_812.5;
const DAY_TICKS = 86_400 * 128;

/** Time of day in steps of 1/128 s, as every category counts it; whole days of UTC are dropped. */
export const dayTicks = (timeUs: TimeUs): number => Math.round(timeUs / TICK_US) % DAY_TICKS;
