import {
  type AreaSet,
  holdsArea,
  type PeopleSiteInfo,
  placeIsWithin,
  type WatchView,
} from "@tocsin/sdk";
import type { PointPlace } from "./chosen-places.ts";
import type { ChosenPlace } from "./people-screen.ts";

type SiteAreas = PeopleSiteInfo["areas"];

/** Whether a calm page means anything for the person's places. */
export type PlacesWatch =
  | { readonly kind: "watched" }
  /** A post of the site does not tell, and no other says that it watches. */
  | { readonly kind: "untold" }
  | Unwatched;

export interface Unwatched {
  readonly kind: "unwatched";
  /** Where nobody would be warned by itself now. */
  readonly places: readonly ChosenPlace[];
  /** No place was chosen, and it is so in every area. */
  readonly isEverywhere: boolean;
  /** Marks that lie in no area: no warning is ever for them. */
  readonly outside: readonly ChosenPlace[];
}

/** Whoever chose no place is told of every area. The comparison is made here, on the phone. */
export function placesWatch(
  { unwatched, untold }: WatchView,
  chosen: readonly ChosenPlace[],
  areas: SiteAreas,
): PlacesWatch {
  const places = chosen.length > 0 ? chosen : areas.map(({ id, name }) => areaPlace(id, name));
  const inSet = (set: AreaSet): readonly ChosenPlace[] =>
    isNone(set) ? [] : places.filter((place) => touches(set, place, areas));
  const left = inSet(unwatched);
  const outside = places.filter((place) => isOutside(place, areas));
  if (left.length > 0 || outside.length > 0)
    return {
      kind: "unwatched",
      places: left,
      isEverywhere: chosen.length === 0 && left.length === areas.length,
      outside,
    };
  return { kind: inSet(untold).length > 0 ? "untold" : "watched" };
}

const areaPlace = (area: string, name: string): ChosenPlace => ({ kind: "area", area, name });

const isNone = ({ extent, areas }: AreaSet): boolean => extent === "only" && areas.length === 0;

/** Whether a place is a mark in none of the areas. */
export const isOutside = (place: ChosenPlace, areas: SiteAreas): boolean =>
  place.kind === "point" && areasAround(place, areas).length === 0;

/** A place in several areas is as badly off as the worst of them. */
const touches = (set: AreaSet, place: ChosenPlace, areas: SiteAreas): boolean =>
  place.kind === "area"
    ? holdsArea(set, place.area)
    : areasAround(place, areas).some(({ id }) => holdsArea(set, id));

const areasAround = (place: PointPlace, areas: SiteAreas): SiteAreas =>
  areas.filter(({ ringsDeg }) => placeIsWithin(place, ringsDeg));
