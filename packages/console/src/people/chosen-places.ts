import type { ChosenPlace } from "./people-screen.ts";
import type { PeopleTexts } from "./texts.ts";

/** Places that one phone keeps. */
export const PLACES_MAX = 20;

export type PointPlace = Extract<ChosenPlace, { kind: "point" }>;

/** A place that is to be added; one on the ground gets its number then. */
export type NewPlace = Exclude<ChosenPlace, PointPlace> | Omit<PointPlace, "number">;

/** The places with one more; null where there is no room: none that somebody relies on goes to make room. */
export function withPlace(
  places: readonly ChosenPlace[],
  place: NewPlace,
): readonly ChosenPlace[] | null {
  if (place.kind === "area") {
    if (places.some((each) => each.kind === "area" && each.area === place.area)) return places;
  }
  if (places.length >= PLACES_MAX) return null;
  return [...places, place.kind === "area" ? place : { ...place, number: nextNumber(places) }];
}

export const placeName = (place: ChosenPlace, texts: Pick<PeopleTexts, "myPlace">): string =>
  place.kind === "area" ? place.name : texts.myPlace(String(place.number));

export const pointsOf = (places: readonly ChosenPlace[]): readonly PointPlace[] =>
  places.filter((place) => place.kind === "point");

const nextNumber = (places: readonly ChosenPlace[]): number =>
  1 + Math.max(0, ...pointsOf(places).map(({ number }) => number));
