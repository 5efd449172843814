import { availableParallelism } from "node:os";

import type { GridLayout, SurveyedObject } from "@tocsin/core";
import type { Cancellation } from "@tocsin/sdk";
import type { CoverageBand, CoverageBandDone, CoverageJob } from "./coverage-messages.ts";
import { startThread } from "../run/start-thread.ts";

/** Most cells of all maps of one run. */
export const MAP_CELLS_MAX = 64_000_000;
/** Threads at most: a planner's machine has other things to do. */
const WORKERS_MAX = 8;
/** Bands that a map is cut into for each thread, so that none waits long for the last. */
const BANDS_PER_WORKER = 8;

export interface CoverageMap {
  readonly object: SurveyedObject;
  readonly layout: GridLayout;
  /** 255·P at each cell's middle, row by row from the south. */
  readonly values: Uint8Array;
}

export interface MapOptions {
  readonly job: CoverageJob;
  readonly signal: Cancellation;
  /** Told after each band: cells done, of all. */
  readonly progress: (done: number, all: number) => void;
  /** Instead of as many as the machine has processors. */
  readonly workers?: number;
}

/** One map for each object of the job, worked out in threads. Null when it was stopped. */
export async function coverageMaps(options: MapOptions): Promise<readonly CoverageMap[] | null> {
  const { job, signal } = options;
  const { layout, objects } = job;
  const maps = objects.map((object) => ({
    object,
    layout,
    values: new Uint8Array(layout.columns * layout.rows),
  }));
  const count = Math.min(options.workers ?? availableParallelism(), WORKERS_MAX);
  const bands = bandsOf(layout, objects.length, count);
  const all = maps.length * layout.columns * layout.rows;
  let done = 0;
  const take = ({ object, fromRow, values }: CoverageBandDone): void => {
    maps[object].values.set(values, fromRow * layout.columns);
    done += values.length;
    options.progress(done, all);
  };
  await Promise.all(Array.from({ length: count }, () => workOff(job, bands, signal, take)));
  return signal.aborted ? null : maps;
}

/** Southern bands first; each object's map is cut alike. */
function bandsOf(layout: GridLayout, objects: number, workers: number): CoverageBand[] {
  const height = Math.max(1, Math.ceil(layout.rows / (workers * BANDS_PER_WORKER)));
  const bands: CoverageBand[] = [];
  for (let fromRow = 0; fromRow < layout.rows; fromRow += height)
    for (let object = 0; object < objects; object++)
      bands.push({ object, fromRow, toRow: Math.min(fromRow + height, layout.rows) });
  return bands.toReversed();
}

/** One thread takes bands from the list until it is empty. */
async function workOff(
  job: CoverageJob,
  bands: CoverageBand[],
  signal: Cancellation,
  take: (done: CoverageBandDone) => void,
): Promise<void> {
  const worker = startThread(new URL("./coverage-worker.ts", import.meta.url), {
    workerData: job,
    name: "coverage",
  });
  const worked = new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const band = signal.aborted ? undefined : bands.pop();
      if (band === undefined) resolve();
      else worker.postMessage(band, []);
    };
    worker.on("message", (done: CoverageBandDone) => {
      take(done);
      next();
    });
    worker.once("error", reject);
    next();
  });
  try {
    await worked;
  } finally {
    await worker.terminate();
  }
}
