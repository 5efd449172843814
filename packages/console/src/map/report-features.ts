import type { LatLonDeg, ListedObservation, ObservationExtent } from "@tocsin/sdk";
import type { Feature, FeatureCollection } from "geojson";
import { whatText } from "../reports/report-words.ts";
import { circleRing, placeAt, positionOf, sectorRings } from "./geometry.ts";
import { LABEL_RANKS, type MapLabel } from "./overlay/map-label.ts";
import { worldPoint } from "./overlay/viewport.ts";
import { isSelected, type Selection } from "./selection.ts";
import { collection } from "./site-features.ts";

/** A sector or a circle as wide as what is known, and a mark where the observer stood or what the middle is. */
export const reportFeatures = (
  reports: readonly ListedObservation[],
  selection: Selection | null,
): FeatureCollection =>
  collection(
    reports.flatMap(({ id, extent }) =>
      extent === null
        ? []
        : extentFeatures(extent, { id, selected: isSelected(selection, "report", id) }),
    ),
  );

function extentFeatures(
  extent: ObservationExtent,
  properties: { readonly id: string; readonly selected: boolean },
): Feature[] {
  const at = placeOf(extent);
  const place: Feature = {
    type: "Feature",
    geometry: { type: "Point", coordinates: positionOf(at) },
    properties,
  };
  if (extent.shape === "circle")
    return [
      {
        type: "Feature",
        geometry: { type: "Polygon", coordinates: [circleRing(at, extent.radiusM)] },
        properties,
      },
      place,
    ];
  const { azimuthDeg, halfWidthDeg, reachM } = extent;
  const sector = { fromDeg: azimuthDeg - halfWidthDeg, widthDeg: 2 * halfWidthDeg };
  const rings = sectorRings(at, { ...sector, innerM: 0, outerM: reachM });
  const middle = [at, placeAt(at, azimuthDeg, reachM)].map(positionOf);
  return [
    { type: "Feature", geometry: { type: "Polygon", coordinates: rings }, properties },
    { type: "Feature", geometry: { type: "LineString", coordinates: middle }, properties },
    place,
  ];
}

const placeOf = ({ latitudeDeg, longitudeDeg }: ObservationExtent): LatLonDeg => [
  latitudeDeg,
  longitudeDeg,
];

/** What it is and who says so, beside its mark. */
export const reportLabels = (
  reports: readonly ListedObservation[],
  selection: Selection | null,
): readonly MapLabel[] =>
  reports.flatMap((report): MapLabel[] => {
    if (report.extent === null) return [];
    return [
      {
        at: worldPoint(placeOf(report.extent)),
        lines: [{ text: `${report.observer.name}: ${whatText(report)}`, color: "label" }],
        sizePx: 11,
        anchors: ["below", "above", "right", "left"],
        gapPx: 8,
        rank: LABEL_RANKS[isSelected(selection, "report", report.id) ? "selected" : "report"],
        zoomMin: 9,
      },
    ];
  });
