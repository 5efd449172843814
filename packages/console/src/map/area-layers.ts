import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { HATCH_IMAGE } from "./pattern-names.ts";
import { all, is, polygon } from "./style-parts.ts";

/** Filled by what is said to their people, outlined by who protects them. */
export function areaLayers(palette: MapPalette): LayerSpecification[] {
  const stageColor: ExpressionSpecification = [
    "match",
    ["get", "stage"],
    "take-cover",
    palette.alarm,
    "pre-alert",
    palette.caution,
    palette.area,
  ];
  const edge = { "line-color": stageColor } as const;
  return [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      filter: polygon,
      paint: {
        "fill-color": stageColor,
        "fill-opacity": ["match", ["get", "stage"], "take-cover", 0.34, "pre-alert", 0.3, 0.14],
      },
    },
    {
      id: "areas-unprotected",
      type: "fill",
      source: "areas",
      filter: all(polygon, is("protection", "none")),
      paint: { "fill-pattern": HATCH_IMAGE, "fill-opacity": 0.6 },
    },
    {
      id: "areas-edge",
      type: "line",
      source: "areas",
      filter: all(polygon, is("protection", "protected")),
      paint: {
        ...edge,
        "line-width": ["match", ["get", "stage"], "none", 2, 3],
      },
    },
    {
      id: "areas-edge-subscribed",
      type: "line",
      source: "areas",
      filter: all(polygon, is("protection", "subscribed")),
      paint: { ...edge, "line-width": 2, "line-dasharray": [3, 2] },
    },
    {
      id: "areas-edge-unprotected",
      type: "line",
      source: "areas",
      filter: all(polygon, is("protection", "none")),
      paint: { ...edge, "line-width": 1.5, "line-dasharray": [1, 2] },
    },
  ];
}
