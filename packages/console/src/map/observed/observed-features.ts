import type { Picture, PictureCell, PictureSensor, PictureSite } from "@tocsin/sdk";
import type { Feature, FeatureCollection } from "geojson";
import { percentText } from "../../format/quantity.ts";
import { placeAt, sectorRings } from "../geometry.ts";
import { LABEL_RANKS, type MapLabel } from "../overlay/map-label.ts";
import { worldPoint } from "../overlay/viewport.ts";
import type { Selection } from "../selection.ts";
import { isOfBand, type ObservedBand } from "./observed-band.ts";

interface ShownCell {
  readonly sensor: PictureSite["sensors"][number];
  readonly cell: PictureCell;
}

/** Cells of one band: of the sensor that is chosen, or of all. */
function shownCells(
  site: PictureSite,
  picture: Picture | null,
  band: ObservedBand,
  selection: Selection | null,
): readonly ShownCell[] {
  const states = new Map<string, PictureSensor>(
    picture?.sensors.map((sensor) => [sensor.id, sensor]),
  );
  const chosen = selection?.kind === "sensor" ? selection.id : null;
  return site.sensors
    .filter(({ id }) => chosen === null || id === chosen)
    .flatMap((sensor) =>
      (states.get(sensor.id)?.conduct?.cells ?? [])
        .filter((cell) => isOfBand(cell, band))
        .map((cell) => ({ sensor, cell })),
    );
}

/** What each sensor really saw, in pieces of its cover. */
export const observedFeatures = (
  site: PictureSite,
  picture: Picture | null,
  band: ObservedBand | null,
  selection: Selection | null,
): FeatureCollection => ({
  type: "FeatureCollection",
  features: (band === null ? [] : shownCells(site, picture, band, selection)).map(
    ({ sensor, cell }): Feature => ({
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: sectorRings(sensor.place, {
          fromDeg: cell.azimuthFromDeg,
          widthDeg: cell.azimuthToDeg - cell.azimuthFromDeg,
          innerM: cell.rangeFromM,
          outerM: cell.rangeToM,
        }),
      },
      properties: { id: sensor.id, verdict: cell.verdict },
    }),
  ),
});

/** In each piece that shows less than is claimed both numbers; in each with too few flights that it is so. */
export const observedLabels = (
  site: PictureSite,
  picture: Picture | null,
  band: ObservedBand | null,
  selection: Selection | null,
): readonly MapLabel[] =>
  (band === null ? [] : shownCells(site, picture, band, selection)).map(({ sensor, cell }) => {
    const middleDeg = (cell.azimuthFromDeg + cell.azimuthToDeg) / 2;
    const middleM = 0.45 * cell.rangeFromM + 0.55 * cell.rangeToM;
    return {
      at: worldPoint(placeAt(sensor.place, middleDeg, middleM)),
      lines: linesOf(cell),
      sizePx: 11,
      anchors: ["centre"],
      gapPx: 0,
      rank: LABEL_RANKS.report,
      zoomMin: 0,
    };
  });

function linesOf({ verdict, share, claimed }: PictureCell): MapLabel["lines"] {
  if (verdict === "too-few") return [{ text: "not enough flights", color: "labelSoft" }];
  if (verdict === "as-claimed") return [{ text: `seen ${percentText(share)}`, color: "label" }];
  return [
    { text: `seen ${percentText(share)}`, color: "alarmText" },
    { text: `claimed ${percentText(claimed)}`, color: "alarmText" },
  ];
}
