import { OBJECT_CLASSES, type ObjectClass, type Track } from "./track.ts";

type Described = Pick<Track, "classProbabilities" | "existence" | "claim">;

/** Places of classes in the order of {@link OBJECT_CLASSES}. */
export const AT_AIRCRAFT = OBJECT_CLASSES.indexOf("aircraft");
export const AT_HELICOPTER = OBJECT_CLASSES.indexOf("helicopter");
export const AT_BIRD = OBJECT_CLASSES.indexOf("bird");
export const AT_CLUTTER = OBJECT_CLASSES.indexOf("clutter");

/** Of the track asked for last, in the order of {@link OBJECT_CLASSES}: used up before the next, since a record for every question was a tenth of all memory used. */
const shares = new Float64Array(OBJECT_CLASSES.length);

/** {@link shares} = P(class | exists): what {@link classGivenExistence} gives. */
function shareOut({ existence, classProbabilities: p }: Described): void {
  // By name, since this is asked of every object: a loop over names takes five times as long.
  const per = existence > 0 ? existence : 1;
  shares[0] = p.rocket / per;
  shares[1] = p.mortar / per;
  shares[2] = p.missile / per;
  shares[3] = p["fixed-wing-drone"] / per;
  shares[4] = p.multirotor / per;
  shares[5] = p.aircraft / per;
  shares[6] = p.helicopter / per;
  shares[7] = p.bird / per;
  shares[8] = existence > 0 ? Math.max(0, (p.clutter - (1 - existence)) / existence) : p.clutter;
  shares[9] = p.unknown / per;
}

/**
 * Class probabilities given that there is an object: P(class | exists). A track's own are over everything, its
 * doubt 1 − existence standing with `clutter`; a fading track would else turn into clutter in every explanation.
 */
export function classGivenExistence(track: Described): Record<ObjectClass, number> {
  shareOut(track);
  const given = { ...track.classProbabilities };
  OBJECT_CLASSES.forEach((name, i) => {
    given[name] = shares[i];
  });
  return given;
}

/**
 * P(class | exists) in the order of {@link OBJECT_CLASSES}, with what the object's own claim speaks for taken out again: anybody can send a claim, and
 * nothing that anybody can send may let an object pass. What a claim that is contradicted took away stays away. Holds until the next is asked for.
 */
export function sharesWithoutClaim(track: Described): Readonly<Float64Array> {
  shareOut(track);
  const factor = track.claim?.oddsFactor ?? 1;
  if (factor <= 1) return shares;
  const rest = 1 - shares[AT_AIRCRAFT] - shares[AT_HELICOPTER];
  const sum = rest + (shares[AT_AIRCRAFT] + shares[AT_HELICOPTER]) / factor;
  for (let i = 0; i < shares.length; i++) shares[i] = shares[i] / sum;
  shares[AT_AIRCRAFT] = shares[AT_AIRCRAFT] / factor;
  shares[AT_HELICOPTER] = shares[AT_HELICOPTER] / factor;
  return shares;
}

/** The most probable class given that there is an object; on a tie the one that stands first in {@link OBJECT_CLASSES}. */
export function mostProbableClass(track: Described): {
  readonly class: ObjectClass;
  readonly probability: number;
} {
  shareOut(track);
  let best = 0;
  for (let i = 1; i < shares.length; i++) if (shares[i] > shares[best]) best = i;
  return { class: OBJECT_CLASSES[best], probability: shares[best] };
}
