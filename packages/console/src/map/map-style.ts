import type { SourceSpecification, StyleSpecification } from "maplibre-gl";
import { areaLabelLayers, areaLayers } from "./area-layers.ts";
import { coverageLayers, sensorLabelLayers } from "./coverage-layers.ts";
import { gridLabelLayers, groundLayers } from "./ground-layers.ts";
import type { MapPalette } from "./map-palette.ts";
import { ellipseLayers, trackLayers, trackLineLayers } from "./track-layers.ts";

/** One source for each kind of thing; each is replaced as a whole when it changes. */
const SOURCE_IDS = [
  "land",
  "grid",
  "sensors",
  "defences",
  "blind",
  "areas",
  "trails",
  "vectors",
  "ellipses",
  "tracks",
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
    /** Names nearer to the end are placed first and win their place. */
    layers: [
      ...groundLayers(palette),
      ...coverageLayers(palette),
      ...areaLayers(palette),
      ...trackLineLayers(palette),
      ...ellipseLayers(palette),
      ...gridLabelLayers(palette),
      ...sensorLabelLayers(palette),
      ...trackLayers(palette),
      ...areaLabelLayers(palette),
    ],
  };
}
