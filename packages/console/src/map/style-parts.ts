import type { ExpressionSpecification, FilterSpecification } from "maplibre-gl";
import type { MapPalette } from "./map-palette.ts";

/** Drawn by the browser from the typeface that the console brings along: no file of glyphs is fetched. */
export const FONT = ["Inter Variable"];

/** Sources hold areas and points of one thing together; layers tell them apart by these. */
export const polygon: FilterSpecification = ["==", ["geometry-type"], "Polygon"];
export const point: FilterSpecification = ["==", ["geometry-type"], "Point"];
export const line: FilterSpecification = ["==", ["geometry-type"], "LineString"];
export const is = (property: string, value: string): FilterSpecification => [
  "==",
  ["get", property],
  value,
];
export const all = (...filters: FilterSpecification[]): FilterSpecification =>
  ["all", ...filters] as FilterSpecification;

/** Keeps text legible on whatever is below it. */
export const textHalo = (palette: MapPalette) =>
  ({ "text-halo-color": palette.halo, "text-halo-width": 1.75 }) as const;

export const dangerColor = (palette: MapPalette): ExpressionSpecification => [
  "match",
  ["get", "danger"],
  "threat",
  palette.alarm,
  palette.trail,
];
