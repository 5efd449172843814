import type { WarningTime } from "@tocsin/core";

/** Stands on everything that leaves the planner's hands. */
export const CAUTION =
  "Shows where protection has gaps: for the site's own planners only, not to be passed on.";

/**
 * How sure a fall is by then depends on how exactly the sensors measure, which no site file says; so it is told, and not taken off. The figures are those of
 * flown approaches (docs/concepts/coverage.md).
 */
const FALLING =
  "Of rockets and mortar bombs the seconds count from the track. Take-cover is ordered once it is sure enough where they fall: on flown approaches to the middle of an area up to 18 s later.";

/** What has to be known with some warning times. */
export const notesOn = (times: readonly Pick<WarningTime, "threat">[]): readonly string[] =>
  times.some(({ threat }) => threat.path === "arc") ? [FALLING] : [];
