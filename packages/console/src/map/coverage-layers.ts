import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { BLIND_IMAGE } from "./pattern-names.ts";
import { all, is, point, polygon } from "./style-parts.ts";

/** What sensors cover, what defences reach, and where nothing would be seen. */
export function coverageLayers(palette: MapPalette): LayerSpecification[] {
  const working: ExpressionSpecification = ["==", ["get", "status"], "up"];
  return [
    {
      id: "coverage",
      type: "fill",
      source: "sensors",
      filter: polygon,
      paint: {
        "fill-color": palette.sensor,
        "fill-opacity": ["case", working, 0.05, 0],
      },
    },
    {
      id: "coverage-edge",
      type: "line",
      source: "sensors",
      filter: all(polygon, is("status", "up")),
      paint: { "line-color": palette.sensor, "line-width": 1, "line-opacity": 0.6 },
    },
    {
      id: "coverage-edge-gone",
      type: "line",
      source: "sensors",
      filter: all(polygon, ["!=", ["get", "status"], "up"]),
      paint: {
        "line-color": palette.blind,
        "line-width": 1.25,
        "line-dasharray": [2, 4],
        "line-opacity": 0.8,
      },
    },
    {
      id: "defence-edge",
      type: "line",
      source: "defences",
      filter: polygon,
      paint: { "line-color": palette.labelSoft, "line-width": 1, "line-dasharray": [1, 3] },
    },
    {
      id: "blind",
      type: "fill",
      source: "blind",
      filter: polygon,
      paint: { "fill-pattern": BLIND_IMAGE, "fill-opacity": 0.4 },
    },
    {
      id: "blind-edge",
      type: "line",
      source: "blind",
      filter: polygon,
      paint: { "line-color": palette.blind, "line-width": 1, "line-opacity": 0.6 },
    },
  ];
}

/** Where sensors stand, above everything that lies on the ground. */
export const sensorPlaceLayers = (palette: MapPalette): LayerSpecification[] => [
  {
    id: "sensor-places",
    type: "circle",
    source: "sensors",
    filter: point,
    paint: {
      "circle-radius": 4,
      "circle-color": ["case", ["==", ["get", "status"], "up"], palette.sensor, palette.halo],
      "circle-stroke-width": 2,
      "circle-stroke-color": ["case", ["==", ["get", "status"], "up"], palette.halo, palette.blind],
    },
  },
];
