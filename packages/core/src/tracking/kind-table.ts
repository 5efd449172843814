import { CLASS_BELIEFS } from "./class-beliefs.ts";
import type { Belief, KindOfFlight, Limit } from "./kind-of-flight.ts";
import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";

/** Where the numbers of a kind stand in {@link KIND_TABLE}; variances for sigmas, reciprocals for softnesses, 0 where there is no limit. */
export const KIND = {
  CLASS: 0,
  LOG_PRIOR: 1,
  SPEED: 2,
  CLIMB: 4,
  HEIGHT: 6,
  RCS: 8,
  DRAG: 10,
  FASTEST: 12,
  SLOWEST: 14,
  STEEPEST: 16,
  TURN: 18,
  FREE: 20,
  PUSHED: 21,
  STANDS: 22,
  LEVEL: 23,
} as const;
/** Length of a kind in the table. */
export const KIND_LENGTH = 25;

/** Of what does not fall: its drag, or its part of level speed, is nobody's more than another's. */
const NOT_TOLD: Belief = [0, 0];

const numbersOf = (name: ObjectClass, kind: KindOfFlight): readonly number[] => {
  const varied = ([middle, sigma]: Belief): readonly number[] => [middle, sigma * sigma];
  const limited = (limit: Limit | undefined): readonly number[] =>
    limit === undefined ? [0, 0] : [limit[0], 1 / limit[1]];
  return [
    OBJECT_CLASSES.indexOf(name),
    Math.log(CLASS_BELIEFS[name].prior * kind.share),
    ...varied(kind.speedMps),
    ...varied(kind.climbMps),
    ...varied(kind.heightM),
    ...varied(kind.rcsDbsm),
    ...varied(kind.logDrag ?? NOT_TOLD),
    ...limited(kind.fastestMps),
    ...limited(kind.slowestMps),
    ...limited(kind.steepestMps),
    ...limited(kind.turnRadps),
    kind.free,
    kind.pushed,
    kind.stands,
    ...varied(kind.levelShare ?? NOT_TOLD),
  ];
};

/** All kinds of all classes, {@link KIND_LENGTH} numbers each, in the order of the classes. */
export const KIND_TABLE: Float64Array = Float64Array.from(
  OBJECT_CLASSES.flatMap((name) =>
    CLASS_BELIEFS[name].kinds.flatMap((kind) => numbersOf(name, kind)),
  ),
);
