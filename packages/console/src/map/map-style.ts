import type { SourceSpecification, StyleSpecification } from "maplibre-gl";
import { areaLayers } from "./area-layers.ts";
import { coverageLayers, sensorPlaceLayers } from "./coverage-layers.ts";
import { groundLayers } from "./ground-layers.ts";
import type { MapPalette } from "./map-palette.ts";
import { observedLayers } from "./observed/observed-layers.ts";
import { officialLayers } from "./official-layers.ts";
import { markLayers } from "./place-marks.ts";
import { reportLayers } from "./report-layers.ts";

/** What stands still, a source for each kind; each is replaced as a whole in the rare case that it changes. */
const SOURCE_IDS = [
  "land",
  "grid",
  "sensors",
  "defences",
  "blind",
  "observed",
  "areas",
  "official",
  "reports",
  "marks",
] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/** A style of our own: nothing in it leads outside. */
export function mapStyle(palette: MapPalette): StyleSpecification {
  const source = (): SourceSpecification => ({
    type: "geojson",
    data: { type: "FeatureCollection", features: [] },
  });
  return {
    version: 8,
    sources: Object.fromEntries(SOURCE_IDS.map((id) => [id, source()])),
    layers: [
      ...groundLayers(palette),
      ...coverageLayers(palette),
      ...observedLayers(palette),
      ...areaLayers(palette),
      ...officialLayers(palette),
      ...reportLayers(palette),
      ...sensorPlaceLayers(palette),
      ...markLayers(palette),
    ],
  };
}
