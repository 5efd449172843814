import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { all, line, point, polygon } from "./style-parts.ts";

/** Where people said that something was: light and dashed, since it is wide and may be wrong. */
export function reportLayers(palette: MapPalette): LayerSpecification[] {
  const selected: ExpressionSpecification = ["get", "selected"];
  const color: ExpressionSpecification = ["case", selected, palette.act, palette.trail];
  return [
    {
      id: "reports",
      type: "fill",
      source: "reports",
      filter: polygon,
      paint: { "fill-color": color, "fill-opacity": ["case", selected, 0.14, 0.07] },
    },
    {
      id: "report-edges",
      type: "line",
      source: "reports",
      filter: polygon,
      paint: {
        "line-color": color,
        "line-width": ["case", selected, 2, 1],
        "line-dasharray": [4, 3],
        "line-opacity": 0.8,
      },
    },
    {
      id: "report-bearings",
      type: "line",
      source: "reports",
      filter: all(line),
      paint: { "line-color": color, "line-width": ["case", selected, 2.5, 1.5] },
    },
    {
      id: "report-places",
      type: "circle",
      source: "reports",
      filter: point,
      paint: {
        "circle-radius": 5,
        "circle-color": palette.halo,
        "circle-stroke-width": 2,
        "circle-stroke-color": color,
      },
    },
  ];
}
