import { OBJECT_CLASSES, type ObjectClass, type Track } from "./track.ts";

type Described = Pick<Track, "classProbabilities" | "existence" | "claim">;

/**
 * Class probabilities given that there is an object: P(class | exists). A track's own are over everything, its
 * doubt 1 − existence standing with `clutter`; a fading track would else turn into clutter in every explanation.
 */
export function classGivenExistence(track: Described): Record<ObjectClass, number> {
  const { existence, classProbabilities } = track;
  const given = { ...classProbabilities };
  if (existence <= 0) return given;
  for (const name of OBJECT_CLASSES) given[name] /= existence;
  given.clutter = Math.max(0, (classProbabilities.clutter - (1 - existence)) / existence);
  return given;
}

/**
 * {@link classGivenExistence} with what the object's own claim speaks for taken out again: anybody can send a claim, and nothing that anybody can
 * send may let an object pass. What a claim that is contradicted took away stays away.
 */
export function classWithoutClaim(track: Described): Record<ObjectClass, number> {
  const given = classGivenExistence(track);
  const factor = track.claim?.oddsFactor ?? 1;
  if (factor <= 1) return given;
  const rest = 1 - given.aircraft - given.helicopter;
  const sum = rest + (given.aircraft + given.helicopter) / factor;
  for (const name of OBJECT_CLASSES) given[name] /= sum;
  given.aircraft /= factor;
  given.helicopter /= factor;
  return given;
}

/** The most probable class given that there is an object; on a tie the one that stands first in {@link OBJECT_CLASSES}. */
export function mostProbableClass(track: Described): {
  readonly class: ObjectClass;
  readonly probability: number;
} {
  const given = classGivenExistence(track);
  let best: ObjectClass = OBJECT_CLASSES[0];
  for (const candidate of OBJECT_CLASSES) if (given[candidate] > given[best]) best = candidate;
  return { class: best, probability: given[best] };
}
