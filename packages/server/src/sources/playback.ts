import type { TimeUs } from "@tocsin/core";

/** Time that can be waited for: the real clock, or a test's. */
export interface PlaybackClock {
  nowUs(): TimeUs;
  waitUntil(timeUs: TimeUs): Promise<void>;
}

export interface PlaybackOptions {
  readonly clock: PlaybackClock;
  /** 1 is real time, 10 ten times as fast, Infinity as fast as it goes. */
  readonly speed: number;
  /** A pause in the recording longer than this is cut to it; not cut if not given. */
  readonly pauseMaxUs?: number;
}

/**
 * Gives out what was recorded at the pace at which it was received, times `speed`. The pace is kept against the
 * start, so that a slow reader catches up; items keep their recorded times.
 */
export async function* playBack<T extends { readonly receivedUs: TimeUs }>(
  recorded: AsyncIterable<T>,
  { clock, speed, pauseMaxUs = Infinity }: PlaybackOptions,
): AsyncGenerator<T> {
  if (!(speed > 0)) throw new RangeError("playback speed is greater than zero");
  const startUs = clock.nowUs();
  let playedUs = 0;
  let previousUs: TimeUs | null = null;
  for await (const item of recorded) {
    const gapUs = previousUs === null ? 0 : item.receivedUs - previousUs;
    previousUs = Math.max(previousUs ?? item.receivedUs, item.receivedUs);
    playedUs += Math.min(Math.max(gapUs, 0), pauseMaxUs);
    if (Number.isFinite(speed)) {
      const dueUs = startUs + Math.round(playedUs / speed);
      if (dueUs > clock.nowUs()) await clock.waitUntil(dueUs);
    }
    yield item;
  }
}
