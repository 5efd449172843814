import type { Picture } from "@tocsin/sdk";

/**
 * The picture with what did not change taken from the one before, so that the screen can tell by identity what it has
 * drawn already. Objects change with every picture and are not compared.
 */
export function keepUnchanged(before: Picture | null, after: Picture): Picture {
  if (before === null) return after;
  const decided = new Map(before.decisions.map((decision) => [decision.number, decision]));
  return {
    ...after,
    areas: sameList(before.areas, after.areas),
    defences: sameList(before.defences, after.defences),
    // A decision never changes once it has its number.
    decisions: sameArray(
      before.decisions,
      after.decisions.map((decision) => decided.get(decision.number) ?? decision),
    ),
    warnings: sameList(before.warnings, after.warnings),
    faults: sameList(before.faults, after.faults),
  };
}

/** Entries that read the same are the same. */
function sameList<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Map(before.map((entry) => [JSON.stringify(entry), entry]));
  return sameArray(
    before,
    after.map((entry) => known.get(JSON.stringify(entry)) ?? entry),
  );
}

const sameArray = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && after.every((entry, index) => entry === before[index])
    ? before
    : after;
