import type { ObservedPlace, ObservedSite } from "@tocsin/sdk";
import { drawn } from "../dom/drawn.ts";

/** Half the width of the sketch, km, and of its rings. */
const REACH_KM = 10;
const RINGS_KM = [2.5, 5, 7.5, 10];
const KM_PER_DEGREE = 111.2;
/** A finger on the sketch errs by so much, and so does whoever judges a distance: the radius that goes with the mark. */
const MARK_ACCURACY_M = 1_000;

/** A plain sketch of the surroundings, drawn by the phone itself: no map has to be loaded, and no map server learns of it. */
export function placeSketch(
  site: ObservedSite,
  label: string,
  marked: (place: ObservedPlace) => void,
): SVGSVGElement {
  const sketch = drawn("svg", { viewBox: "-11 -11 22 22", role: "img", "aria-label": label });
  for (const km of RINGS_KM) sketch.append(drawn("circle", { r: String(km), class: "ring" }));
  sketch.append(
    drawn("path", { d: "M0-10.8V10.8M-10.8 0H10.8", class: "ring" }),
    text(0, -10.1, "N", "north"),
  );
  const scale = Math.cos((site.latitudeDeg * Math.PI) / 180);
  for (const { name, latitudeDeg, longitudeDeg } of site.places) {
    const x = (longitudeDeg - site.longitudeDeg) * KM_PER_DEGREE * scale;
    const y = -(latitudeDeg - site.latitudeDeg) * KM_PER_DEGREE;
    if (Math.hypot(x, y) > REACH_KM) continue;
    sketch.append(drawn("circle", { cx: String(x), cy: String(y), r: "0.25", class: "named" }));
    sketch.append(text(x, y - 0.5, name, "name"));
  }
  const mark = drawn("circle", { r: "0.9", class: "mark", visibility: "hidden" });
  sketch.append(mark);
  sketch.addEventListener("click", (event) => {
    const box = sketch.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 22 - 11;
    const y = ((event.clientY - box.top) / box.height) * 22 - 11;
    mark.setAttribute("cx", String(x));
    mark.setAttribute("cy", String(y));
    mark.setAttribute("visibility", "visible");
    marked({
      latitudeDeg: site.latitudeDeg - y / KM_PER_DEGREE,
      longitudeDeg: site.longitudeDeg + x / (KM_PER_DEGREE * scale),
      accuracyM: MARK_ACCURACY_M,
    });
  });
  return sketch;
}

/** A place that somebody wrote: a name that the site has, or latitude and longitude; null where it is neither. */
export function typedPlace(written: string, site: ObservedSite | null): ObservedPlace | null {
  const name = written.trim().toLowerCase();
  const found = site?.places.find((place) => place.name.toLowerCase() === name);
  if (found !== undefined) {
    const { latitudeDeg, longitudeDeg } = found;
    return { latitudeDeg, longitudeDeg, accuracyM: MARK_ACCURACY_M };
  }
  const numbers = /^(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)$/.exec(name);
  if (numbers === null) return null;
  const [latitudeDeg, longitudeDeg] = [Number(numbers[1]), Number(numbers[2])];
  if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return null;
  return { latitudeDeg, longitudeDeg, accuracyM: MARK_ACCURACY_M };
}

function text(x: number, y: number, words: string, name: string): SVGTextElement {
  const made = drawn("text", { x: String(x), y: String(y), class: name });
  made.textContent = words;
  return made;
}
