import type { LatLonDeg } from "@tocsin/sdk";
import type { PlaceMark } from "../map/place-marks.ts";

/** A place on one line, as the map writes it and people may. */
const PLACE_LINE =
  /^\s*-\s*\{\s*name:\s*"?([^",{}]+?)"?\s*,\s*latitude_deg:\s*(-?\d+(?:\.\d+)?)\s*,\s*longitude_deg:\s*(-?\d+(?:\.\d+)?)[^}]*\}\s*$/;
const PLACES = /^places:\s*$/;

/** What stands there before somebody wrote what could be had: an example, in the form of the file of `tocsin plan sensors`. */
export const EXAMPLE_KINDS = `kinds:
  # An example: say what you could have, and what it costs in whatever counts.
  - name: Small radar
    cost: 15
    mast_m: 12
    sensor:
      kind: radar
      coverage: { range_max_m: 8000, elevation_min_deg: -2, elevation_max_deg: 60 }
      detection_probability: 0.9
      period_s: 1
`;

/** The places that a text names on lines of their own. */
export const placesIn = (text: string): readonly PlaceMark[] =>
  text.split("\n").flatMap((line) => {
    const [, name = "", latitude = "", longitude = ""] = PLACE_LINE.exec(line) ?? [];
    return name === "" ? [] : [{ name, place: [Number(latitude), Number(longitude)] as const }];
  });

/** The text with one more place, behind those that it has; a text without kinds gets the example first. */
export function withPlace(text: string, [latitudeDeg, longitudeDeg]: LatLonDeg): string {
  const lines = (text.trim() === "" ? EXAMPLE_KINDS : text).trimEnd().split("\n");
  if (!lines.some((line) => PLACES.test(line))) lines.push("places:");
  const known = placesIn(text).map(({ name }) => name);
  let number = known.length + 1;
  while (known.includes(`Place ${number}`)) number++;
  const place = `  - { name: Place ${number}, latitude_deg: ${latitudeDeg.toFixed(5)}, longitude_deg: ${longitudeDeg.toFixed(5)} }`;
  const last = lines.findLastIndex((line) => PLACE_LINE.test(line));
  const at = last === -1 ? lines.findIndex((line) => PLACES.test(line)) : last;
  return `${lines.toSpliced(at + 1, 0, place).join("\n")}\n`;
}

/** The text without the place of a name. */
export const withoutPlace = (text: string, name: string): string =>
  text
    .split("\n")
    .filter((line) => PLACE_LINE.exec(line)?.[1] !== name)
    .join("\n");
