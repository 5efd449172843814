import type { LatLonDeg } from "@tocsin/sdk";
import type { FeatureCollection } from "geojson";
import type { LayerSpecification } from "maplibre-gl";
import { positionOf } from "./geometry.ts";
import type { MapPalette } from "./map-palette.ts";
import { LABEL_RANKS, type MapLabel } from "./overlay/map-label.ts";
import { worldPoint } from "./overlay/viewport.ts";

/** A place that somebody marked on the map, by its name. */
export interface PlaceMark {
  readonly name: string;
  readonly place: LatLonDeg;
}

export const markFeatures = (marks: readonly PlaceMark[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: marks.map(({ name, place }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: positionOf(place) },
    properties: { name },
  })),
});

export const markLabels = (marks: readonly PlaceMark[]): readonly MapLabel[] =>
  marks.map(({ name, place }) => ({
    at: worldPoint(place),
    lines: [{ text: name, color: "act" }],
    sizePx: 12,
    anchors: ["right", "left", "above", "below"],
    gapPx: 9,
    rank: LABEL_RANKS.selected,
    zoomMin: 0,
  }));

export const markLayers = (palette: MapPalette): LayerSpecification[] => [
  {
    id: "marks",
    type: "circle",
    source: "marks",
    paint: {
      "circle-radius": 6,
      "circle-color": palette.act,
      "circle-stroke-width": 2,
      "circle-stroke-color": palette.halo,
    },
  },
];
