import {
  type Area,
  createLocalFrame,
  geodeticToEnu,
  meanOfCorners,
  rayOf,
  type SiteModel,
  type WarningTime,
} from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { meters } from "../cli/text/numbers.ts";
import { CAUTION } from "./caution.ts";
import { fixed, svgDocument, textAt } from "./svg.ts";

const SIZE = 720;
const HEAD = 64;
const MARGIN = 30;
/** Hues from low to high, told apart by their dashes too. */
const LINES = [
  { stroke: "#b5402c", dash: "" },
  { stroke: "#c98a1b", dash: "8 3" },
  { stroke: "#3f8f5f", dash: "3 3" },
  { stroke: "#2f7fb8", dash: "10 3 2 3" },
  { stroke: "#7a5cc0", dash: "2 4" },
] as const;

/** From how far off one kind of threat is dependably tracked on its way to an area: one line for each height, on a map. */
export function reachSvg(site: SiteModel, area: Area, times: readonly WarningTime[]): string {
  const [ring] = area.rings;
  const centre = meanOfCorners(ring);
  const heights = [...new Set(times.map(({ threat }) => threat.heightM))].slice(0, LINES.length);
  const frame = createLocalFrame(site.origin);
  const sensors = site.sensors.map(({ name, position }) => ({
    name,
    place: geodeticToEnu(frame, position),
  }));
  const places = times.map((time) => ({ time, place: placeOf(area, time) }));
  const reachM = Math.max(
    1_000,
    ...places.map(({ place }) => Math.hypot(place[0] - centre[0], place[1] - centre[1])),
  );
  const scale = (SIZE / 2 - MARGIN) / reachM;
  const x = (east: number): string => fixed(SIZE / 2 + (east - centre[0]) * scale);
  const y = (north: number): string => fixed(HEAD + SIZE / 2 - (north - centre[1]) * scale);
  const lines = heights.map((heightM, i) => {
    const { stroke, dash } = LINES[i];
    const points = places
      .filter(({ time }) => time.threat.heightM === heightM)
      .map(({ place }) => `${x(place[0])} ${y(place[1])}`);
    return `<path class="reach" style="stroke:${stroke};stroke-dasharray:${dash === "" ? "none" : dash}" d="M${points.join(" L")} Z"/>`;
  });
  const key = heights.map((heightM, i) =>
    [
      `<path class="reach" style="stroke:${LINES[i].stroke};stroke-dasharray:${LINES[i].dash === "" ? "none" : LINES[i].dash}" d="M${16 + i * 105} 56 h28"/>`,
      textAt({ x: 50 + i * 105, y: 60, words: meters(heightM) }),
    ].join(""),
  );
  const threat = times[0]?.threat;
  return svgDocument(SIZE, HEAD + SIZE, [
    textAt({
      x: 16,
      y: 22,
      words: `Tracked from how far off: ${threat?.plannedKind ?? ""} to ${area.name}, ${meters(reachM)} at most`,
      kind: "name",
    }),
    textAt({ x: 16, y: 40, words: CAUTION }),
    ...key,
    `<path class="area" d="${pathOf(ring, x, y)}"/>`,
    ...lines,
    ...scaleBar(scale),
    ...sensors.map(
      ({ name, place }) =>
        `<circle class="sensor" cx="${x(place[0])}" cy="${y(place[1])}" r="4"><title>${escapeXml(name)}</title></circle>`,
    ),
  ]);
}

/** Where it is first dependably tracked, so far from the area's edge on its way straight at it; the edge itself where it never is. */
function placeOf(area: Area, { bearingRad, trackedFromM }: WarningTime): readonly [number, number] {
  const { eastM, northM, directionEast, directionNorth } = rayOf(area, bearingRad);
  const alongM = trackedFromM ?? 0;
  return [eastM + alongM * directionEast, northM + alongM * directionNorth];
}

function pathOf(
  ring: readonly number[],
  x: (east: number) => string,
  y: (north: number) => string,
): string {
  const points: string[] = [];
  for (let i = 0; i < ring.length; i += 2) points.push(`${x(ring[i])} ${y(ring[i + 1])}`);
  return `M${points.join(" L")} Z`;
}

/** A length that is easy to read, and no longer than a third of the map. */
function scaleBar(scale: number): readonly string[] {
  const longestM = SIZE / 3 / scale;
  const lengthM = [10_000, 5_000, 2_000, 1_000, 500].find((each) => each <= longestM) ?? 200;
  const y = HEAD + SIZE - 16;
  return [
    `<path class="ring" style="stroke-width:2" d="M16 ${fixed(y)} h${fixed(lengthM * scale)}"/>`,
    textAt({ x: 20 + lengthM * scale, y: y + 4, words: meters(lengthM) }),
  ];
}
