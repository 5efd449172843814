import type { PeopleSiteInfo } from "@tocsin/sdk";
import { drawn } from "../dom/drawn.ts";

const METRES_PER_DEGREE = 111_195;
/** A finger errs by so much of the sketch's width. */
const FINGER_SHARE = 0.03;
const SIDE = 100;

export interface MapPoint {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}
export interface AreaMap {
  readonly picture: SVGSVGElement;
  /** Draws these marks in place of those before. */
  readonly mark: (points: readonly MapPoint[]) => void;
}

/** The site's areas, drawn by the phone itself: no map has to be loaded, and no map server learns of anything. */
export function areaMap(
  { areas }: PeopleSiteInfo,
  label: string,
  tapped: (place: MapPoint & { readonly radiusM: number }) => void,
): AreaMap {
  const latitudes = areas.flatMap(({ ringsDeg }) => ringsDeg[0].filter((_, i) => i % 2 === 0));
  const longitudes = areas.flatMap(({ ringsDeg }) => ringsDeg[0].filter((_, i) => i % 2 === 1));
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const scale = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const spanDeg = 1.3 * Math.max(north - south, (east - west) * scale, 0.002);
  const [middleLatitude, middleLongitude] = [(south + north) / 2, (west + east) / 2];
  const x = (longitude: number): number =>
    SIDE / 2 + (((longitude - middleLongitude) * scale) / spanDeg) * SIDE;
  const y = (latitude: number): number => SIDE / 2 - ((latitude - middleLatitude) / spanDeg) * SIDE;
  const map = drawn("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": label });
  for (const { name, ringsDeg } of areas) {
    const path = ringsDeg.map(
      (ring) =>
        `M${ring
          .flatMap((degrees, i) =>
            i % 2 === 0 ? [`${x(ring[i + 1]).toFixed(2)} ${y(degrees).toFixed(2)}`] : [],
          )
          .join("L")}Z`,
    );
    map.append(drawn("path", { d: path.join(""), "fill-rule": "evenodd", class: "area" }));
    const title = drawn("text", {
      x: String(x(mean(ringsDeg[0], 1))),
      y: String(y(mean(ringsDeg[0], 0))),
      class: "name",
    });
    title.textContent = name;
    map.append(title);
  }
  const marks = drawn("g", {});
  map.append(marks);
  map.addEventListener("click", (event) => {
    const box = map.getBoundingClientRect();
    const [atX, atY] = [
      ((event.clientX - box.left) / box.width) * SIDE,
      ((event.clientY - box.top) / box.height) * SIDE,
    ];
    tapped({
      latitudeDeg: middleLatitude - ((atY - SIDE / 2) / SIDE) * spanDeg,
      longitudeDeg: middleLongitude + (((atX - SIDE / 2) / SIDE) * spanDeg) / scale,
      radiusM: Math.ceil(FINGER_SHARE * spanDeg * METRES_PER_DEGREE),
    });
  });
  return {
    picture: map,
    mark: (points) => {
      marks.replaceChildren(
        ...points.map(({ latitudeDeg, longitudeDeg }) =>
          drawn("circle", {
            cx: String(x(longitudeDeg)),
            cy: String(y(latitudeDeg)),
            r: String(FINGER_SHARE * SIDE),
            class: "mark",
          }),
        ),
      );
    },
  };
}

const mean = (ring: readonly number[], from: 0 | 1): number => {
  const values = ring.filter((_, i) => i % 2 === from);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};
