import type { WarningTime } from "@tocsin/core";

/** Stands on everything that leaves the planner's hands. */
export const CAUTION =
  "Shows where protection has gaps: for the site's own planners only, not to be passed on.";

/** The errors are those of PLANNED_ACCURACY: site files do not state how exactly radars measure. */
const REHEARSED =
  "Of missiles, rockets and mortar bombs the seconds count from the order to take cover, which comes when it is sure enough where they go, as in rehearsed flights: with radars that measure range to 15 m, azimuth to 0.3° and elevation to 0.5°.";

/** What has to be known with some warning times. */
export const notesOn = (times: readonly Pick<WarningTime, "threat">[]): readonly string[] =>
  times.some(({ threat }) => threat.path === "arc" || threat.plannedKind === "missile")
    ? [REHEARSED]
    : [];
