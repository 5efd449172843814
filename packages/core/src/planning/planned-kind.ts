/** Kinds of threat that a planner asks about. */
export const PLANNED_KINDS = ["drone", "multirotor", "missile", "rocket", "mortar"] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];
