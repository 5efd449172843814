import type { Timeline } from "@tocsin/sdk";
import { Listeners } from "./listeners.ts";
import { pictureIndexAt } from "./picture-index.ts";
import type { PictureSource, SourceState } from "./picture-source.ts";

/** Seconds of the recording in one second of the viewer. */
export const PLAYBACK_RATES = [0.5, 1, 2, 4, 8, 16] as const;
export type PlaybackRate = (typeof PLAYBACK_RATES)[number];

export interface PlaybackState {
  readonly playing: boolean;
  readonly rate: PlaybackRate;
  readonly timeUs: number;
  readonly startUs: number;
  readonly endUs: number;
}

/** Wakes up again and again, as the screen is drawn; the browser's own in the console, a hand's in tests. */
export interface FramePort {
  request(frame: (nowMs: number) => void): number;
  cancel(handle: number): void;
}

/** A tab in the background gets no frames; on return the recording goes on where it was, and does not leap. */
const FRAME_MAX_MS = 250;

/**
 * A recording as a source of pictures. The playhead moves smoothly; the picture shown is the last one recorded at or
 * before it, never one made up in between.
 */
export class TimelineSource implements PictureSource {
  readonly timeline: Timeline;
  /** The marks at the moments that show them: the first picture at or after each. The one before it shows no trace yet. */
  readonly marks: Timeline["marks"];
  readonly #frames: FramePort;
  readonly #listeners = new Listeners();
  #playback: PlaybackState;
  #state: SourceState;
  #index = 0;
  #handle: number | null = null;
  #lastFrameMs: number | null = null;

  constructor(timeline: Timeline, frames: FramePort, startUs: number | null = null) {
    const { endUs } = timeline;
    this.timeline = timeline;
    this.marks = timeline.marks.map((mark) => ({
      ...mark,
      timeUs: shownUs(timeline, mark.timeUs),
    }));
    this.#frames = frames;
    this.#playback = {
      playing: false,
      rate: 1,
      timeUs: timeline.startUs,
      startUs: timeline.startUs,
      endUs,
    };
    this.#state = { picture: timeline.pictures[0] ?? null, connection: "current" };
    if (startUs !== null) this.seek(startUs);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  state(): SourceState {
    return this.#state;
  }

  playback(): PlaybackState {
    return this.#playback;
  }

  /** From the start again, where the end was reached. */
  play(): void {
    if (this.#playback.playing) return;
    const { timeUs, startUs, endUs } = this.#playback;
    this.#change({ playing: true, timeUs: timeUs >= endUs ? startUs : timeUs });
    this.#lastFrameMs = null;
    this.#handle = this.#frames.request(this.#frame);
  }

  pause(): void {
    if (this.#handle !== null) this.#frames.cancel(this.#handle);
    this.#handle = null;
    if (this.#playback.playing) this.#change({ playing: false });
  }

  seek(timeUs: number): void {
    const { startUs, endUs } = this.#playback;
    this.#change({ timeUs: Math.min(endUs, Math.max(startUs, timeUs)) });
  }

  /** By whole pictures, from the one that is shown. */
  step(pictures: number): void {
    this.pause();
    const target = this.timeline.pictures[this.#index + pictures];
    if (target !== undefined) this.seek(target.timeUs);
    else this.seek(pictures < 0 ? this.#playback.startUs : this.#playback.endUs);
  }

  setRate(rate: PlaybackRate): void {
    this.#change({ rate });
  }

  readonly #frame = (nowMs: number): void => {
    const elapsedMs = Math.min(FRAME_MAX_MS, nowMs - (this.#lastFrameMs ?? nowMs));
    this.#lastFrameMs = nowMs;
    const { timeUs, rate, endUs } = this.#playback;
    const next = Math.min(endUs, timeUs + elapsedMs * 1000 * rate);
    if (next >= endUs) {
      this.#handle = null;
      this.#change({ timeUs: next, playing: false });
      return;
    }
    this.#handle = this.#frames.request(this.#frame);
    if (next !== timeUs) this.#change({ timeUs: next });
  };

  #change(change: Partial<PlaybackState>): void {
    this.#playback = { ...this.#playback, ...change };
    this.#index = pictureIndexAt(this.timeline, this.#playback.timeUs);
    const picture = this.timeline.pictures[this.#index] ?? null;
    if (picture !== this.#state.picture) this.#state = { picture, connection: "current" };
    this.#listeners.notify();
  }
}

function shownUs(timeline: Timeline, timeUs: number): number {
  const index = pictureIndexAt(timeline, timeUs);
  const picture = timeline.pictures[index];
  if (picture === undefined || picture.timeUs >= timeUs) return timeUs;
  return timeline.pictures[index + 1]?.timeUs ?? timeUs;
}

/** The frames of the browser. */
export const browserFrames: FramePort = {
  request: (frame) => requestAnimationFrame(frame),
  cancel: (handle) => cancelAnimationFrame(handle),
};
