import type { FilterSpecification } from "maplibre-gl";

/** Texts are drawn by the browser with the typeface that the console brings along: no file of glyphs is fetched. */
export const FONT = "Inter Variable";

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
