import type { PeopleSiteInfo } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import { areaMap } from "./area-map.ts";
import type { ChosenPlace } from "./people-screen.ts";
import type { PeopleTexts } from "./texts.ts";

/** A phone's own estimate is widened to this at least: an alarm too many in a neighbour's garden is better than one too few. */
const RADIUS_LEAST_M = 100;
const LOCATE_MS = 20_000;
/** Places that one phone keeps. */
const PLACES_MAX = 20;

export interface PlacesPorts {
  readonly texts: PeopleTexts;
  readonly site: PeopleSiteInfo;
  readonly places: readonly ChosenPlace[];
  readonly toldFirst: boolean;
  readonly chosen: (places: readonly ChosenPlace[]) => void;
  readonly tellFirst: (on: boolean) => void;
}

/** Where the person wants to be warned for: chosen here, and kept here. */
export function placesPart(ports: PlacesPorts): HTMLElement {
  const { texts, places, site, chosen } = ports;
  const said = element("p", { class: "soft", role: "status" });
  const add = (place: ChosenPlace): void => chosen([...places, place].slice(-PLACES_MAX));
  const addPoint = (point: { latitudeDeg: number; longitudeDeg: number; radiusM: number }): void =>
    add({ kind: "point", number: nextNumber(places), ...point });
  const locate = (): void => {
    said.textContent = texts.hereAsking;
    const failed = (): void => void (said.textContent = texts.hereFailed);
    if (!("geolocation" in navigator)) return failed();
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        addPoint({
          latitudeDeg: latitude,
          longitudeDeg: longitude,
          radiusM: Math.max(RADIUS_LEAST_M, Math.ceil(accuracy)),
        }),
      failed,
      { enableHighAccuracy: true, timeout: LOCATE_MS },
    );
  };
  return element(
    "section",
    { class: "places", "aria-labelledby": "places" },
    element("h2", { id: "places" }, texts.places),
    element("p", { class: "soft" }, texts.placesText),
    places.length === 0
      ? element("p", { class: "none" }, texts.noPlaces)
      : element("ul", {}, ...places.map((place) => placeLine(place, ports))),
    areaChoice(ports, add),
    button(texts.here, "wide", locate),
    said,
    element(
      "details",
      { ontoggle: (event) => drawMap(event, site, texts, addPoint) },
      element("summary", {}, texts.mark),
      element("p", { class: "soft" }, texts.markText),
      element("div", { class: "map", dir: "ltr" }),
    ),
    toldFirstChoice(ports),
  );
}

function placeLine(place: ChosenPlace, { texts, places, chosen }: PlacesPorts): HTMLElement {
  const name = place.kind === "area" ? place.name : texts.myPlace(String(place.number));
  const remove = button("×", "remove", () => chosen(places.filter((each) => each !== place)));
  remove.setAttribute("aria-label", texts.remove(name));
  return element("li", {}, element("span", { dir: "auto" }, name), remove);
}

function areaChoice(
  { texts, places, site }: PlacesPorts,
  add: (place: ChosenPlace) => void,
): HTMLElement {
  const left = site.areas.filter(
    ({ id }) => !places.some((place) => place.kind === "area" && place.area === id),
  );
  const select = element(
    "select",
    {
      class: "wide",
      "aria-label": texts.addArea,
      onchange: () => {
        const area = left.find(({ id }) => id === select.value);
        if (area !== undefined) add({ kind: "area", area: area.id, name: area.name });
      },
    },
    element("option", { value: "" }, texts.addArea),
    ...left.map(({ id, name }) => element("option", { value: id }, name)),
  );
  return select;
}

function toldFirstChoice({ texts, places, toldFirst, tellFirst }: PlacesPorts): HTMLElement | null {
  if (!places.some(({ kind }) => kind === "area")) return null;
  const box = element("input", {
    type: "checkbox",
    checked: toldFirst,
    onchange: () => tellFirst(box.checked),
  });
  return element(
    "label",
    { class: "check" },
    box,
    element("span", {}, texts.first, element("small", {}, texts.firstText)),
  );
}

function drawMap(
  event: Event,
  site: PeopleSiteInfo,
  texts: PeopleTexts,
  marked: Parameters<typeof areaMap>[2],
): void {
  const box = (event.currentTarget as HTMLElement).querySelector(".map");
  if (box?.childElementCount === 0) box.append(areaMap(site, texts.mark, marked));
}

const nextNumber = (places: readonly ChosenPlace[]): number =>
  1 + Math.max(0, ...places.map((place) => (place.kind === "point" ? place.number : 0)));
