import { secondsBetween, type TimeUs } from "@tocsin/core";
import type { Cancellation, Clock } from "@tocsin/sdk";

const MICROS_PER_SECOND = 1_000_000;

/** Holds a recording back to `speed` times the speed of life, counted from its first event. */
export function createPace(
  speed: number,
  clock: Clock,
  signal: Cancellation,
): (timeUs: TimeUs) => Promise<void> {
  let start: { readonly recordedUs: TimeUs; readonly playedUs: TimeUs } | null = null;
  return (timeUs) => {
    start ??= { recordedUs: timeUs, playedUs: clock.nowUs() };
    const playedS = secondsBetween(start.recordedUs, timeUs) / speed;
    const dueUs = start.playedUs + Math.round(playedS * MICROS_PER_SECOND);
    return dueUs <= clock.nowUs() ? Promise.resolve() : clock.waitUntil(dueUs, signal);
  };
}
