import { OBJECT_CLASSES, type ObjectClass, type Track } from "./track.ts";

type Described = Pick<Track, "classProbabilities" | "existence">;

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
