import {
  createLocalFrame,
  eigenSymmetric2,
  geodeticToEnu,
  hypothesisedFlight,
  type IncidentRecord,
  launchText,
  meanOfCorners,
  type Question,
} from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { meters } from "../cli/text/numbers.ts";

const SIZE = 640;
const MARGIN = 48;
/** 90 % of a normal distribution in two dimensions lie within this many sigmas. */
const SIGMAS_90 = 2.145966026;
/** A sensor whose reach is far larger than what happened is told by its mark only. */
const REACH_SHOWN = 6;

interface Place {
  readonly eastM: number;
  readonly northM: number;
}

/** Where it happened: areas, sensors and how far they reach, the way of the object, and where it was projected to come down or was launched. North is up. */
export function incidentMap(record: IncidentRecord, question: Question): string {
  const site = record.site.value;
  const frame = createLocalFrame(site.origin);
  const way = wayOf(record, question);
  const sensors = site.sensors.map(({ name, position, coverage }) => {
    const [eastM, northM] = geodeticToEnu(frame, position);
    return { name, eastM, northM, reachM: coverage.rangeMaxM };
  });
  const areas = site.areas.map(({ name, rings, protection }) => {
    const [eastM, northM] = meanOfCorners(rings[0]);
    return { name, rings, protection, eastM, northM };
  });
  const view = viewOf([...way, ...areas, ...sensors]);
  const ringsPath = (rings: readonly (readonly number[])[]): string =>
    rings.map((ring) => `${pathOf(view, pairsOf(ring))} Z`).join(" ");
  const parts = [
    ...sensors
      .filter(({ reachM }) => reachM < REACH_SHOWN * view.halfM)
      .map((one) => circle(view, one, one.reachM * view.scale, "reach")),
    ...areas.map(
      ({ rings, protection }) => `<path class="area ${protection}" d="${ringsPath(rings)}"/>`,
    ),
    ...ellipses(record, question, view),
    way.length > 1 ? `<path class="way" d="${pathOf(view, way)}"/>` : "",
    ...way.slice(-1).map((end) => circle(view, end, 4, "end")),
    ...sensors.map((one) => circle(view, one, 4, "sensor")),
    ...labels(view, [...areas, ...sensors]),
    scaleBar(view),
  ];
  return [
    `<svg viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="Map of what happened; north is up">`,
    `<rect class="paper" width="${SIZE}" height="${SIZE}"/>`,
    ...parts.filter((part) => part !== ""),
    "</svg>",
  ].join("\n");
}

/** The object's recorded places, or those of the flight that people speak of. */
function wayOf(record: IncidentRecord, question: Question): readonly Place[] {
  const places =
    question.of === "object"
      ? hypothesisedFlight(record, createLocalFrame(record.site.value.origin), question.object).map(
          ({ timeUs, enuM }) => ({ timeUs, enuM }),
        )
      : [...record.tracks, ...record.decisions]
          .filter(({ value }) => value.trackId === question.trackId)
          .map(({ value }) => ({ timeUs: value.stateUs, enuM: value.state }));
  return places
    .toSorted((a, b) => a.timeUs - b.timeUs)
    .map(({ enuM }) => ({ eastM: enuM[0], northM: enuM[1] }));
}

interface View {
  readonly centre: Place;
  readonly halfM: number;
  readonly scale: number;
}

function viewOf(places: readonly Place[]): View {
  const [east, north] = [places.map(({ eastM }) => eastM), places.map(({ northM }) => northM)];
  const middle = (all: readonly number[]): number => (Math.min(...all) + Math.max(...all)) / 2;
  const spread = (all: readonly number[]): number => (Math.max(...all) - Math.min(...all)) / 2;
  const halfM = Math.max(300, 1.15 * Math.max(spread(east), spread(north)));
  return {
    centre: { eastM: middle(east), northM: middle(north) },
    halfM,
    scale: (SIZE / 2 - MARGIN) / halfM,
  };
}

const x = ({ centre, scale }: View, eastM: number): number =>
  SIZE / 2 + (eastM - centre.eastM) * scale;
const y = ({ centre, scale }: View, northM: number): number =>
  SIZE / 2 - (northM - centre.northM) * scale;
const at = (view: View, { eastM, northM }: Place): string =>
  `${x(view, eastM).toFixed(1)} ${y(view, northM).toFixed(1)}`;
const pathOf = (view: View, places: readonly Place[]): string =>
  `M${places.map((place) => at(view, place)).join(" L")}`;
const pairsOf = (ring: readonly number[]): readonly Place[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => ({
    eastM: ring[2 * i],
    northM: ring[2 * i + 1],
  }));
const circle = (view: View, place: Place, radius: number, kind: string): string =>
  `<circle class="${kind}" cx="${x(view, place.eastM).toFixed(1)}" cy="${y(view, place.northM).toFixed(1)}" r="${radius.toFixed(1)}"/>`;
/** How high a line of text is, and how wide a letter at most, in the map's own units. */
const LINE = 14;
const LETTER = 7.5;

/** Names beside their places, from above to below, each moved down until it covers none before it. */
function labels(
  view: View,
  named: readonly (Place & { readonly name: string })[],
): readonly string[] {
  const taken: { readonly left: number; readonly right: number; readonly top: number }[] = [];
  return named
    .map((one) => ({ name: one.name, left: x(view, one.eastM) + 7, top: y(view, one.northM) - 7 }))
    .toSorted((a, b) => a.top - b.top || a.left - b.left)
    .map(({ name, left, top: wanted }) => {
      const right = left + LETTER * name.length;
      let top = wanted;
      const covers = (one: (typeof taken)[number]): boolean =>
        left < one.right && right > one.left && Math.abs(top - one.top) < LINE;
      for (let tries = 0; tries < named.length && taken.some(covers); tries++) top += LINE;
      taken.push({ left, right, top });
      return `<text x="${left.toFixed(1)}" y="${top.toFixed(1)}">${escapeXml(name)}</text>`;
    });
}

/** The launch region once the track is over, and the impact of the last decision that had one: 90 % each. */
function ellipses(record: IncidentRecord, question: Question, view: View): readonly string[] {
  if (question.of === "object") return [];
  const track = record.tracks.findLast(({ value }) => value.trackId === question.trackId)?.value;
  const impact = record.decisions.findLast(
    ({ value }) => value.trackId === question.trackId && value.impact !== null,
  )?.value.impact;
  // Where it was launched is told when the warning is over, as in words.
  const isTold = track !== undefined && launchText(record, track) !== null;
  const launch = isTold && track.launch?.known === true ? track.launch.region : null;
  return [
    ...(impact === null || impact === undefined ? [] : [ellipse(view, impact, "impact")]),
    ...(launch === null ? [] : [ellipse(view, launch, "launch")]),
  ];
}

interface Spread extends Place {
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
}

function ellipse(view: View, spread: Spread, kind: string): string {
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = spread;
  const { major, minor, angleRad } = eigenSymmetric2(ee, en, nn);
  const [long, short] = [major, minor].map((v) =>
    Math.max(1, SIGMAS_90 * Math.sqrt(Math.max(0, v)) * view.scale).toFixed(1),
  );
  const [cx, cy] = [x(view, spread.eastM).toFixed(1), y(view, spread.northM).toFixed(1)];
  return `<ellipse class="${kind}" cx="${cx}" cy="${cy}" rx="${long}" ry="${short}" transform="rotate(${((-angleRad * 180) / Math.PI).toFixed(1)} ${cx} ${cy})"/>`;
}

/** A round length that takes up about a quarter of the map. */
function scaleBar(view: View): string {
  const wantedM = view.halfM / 2;
  let stepM = 10;
  while (stepM * 10 <= wantedM) stepM *= 10;
  const lengthM = [5, 2, 1].map((n) => n * stepM).find((m) => m <= wantedM) ?? stepM;
  const right = SIZE - 20;
  const left = right - lengthM * view.scale;
  const top = SIZE - 18;
  return `<path class="bar" d="M${left.toFixed(1)} ${top} H${right}"/><text x="${left.toFixed(1)}" y="${top - 6}">${meters(lengthM)}</text>`;
}
