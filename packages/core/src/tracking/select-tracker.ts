import { createClassicalTracker } from "./classical/classical-tracker.ts";
import { type CountingTracker, createTracker } from "./create-tracker.ts";
import type { TrackerConfig } from "./tracker.ts";

/** The tracker that a configuration asks for. */
export const selectTracker = (config: TrackerConfig): CountingTracker =>
  config.method === "classical" ? createClassicalTracker(config) : createTracker(config);
