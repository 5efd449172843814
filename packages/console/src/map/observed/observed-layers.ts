import type { LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "../map-palette.ts";
import { is } from "../style-parts.ts";

/** Pieces of what sensors really saw: filled where enough flew there to say, a dotted edge alone where not. */
export function observedLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "observed-as-claimed",
      type: "fill",
      source: "observed",
      filter: is("verdict", "as-claimed"),
      paint: { "fill-color": palette.sensor, "fill-opacity": 0.28 },
    },
    {
      id: "observed-less",
      type: "fill",
      source: "observed",
      filter: is("verdict", "less"),
      paint: { "fill-color": palette.alarm, "fill-opacity": 0.28 },
    },
    {
      id: "observed-edge",
      type: "line",
      source: "observed",
      filter: is("verdict", "too-few"),
      paint: { "line-color": palette.labelSoft, "line-width": 1, "line-dasharray": [1, 3] },
    },
    {
      id: "observed-less-edge",
      type: "line",
      source: "observed",
      filter: is("verdict", "less"),
      paint: { "line-color": palette.alarm, "line-width": 2 },
    },
  ];
}
