import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";
import { all, dangerColor, FONT, is, point, polygon, textHalo } from "./style-parts.ts";

/** Where objects were, and where they are going. */
export function trackLineLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "trails",
      type: "line",
      source: "trails",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": dangerColor(palette), "line-width": 1.75, "line-opacity": 0.65 },
    },
    {
      id: "courses",
      type: "line",
      source: "vectors",
      filter: is("kind", "course"),
      paint: {
        "line-color": dangerColor(palette),
        "line-width": 1.25,
        "line-dasharray": [2, 3],
        "line-opacity": 0.8,
      },
    },
    {
      id: "vectors",
      type: "line",
      source: "vectors",
      filter: is("kind", "vector"),
      paint: { "line-color": dangerColor(palette), "line-width": 2 },
    },
  ];
}

/** How sure their places are, now and at impact. */
export function ellipseLayers(palette: MapPalette): LayerSpecification[] {
  const impact = is("kind", "impact");
  return [
    {
      id: "places",
      type: "line",
      source: "ellipses",
      filter: all(polygon, is("kind", "place")),
      paint: { "line-color": dangerColor(palette), "line-width": 1, "line-opacity": 0.8 },
    },
    {
      id: "impacts",
      type: "fill",
      source: "ellipses",
      filter: all(polygon, impact),
      paint: { "fill-color": dangerColor(palette), "fill-opacity": 0.16 },
    },
    {
      id: "impacts-edge",
      type: "line",
      source: "ellipses",
      filter: all(polygon, impact),
      paint: { "line-color": dangerColor(palette), "line-width": 1.5 },
    },
  ];
}

const dangerText = (palette: MapPalette): ExpressionSpecification => [
  "match",
  ["get", "danger"],
  "threat",
  palette.alarmText,
  palette.label,
];

/** The objects themselves, on top of everything. */
export function trackLayers(palette: MapPalette): LayerSpecification[] {
  const halo = textHalo(palette);
  return [
    {
      id: "impact-labels",
      type: "symbol",
      source: "ellipses",
      filter: all(point, is("kind", "impact")),
      layout: {
        "text-field": ["get", "text"],
        "text-font": FONT,
        "text-size": 12,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.9,
        "text-justify": "auto",
      },
      paint: { ...halo, "text-color": dangerText(palette) },
    },
    {
      id: "track-selected",
      type: "circle",
      source: "tracks",
      filter: ["==", ["get", "selected"], true],
      paint: {
        "circle-radius": 20,
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-stroke-color": palette.act,
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "tracks",
      type: "symbol",
      source: "tracks",
      layout: {
        "icon-image": ["get", "symbol"],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 12,
        "text-anchor": "left",
        "text-offset": [1.5, 0],
        "text-optional": true,
        "symbol-sort-key": ["get", "order"],
      },
      paint: {
        ...halo,
        "icon-opacity": ["match", ["get", "status"], "coasting", 0.55, "tentative", 0.6, 1],
        "text-color": dangerText(palette),
      },
    },
  ];
}
