export { FLOWN_S } from "./explain/hypothesised-object.ts";
export { PLANNED_KINDS } from "./planning/planned-kind.ts";
export { OBJECT_CLASSES } from "./tracking/track.ts";
