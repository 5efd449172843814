import {
  type AreaSet,
  holdsArea,
  type PeopleSiteInfo,
  placeIsWithin,
  type WatchView,
} from "@tocsin/sdk";
import type { ChosenPlace } from "./people-screen.ts";

type SiteAreas = PeopleSiteInfo["areas"];

/** Whether a calm page means anything for the person's places. */
export type PlacesWatch =
  | { readonly kind: "watched" }
  /** A post of the site does not tell, and no other says that it watches. */
  | { readonly kind: "untold" }
  /** Where nobody would be warned by itself now; `isEverywhere`: no place was chosen, and it is so in every area. */
  | {
      readonly kind: "unwatched";
      readonly places: readonly ChosenPlace[];
      readonly isEverywhere: boolean;
    };

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
  if (left.length > 0)
    return {
      kind: "unwatched",
      places: left,
      isEverywhere: chosen.length === 0 && left.length === areas.length,
    };
  return { kind: inSet(untold).length > 0 ? "untold" : "watched" };
}

const areaPlace = (area: string, name: string): ChosenPlace => ({ kind: "area", area, name });

const isNone = ({ extent, areas }: AreaSet): boolean => extent === "only" && areas.length === 0;

/** A place in several areas is as badly off as the worst of them; one in none, as what no post names. */
function touches(set: AreaSet, place: ChosenPlace, areas: SiteAreas): boolean {
  if (place.kind === "area") return holdsArea(set, place.area);
  const around = areas.filter(({ ringsDeg }) => placeIsWithin(place, ringsDeg));
  return around.length === 0
    ? set.extent === "all-but"
    : around.some(({ id }) => holdsArea(set, id));
}
