import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { all, line } from "./style-parts.ts";

/** The rings whose radius suits a zoom: not fewer than two on a screen, nor so many that they hide what matters. */
const suits: FilterSpecification = [
  ">=",
  ["get", "radiusM"],
  ["step", ["zoom"], 20_000, 8, 5_000, 10, 2_000, 11.5, 1_000, 13, 500],
];

/** The world's outline is coarse: it fades out before anyone could take its coast for the truth. */
export function groundLayers(palette: MapPalette): LayerSpecification[] {
  const fading: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 5, 1, 7.5, 0];
  return [
    {
      id: "ground",
      type: "background",
      paint: {
        "background-color": [
          "interpolate",
          ["linear"],
          ["zoom"],
          5,
          palette.water,
          7.5,
          palette.land,
        ],
      },
    },
    {
      id: "land",
      type: "fill",
      source: "land",
      maxzoom: 8,
      paint: { "fill-color": palette.land, "fill-opacity": fading },
    },
    {
      id: "coast",
      type: "line",
      source: "land",
      maxzoom: 8,
      paint: { "line-color": palette.coast, "line-width": 1, "line-opacity": fading },
    },
    {
      id: "grid",
      type: "line",
      source: "grid",
      filter: all(line, ["any", ["==", ["get", "kind"], "spoke"], suits] as FilterSpecification),
      minzoom: 6,
      paint: {
        "line-color": palette.grid,
        "line-width": 1,
        "line-opacity": ["case", ["==", ["get", "kind"], "spoke"], 0.5, 0.9],
      },
    },
  ];
}
