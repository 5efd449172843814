/** Stands on everything that leaves the planner's hands. */
export const CAUTION =
  "Shows where protection has gaps: for the site's own planners only, not to be passed on.";
