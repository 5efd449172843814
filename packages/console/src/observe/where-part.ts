import type { ObservedPlace, ObservedSite } from "@tocsin/sdk";
import { button, element } from "../dom/element.ts";
import type { Draft } from "./draft.ts";
import { placeSketch, typedPlace } from "./place-sketch.ts";
import { senseDirection } from "./sense-direction.ts";
import { TEXTS } from "./texts.ts";

/** What the part that asks where something is needs of the page. */
export interface WherePorts {
  readonly draft: () => Draft;
  readonly site: () => ObservedSite | null;
  /** Asks the phone where it is. */
  readonly locate: () => void;
  readonly nowMs: () => number;
}

/** Point the phone, mark a sketch, or write a place: the last one done holds. */
export function wherePart(ports: WherePorts): {
  readonly node: HTMLElement;
  readonly show: () => void;
} {
  const said = element("p", { class: "said", role: "status" });
  const point = button(TEXTS.point, "wide strong", () => void aim());
  const forget = button(TEXTS.clear, "wide", () => {
    Object.assign(ports.draft(), { direction: null, place: null, seenMs: null });
    show();
  });
  const typed = element("input", {
    id: "typed",
    autocomplete: "off",
    dir: "auto",
    onchange: () => write(),
  });
  const sketchBox = element("div", { class: "sketch" });
  const details = element(
    "details",
    { ontoggle: () => drawSketch(sketchBox, ports.site(), mark) },
    element("summary", {}, TEXTS.onMap),
    sketchBox,
    element("label", { for: "typed" }, TEXTS.typed),
    typed,
  );
  const mark = (place: ObservedPlace): void => {
    Object.assign(ports.draft(), { place, direction: null, seenMs: ports.nowMs() });
    show();
  };
  const write = (): void => {
    if (typed.value.trim() === "") return;
    const place = typedPlace(typed.value, ports.site());
    if (place === null) said.textContent = TEXTS.typedUnknown;
    else mark(place);
  };
  const aim = async (): Promise<void> => {
    const draft = ports.draft();
    const seenMs = ports.nowMs();
    ports.locate();
    const found = await senseDirection();
    if (typeof found === "string") {
      draft.lacking = new Set([...draft.lacking, `compass: ${found}`]);
      said.textContent = TEXTS.compass[found];
      details.open = true;
      return;
    }
    Object.assign(draft, { direction: found, place: null, seenMs });
    show();
  };
  const show = (): void => {
    const { direction, place } = ports.draft();
    forget.hidden = direction === null && place === null;
    point.textContent = direction === null ? TEXTS.point : TEXTS.again;
    said.textContent = place === null ? pointedText(direction) : TEXTS.marked(placeText(place));
  };
  show();
  return {
    node: element(
      "section",
      { "aria-labelledby": "where" },
      element("h2", { id: "where" }, TEXTS.where),
      element("p", { class: "soft" }, TEXTS.pointHint),
      point,
      said,
      details,
      forget,
    ),
    show,
  };
}

/** Drawn when it is first wanted, and the site is known. */
function drawSketch(
  box: HTMLElement,
  site: ObservedSite | null,
  mark: (place: ObservedPlace) => void,
): void {
  if (site === null || box.childElementCount > 0) return;
  box.append(
    placeSketch(site, TEXTS.sketch(site.name), mark),
    element("p", { class: "soft" }, `${TEXTS.sketch(site.name)} ${TEXTS.sketchScale("2.5")}`),
  );
}

const placeText = ({ latitudeDeg, longitudeDeg }: ObservedPlace): string =>
  `${latitudeDeg.toFixed(3)}, ${longitudeDeg.toFixed(3)}`;

function pointedText(direction: Draft["direction"]): string {
  if (direction === null) return "";
  const { azimuthDeg, elevationDeg, accuracyDeg } = direction;
  const level = elevationDeg === null ? "" : TEXTS.level(`${Math.round(elevationDeg)}°`);
  const rough =
    accuracyDeg === null ? "" : ` ${TEXTS.compass.rough(`${Math.round(accuracyDeg)}°`)}`;
  return TEXTS.pointed(`${Math.round(azimuthDeg)}°`, level) + rough;
}
