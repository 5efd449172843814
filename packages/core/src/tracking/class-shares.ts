import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";

/** Probabilities of all classes: those given, and 0 for the rest. */
export function classShares(
  given: Readonly<Partial<Record<ObjectClass, number>>>,
): Record<ObjectClass, number> {
  const shares = { ...NO_SHARES };
  for (const name of OBJECT_CLASSES) shares[name] = given[name] ?? 0;
  return shares;
}

const NO_SHARES: Readonly<Record<ObjectClass, number>> = {
  rocket: 0,
  mortar: 0,
  missile: 0,
  "fixed-wing-drone": 0,
  multirotor: 0,
  aircraft: 0,
  helicopter: 0,
  bird: 0,
  clutter: 0,
  unknown: 0,
};

/** Of an object that nothing told apart. */
export const UNKNOWN_CLASS: Readonly<Record<ObjectClass, number>> = classShares({ unknown: 1 });
