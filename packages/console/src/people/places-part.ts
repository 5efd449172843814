import type { PeopleSiteInfo } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import { areaMap } from "./area-map.ts";
import { type NewPlace, placeName, PLACES_MAX, pointsOf, withPlace } from "./chosen-places.ts";
import type { ChosenPlace } from "./people-screen.ts";
import { isOutside } from "./places-watch.ts";
import type { PeopleTexts } from "./texts.ts";

/** A phone's own estimate is widened to this at least: an alarm too many in a neighbour's garden is better than one too few. */
const RADIUS_LEAST_M = 100;
const LOCATE_MS = 20_000;

export interface PlacesPorts {
  readonly texts: PeopleTexts;
  readonly language: string;
  readonly site: PeopleSiteInfo;
  /** As they are now: what is added late, as where the phone is, comes to those that were chosen meanwhile. */
  readonly places: () => readonly ChosenPlace[];
  readonly toldFirst: () => boolean;
  readonly chosen: (places: readonly ChosenPlace[]) => void;
  readonly tellFirst: (on: boolean) => void;
}

/** Where the person wants to be warned for: chosen here, and kept here. */
export function placesPart(ports: PlacesPorts): HTMLElement {
  const { texts, site, language } = ports;
  const said = element("p", { class: "soft", role: "status" });
  const [list, choice, first] = [element("div"), element("div"), element("div")];
  const map = areaMap(site, texts.mark, (point) => add({ kind: "point", ...point }));
  // Drawn again in its parts, so that a map that is open stays so, and shows the mark that was made.
  const draw = (): void => {
    const places = ports.places();
    list.replaceChildren(placesList(places, ports, choose));
    choice.replaceChildren(areaChoice(ports, add));
    first.replaceChildren(...toldFirstChoice(ports));
    map.mark(pointsOf(places));
  };
  const choose = (places: readonly ChosenPlace[]): void => {
    ports.chosen(places);
    said.textContent = "";
    draw();
  };
  const add = (place: NewPlace): void => {
    const places = withPlace(ports.places(), place);
    if (places !== null) choose(places);
    else said.textContent = texts.placesFull(new Intl.NumberFormat(language).format(PLACES_MAX));
  };
  draw();
  return element(
    "section",
    { class: "places", "aria-labelledby": "places" },
    element("h2", { id: "places" }, texts.places),
    element("p", { class: "soft" }, texts.placesText),
    list,
    choice,
    button(texts.here, "wide", () => locate(texts, said, add)),
    said,
    element(
      "details",
      {},
      element("summary", {}, texts.mark),
      element("p", { class: "soft" }, texts.markText),
      element("div", { class: "map", dir: "ltr" }, map.picture),
    ),
    first,
  );
}

function locate(texts: PeopleTexts, said: HTMLElement, add: (place: NewPlace) => void): void {
  said.textContent = texts.hereAsking;
  const failed = (): void => void (said.textContent = texts.hereFailed);
  if (!("geolocation" in navigator)) return failed();
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude, accuracy } }) =>
      add({
        kind: "point",
        latitudeDeg: latitude,
        longitudeDeg: longitude,
        radiusM: Math.max(RADIUS_LEAST_M, Math.ceil(accuracy)),
      }),
    failed,
    { enableHighAccuracy: true, timeout: LOCATE_MS },
  );
}

function placesList(
  places: readonly ChosenPlace[],
  { texts, site }: PlacesPorts,
  choose: (places: readonly ChosenPlace[]) => void,
): HTMLElement {
  if (places.length === 0) return element("p", { class: "none" }, texts.noPlaces);
  return element(
    "ul",
    {},
    ...places.map((place) => {
      const name = placeName(place, texts);
      const remove = button("×", "remove", () => choose(places.filter((each) => each !== place)));
      remove.setAttribute("aria-label", texts.remove(name));
      const outside = isOutside(place, site.areas)
        ? element("small", {}, texts.outsidePlace)
        : null;
      return element("li", {}, element("span", { dir: "auto" }, name, outside), remove);
    }),
  );
}

function areaChoice(
  { texts, places, site }: PlacesPorts,
  add: (place: NewPlace) => void,
): HTMLElement {
  const chosen = places();
  const left = site.areas.filter(
    ({ id }) => !chosen.some((place) => place.kind === "area" && place.area === id),
  );
  const select = element(
    "select",
    {
      class: "wide",
      "aria-label": texts.addArea,
      onchange: () => {
        const area = left.find(({ id }) => id === select.value);
        select.value = "";
        if (area !== undefined) add({ kind: "area", area: area.id, name: area.name });
      },
    },
    element("option", { value: "" }, texts.addArea),
    ...left.map(({ id, name }) => element("option", { value: id }, name)),
  );
  return select;
}

/** Only names of areas can be told, so that it is asked only of who chose one. */
function toldFirstChoice({
  texts,
  places,
  toldFirst,
  tellFirst,
}: PlacesPorts): readonly HTMLElement[] {
  if (!places().some(({ kind }) => kind === "area")) return [];
  const box = element("input", {
    type: "checkbox",
    checked: toldFirst(),
    onchange: () => tellFirst(box.checked),
  });
  return [
    element(
      "label",
      { class: "check" },
      box,
      element("span", {}, texts.first, element("small", {}, texts.firstText)),
    ),
  ];
}
