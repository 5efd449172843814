import type { Picture, Timeline } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { TimelineSource } from "./timeline-source.ts";

const picture = (second: number): Picture => ({
  timeUs: second * 1e6,
  mode: "replay",
  protection: { status: "protecting", sinceUs: 0, because: [] },
  tracks: [],
  areas: [],
  sensors: [],
  inputs: [],
  defences: [],
  decisions: [],
  warnings: [],
  faults: [],
  automation: true,
});
const timeline: Timeline = {
  stepS: 1,
  startUs: 0,
  endUs: 4e6,
  pictures: [0, 1, 2, 3, 4].map(picture),
  marks: [],
};

/** Frames that come when the test says so. */
function frames() {
  let waiting: ((nowMs: number) => void) | null = null;
  return {
    request: (frame: (nowMs: number) => void) => {
      waiting = frame;
      return 1;
    },
    cancel: () => {
      waiting = null;
    },
    draw: (nowMs: number) => {
      const frame = waiting;
      waiting = null;
      frame?.(nowMs);
    },
    isWaiting: () => waiting !== null,
  };
}

const shownS = (source: TimelineSource): number => (source.state().picture?.timeUs ?? -1) / 1e6;

test("shows the last picture at or before the playhead, and none in between", () => {
  const source = new TimelineSource(timeline, frames());
  source.seek(2.9e6);
  expect(shownS(source)).toBe(2);
  const held = source.state();
  source.seek(2.95e6);
  expect(source.state(), "nothing new, the same object").toBe(held);
  source.seek(99e6);
  expect(shownS(source)).toBe(4);
  expect(source.playback().timeUs).toBe(4e6);
});

test("plays at its rate, stops at the end, and begins again from the start", () => {
  const port = frames();
  const source = new TimelineSource(timeline, port);
  source.setRate(8);
  source.play();
  port.draw(1_000);
  port.draw(1_125);
  expect(source.playback().timeUs).toBe(1e6);
  for (let ms = 1_250; source.playback().playing; ms += 125) port.draw(ms);
  expect(shownS(source)).toBe(4);
  expect(port.isWaiting()).toBe(false);
  source.play();
  expect(source.playback()).toMatchObject({ playing: true, timeUs: 0 });
});

test("a tab that slept does not leap on return", () => {
  const port = frames();
  const source = new TimelineSource(timeline, port);
  source.play();
  port.draw(0);
  port.draw(60_000);
  expect(source.playback().timeUs).toBe(0.25e6);
});

test("steps by whole pictures and pauses", () => {
  const port = frames();
  const source = new TimelineSource(timeline, port, 2.5e6);
  source.play();
  source.step(1);
  expect(shownS(source)).toBe(3);
  expect(source.playback().playing).toBe(false);
  source.step(-1);
  source.step(-9);
  expect(shownS(source)).toBe(0);
});

test("a listener hears each change until it leaves", () => {
  const source = new TimelineSource(timeline, frames());
  let heard = 0;
  const leave = source.subscribe(() => {
    heard += 1;
  });
  source.seek(1e6);
  leave();
  source.seek(2e6);
  expect(heard).toBe(1);
});

test("a mark leads to the first picture that shows what it marks", () => {
  const marked = (second: number) => ({ timeUs: second * 1e6, kind: "warning", text: "" }) as const;
  const marks = [marked(1), marked(1.3), marked(9)];
  const source = new TimelineSource({ ...timeline, marks }, frames());
  expect(source.marks.map(({ timeUs }) => timeUs / 1e6)).toEqual([1, 2, 9]);
});
