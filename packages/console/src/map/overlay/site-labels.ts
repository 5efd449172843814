import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import { windowText } from "../../format/time.ts";
import { directionsText } from "../../format/quantity.ts";
import { STAGE_WORDS } from "../../format/words.ts";
import { joinDirections } from "../blind-directions.ts";
import { middleOf, placeAt } from "../geometry.ts";
import { blindBand, RING_RADII_M } from "../site-features.ts";
import { LABEL_RANKS, type LabelLine, type MapLabel } from "./map-label.ts";
import { worldPoint } from "./viewport.ts";

/** Names longer than this are broken between words. */
const LINE_LETTERS_MAX = 22;

/** Each area's name under it, and what its people are told. */
export function areaLabels(site: PictureSite, picture: Picture | null): MapLabel[] {
  const states = new Map(picture?.areas.map((area) => [area.id, area]));
  return site.areas.map((area) => {
    const state = states.get(area.id);
    const stage = state?.stage ?? null;
    const lines: LabelLine[] = brokenLines(area.name).map((text) => ({ text, color: "label" }));
    if (state !== undefined && stage !== null && picture !== null) {
      const arrival =
        state.arrivalFromUs === null || state.arrivalToUs === null
          ? null
          : windowText(state.arrivalFromUs, state.arrivalToUs, picture.timeUs);
      const said = STAGE_WORDS[stage];
      lines.push({
        text: arrival === null ? said : `${said}, ${arrival}`,
        color: stage === "pre-alert" ? "cautionText" : "alarmText",
      });
    }
    const outer = area.rings[0] ?? [];
    const lowest: LatLonDeg = [
      Math.min(...outer.map(([latitude]) => latitude)),
      middleOf(outer)[1],
    ];
    return {
      at: worldPoint(lowest),
      lines,
      sizePx: 13,
      anchors: ["below", "above", "right", "left"],
      gapPx: 5,
      rank: stage === null ? LABEL_RANKS.area : LABEL_RANKS.warnedArea,
      zoomMin: 0,
    };
  });
}

export function sensorLabels(site: PictureSite, picture: Picture | null): MapLabel[] {
  const states = new Map(picture?.sensors.map((sensor) => [sensor.id, sensor]));
  return site.sensors.map(({ id, name, place }) => ({
    at: worldPoint(place),
    lines: brokenLines(states.get(id)?.status === "down" ? `${name} (down)` : name).map((text) => ({
      text,
      color: "labelSoft",
    })),
    sizePx: 11,
    anchors: ["above", "below", "right", "left"],
    gapPx: 8,
    rank: LABEL_RANKS.sensor,
    zoomMin: 10,
  }));
}

export const defenceLabels = (site: PictureSite): MapLabel[] =>
  site.defences.map((defence) => ({
    at: worldPoint(placeAt(defence.place, 0, defence.reachM)),
    lines: [
      {
        text: `${defence.name}${isSaidNotional(defence) ? "" : ", notional"}: reach`,
        color: "labelSoft",
      },
    ],
    sizePx: 11,
    anchors: ["centre"],
    gapPx: 0,
    rank: LABEL_RANKS.defence,
    zoomMin: 11,
  }));

/** What is real, or is called notional by its name already. */
const isSaidNotional = ({ name, notional }: PictureSite["defences"][number]): boolean =>
  !notional || /notional/i.test(name);

/** In each wedge, what it means. */
export function blindLabels(
  site: PictureSite,
  picture: Picture | null,
  areaId: string | null,
): MapLabel[] {
  const ring = site.areas.find(({ id }) => id === areaId)?.rings[0];
  const center = ring === undefined ? site.origin : middleOf(ring);
  const { innerM, outerM } = blindBand(site, ring ?? null);
  const areas = picture?.areas.filter(({ id }) => ring === undefined || id === areaId) ?? [];
  const middleM = innerM * 0.3 + outerM * 0.7;
  return joinDirections(areas.flatMap(({ blind }) => blind)).map(({ fromDeg, widthDeg }) => ({
    at: worldPoint(placeAt(center, fromDeg + widthDeg / 2, middleM)),
    lines: [
      { text: "Not seen in time", color: "labelSoft" },
      { text: `from ${directionsText(fromDeg, widthDeg)}`, color: "labelSoft" },
    ],
    sizePx: 11,
    anchors: ["centre"],
    gapPx: 0,
    rank: LABEL_RANKS.blind,
    zoomMin: 11.5,
  }));
}

/** The radius of each ring around the site, twice. */
export const gridLabels = (origin: LatLonDeg): MapLabel[] =>
  RING_RADII_M.flatMap((radiusM) =>
    [45, 225].map((bearing): MapLabel => {
      const text = radiusM < 1000 ? `${radiusM} m` : `${radiusM / 1000} km`;
      return {
        at: worldPoint(placeAt(origin, bearing, radiusM)),
        lines: [{ text, color: "labelSoft" }],
        sizePx: 11,
        anchors: ["centre"],
        gapPx: 0,
        rank: LABEL_RANKS.grid,
        zoomMin: ringZoomMin(radiusM),
      };
    }),
  );

/** The least zoom at which a ring is drawn: the smaller ones are for looking closely. */
export function ringZoomMin(radiusM: number): number {
  if (radiusM >= 20_000) return 6;
  if (radiusM >= 5_000) return 8;
  if (radiusM >= 2_000) return 10;
  return radiusM >= 1_000 ? 11.5 : 13;
}

function brokenLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LETTERS_MAX)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
