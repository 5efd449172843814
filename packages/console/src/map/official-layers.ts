import type { LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { all, is, polygon } from "./style-parts.ts";

/** Outlines of what authorities warn of, as broad bands that no outline of ours has; what is not real is grey and broken. */
export const officialLayers = (palette: MapPalette): LayerSpecification[] => [
  {
    id: "official-band",
    type: "line",
    source: "official",
    filter: all(polygon, is("status", "actual")),
    layout: { "line-join": "round" },
    paint: { "line-color": palette.alarm, "line-width": 7, "line-opacity": 0.22 },
  },
  {
    id: "official-edge",
    type: "line",
    source: "official",
    filter: all(polygon, is("status", "actual")),
    layout: { "line-join": "round" },
    paint: { "line-color": palette.alarm, "line-width": 1.5 },
  },
  {
    id: "official-edge-unreal",
    type: "line",
    source: "official",
    filter: all(polygon, ["!=", ["get", "status"], "actual"]),
    paint: { "line-color": palette.blind, "line-width": 1.5, "line-dasharray": [1, 2] },
  },
];
