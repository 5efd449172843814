import { OBJECT_CLASSES, type ObjectClass, type Track } from "./track.ts";

type Described = Pick<Track, "classProbabilities" | "existence" | "claim">;

/**
 * Class probabilities given that there is an object: P(class | exists). A track's own are over everything, its
 * doubt 1 − existence standing with `clutter`; a fading track would else turn into clutter in every explanation.
 */
export function classGivenExistence(track: Described): Record<ObjectClass, number> {
  const { existence, classProbabilities: p } = track;
  if (existence <= 0) return { ...p };
  // By name, since this is asked of every object for every area: a loop over names takes five times as long.
  return {
    rocket: p.rocket / existence,
    mortar: p.mortar / existence,
    missile: p.missile / existence,
    "fixed-wing-drone": p["fixed-wing-drone"] / existence,
    multirotor: p.multirotor / existence,
    aircraft: p.aircraft / existence,
    helicopter: p.helicopter / existence,
    bird: p.bird / existence,
    clutter: Math.max(0, (p.clutter - (1 - existence)) / existence),
    unknown: p.unknown / existence,
  };
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
