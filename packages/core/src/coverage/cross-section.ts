import type { ObjectClass } from "../tracking/track.ts";
import type { RadarModel } from "./radar-model.ts";

/**
 * Mean radar cross-sections near 10 GHz, m², where a radar's model names none: rockets, bombs and drones nose-on, as
 * they come. Rounded middles of published ranges (Skolnik, 2001, Introduction to Radar Systems, 3rd ed., chapter 2: bird
 * 0.01, small single-engine aircraft 1, medium airliner 20 to 40, helicopter 3, conventional winged missile 0.1 to 0.5), for
 * small drones and munitions those of the classifier's beliefs; each is uncertain by a factor of three. `unknown` is as
 * small as the smallest threat: what is not known must not count as well covered.
 */
export const MEAN_CROSS_SECTION_M2: Readonly<Record<ObjectClass, number>> = {
  rocket: 0.1,
  mortar: 0.04,
  missile: 0.1,
  "fixed-wing-drone": 0.1,
  multirotor: 0.03,
  aircraft: 10,
  helicopter: 3,
  bird: 0.01,
  clutter: 0.03,
  unknown: 0.03,
};

/** Mean cross-section, m², that a radar's own model gives a class, or else the general one. */
export const crossSectionOf = (radar: RadarModel | undefined, of: ObjectClass): number =>
  radar?.crossSectionsM2[of] ?? MEAN_CROSS_SECTION_M2[of];

/** {@link crossSectionOf} of every class, in the order given: made once for each sensor, for {@link detectionProbabilities}. */
export const crossSectionsOf = (
  radar: RadarModel | undefined,
  classes: readonly ObjectClass[],
): Float64Array => Float64Array.from(classes, (each) => crossSectionOf(radar, each));
