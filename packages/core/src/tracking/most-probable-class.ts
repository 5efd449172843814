import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";

/** The most probable class; on a tie the one that stands first in {@link OBJECT_CLASSES}. */
export function mostProbableClass(probabilities: Readonly<Record<ObjectClass, number>>): {
  readonly class: ObjectClass;
  readonly probability: number;
} {
  let best: ObjectClass = OBJECT_CLASSES[0];
  for (const candidate of OBJECT_CLASSES)
    if (probabilities[candidate] > probabilities[best]) best = candidate;
  return { class: best, probability: probabilities[best] };
}
