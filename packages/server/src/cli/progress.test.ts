import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "./progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function collect(): { stream: Writable; written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { stream, written };
}

test("what is done within two seconds says nothing", () => {
  const { stream, written } = collect();
  const progress = createProgress({ title: "Reading", stream, terminal: true });
  progress.update("1 of 2");
  vi.advanceTimersByTime(1_999);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(written).toEqual([]);
});

test("a terminal has one line that is rewritten, and cleared at the end", () => {
  const { stream, written } = collect();
  const progress = createProgress({ title: "Reading", stream, terminal: true });
  vi.advanceTimersByTime(2_000);
  progress.update("1 of 2");
  vi.advanceTimersByTime(200);
  progress.stop();
  expect(written).toEqual(["\rReading …\u001b[K", "\rReading … 1 of 2\u001b[K", "\r\u001b[K"]);
});

test("a log gets a line every five seconds, without control characters", () => {
  const { stream, written } = collect();
  const progress = createProgress({ title: "Reading", stream, terminal: false });
  progress.update("half");
  vi.advanceTimersByTime(13_000);
  progress.stop();
  expect(written).toEqual(["Reading … half\n", "Reading … half\n", "Reading … half\n"]);
});
