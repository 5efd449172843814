import type { CDPSession } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** The same in time of the thread's processor: what else the computer did meanwhile is not in it. */
  readonly tts?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** Script that the browser runs for a page: functions called by it, by frames and by messages. Time to draw is not in it. */
const SCRIPT = new Set([
  "FunctionCall",
  "FireAnimationFrame",
  "EvaluateScript",
  "TimerFire",
  "RunMicrotasks",
  "EventDispatch",
]);

/** Runs something under the browser's tracer; resolves to what it recorded. */
export async function traced(
  session: CDPSession,
  run: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "v8.execute"] },
  });
  await run();
  const complete = new Promise<void>((resolve) => {
    session.once("Tracing.tracingComplete", () => resolve());
  });
  await session.send("Tracing.end");
  await complete;
  return events;
}

/**
 * Milliseconds of processor time that script took on the main thread between one frame and the next. Events lie inside each other; an inner one
 * is not counted twice.
 */
export function scriptMsPerFrame(events: readonly TraceEvent[]): number[] {
  const frames = events.filter(({ name }) => name === "FireAnimationFrame");
  const thread = mostFrequent(frames.map(({ pid, tid }) => `${pid} ${tid}`));
  const here = events
    .filter(({ pid, tid }) => `${pid} ${tid}` === thread)
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const starts = here.filter(({ name }) => name === "FireAnimationFrame").map(({ ts }) => ts);
  const sums = new Map<number, number>();
  let endUs = -Infinity;
  let frame = -1;
  let frameStart = -Infinity;
  for (const { name, ph, ts, tts, tdur } of here) {
    if (ph !== "X" || tts === undefined || tdur === undefined || !SCRIPT.has(name)) continue;
    // Two requests of one frame fire at nearly the same time: less than 4 ms apart is one frame.
    while (frame + 1 < starts.length && (starts[frame + 1] ?? Infinity) <= ts) {
      frame += 1;
      const start = starts[frame] ?? 0;
      if (start - frameStart > 4_000) frameStart = start;
    }
    const countedUs = Math.max(0, tts + tdur - Math.max(tts, endUs));
    endUs = Math.max(endUs, tts + tdur);
    sums.set(frameStart, (sums.get(frameStart) ?? 0) + countedUs / 1000);
  }
  sums.delete(-Infinity);
  return [...sums.values()];
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
