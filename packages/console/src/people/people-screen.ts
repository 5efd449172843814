import {
  type AreaView,
  type PeopleSiteInfo,
  placeIsWithin,
  type ReceiverView,
  stateKey,
} from "@tocsin/sdk";
import { type PlacesWatch, placesWatch } from "./places-watch.ts";

/** A place that somebody keeps on the phone: an area of the site, or somewhere on the ground. */
export type ChosenPlace =
  | { readonly kind: "area"; readonly area: string; readonly name: string }
  | {
      readonly kind: "point";
      readonly number: number;
      readonly latitudeDeg: number;
      readonly longitudeDeg: number;
      readonly radiusM: number;
    };

/** What the page shows at a moment. */
export interface PeopleScreen {
  readonly connection: ReceiverView["connection"];
  readonly silentMs: number | null;
  /** The gravest of what concerns the person; null where nothing does. */
  readonly top: AreaView | null;
  /** What else concerns the person, and what concerns others only. */
  readonly more: readonly AreaView[];
  readonly elsewhere: readonly AreaView[];
  /** Whether there would be a warning by itself. */
  readonly watch: PlacesWatch;
}

/** Whoever chose no place is concerned by everything. The comparison is made here, on the phone. */
export const concerns = (
  view: Pick<AreaView, "area" | "state">,
  places: readonly ChosenPlace[],
): boolean =>
  places.length === 0 ||
  places.some((place) =>
    place.kind === "area" ? place.area === view.area : placeIsWithin(place, view.state.ringsDeg),
  );

/** A view's `areas` come with what is real first, and the gravest first within it; `siteAreas` are those that the site has. */
export function peopleScreen(
  { connection, silentMs, areas, watch }: ReceiverView,
  places: readonly ChosenPlace[],
  siteAreas: PeopleSiteInfo["areas"],
): PeopleScreen {
  const mine = areas.filter((view) => concerns(view, places));
  return {
    connection,
    silentMs,
    top: mine[0] ?? null,
    more: mine.slice(1),
    elsewhere: areas.filter((view) => !mine.includes(view)),
    watch: placesWatch(watch, places, siteAreas),
  };
}

/**
 * What tells one saying of an area from another. A post that lost its record counts from one again, so that the same number may come with
 * another stage.
 */
export const shownKey = ({ state, stage }: AreaView): string =>
  `${stateKey(state)}#${String(state.version)}#${stage}`;
