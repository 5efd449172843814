import type { Feature, FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import landUrl from "world-atlas/land-110m.json?url";

type Topology = Parameters<typeof feature>[0];

/** The world's land (Natural Earth, 1 : 110 million), from the console's own files. */
export async function fetchLand(signal: AbortSignal): Promise<FeatureCollection> {
  const response = await fetch(landUrl, { signal });
  const topology = (await response.json()) as Topology;
  const land = topology.objects["land"];
  if (land === undefined) throw new Error("the file of the world's land has no land");
  return collected(feature(topology, land));
}

const collected = (land: Feature | FeatureCollection): FeatureCollection =>
  land.type === "FeatureCollection" ? land : { type: "FeatureCollection", features: [land] };
